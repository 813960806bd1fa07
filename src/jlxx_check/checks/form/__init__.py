"""Checks of an entry's form: what it says, and whether it says all."""
