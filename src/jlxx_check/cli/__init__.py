"""The command line: options become settings, then the library does what is asked.

A command (``commands/``) composes (``composing``) what its options (``options``) say, then runs.
"""
