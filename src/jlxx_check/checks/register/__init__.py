"""Checks of the registers: rows, marks, and how they agree with the entries."""
