"""The commands, one a module: each composes settings from its options, then runs."""
