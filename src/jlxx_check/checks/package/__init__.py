"""Checks of a package as a whole: what was recognised, when it arrived."""
