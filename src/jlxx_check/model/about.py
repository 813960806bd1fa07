"""What the program is called, its version and its usual pack: the one place that says so."""

NAME = "jlxx-check"
VERSION = "0.1.0"
#: The notice that is judged by where none is named.
DEFAULT_PACK = "jilin-2023"
#: What a file of settings is called where it is looked for.
SETTINGS_NAME = "jlxx-check.toml"
