"""The command line: one module a command. It talks to ``app`` and prints through reporters."""
