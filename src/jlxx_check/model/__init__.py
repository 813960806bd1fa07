"""Frozen types that everything else speaks in. Imports nothing of the project."""
