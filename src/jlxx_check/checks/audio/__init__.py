"""Checks of a sound recording: how long it runs, how it is coded."""
