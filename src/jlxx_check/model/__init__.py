"""Frozen types that everything else speaks in."""
