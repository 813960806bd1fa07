"""The documents that are rendered from the program itself."""
