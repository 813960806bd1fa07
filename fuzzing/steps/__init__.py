"""Single mutations, by what they know of a format."""
