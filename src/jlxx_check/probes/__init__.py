"""The only importers of parsers: each reads a kind of file and returns facts."""
