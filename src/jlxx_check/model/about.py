"""What the program is called and which version it is: the one place that says so."""

NAME = "jlxx-check"
VERSION = "0.1.0"
