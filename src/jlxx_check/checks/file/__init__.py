"""Checks of any file: whether it opens, whether it is handed in twice."""
