"""Checks of a video: how it is encoded, how long it runs, what it shows."""
