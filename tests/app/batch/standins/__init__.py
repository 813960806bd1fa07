"""Thin stand-ins for what is called over all packages, where it is not there."""
