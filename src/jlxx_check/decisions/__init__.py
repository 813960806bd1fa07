"""A reviewer's decisions: read from the files that hold them."""
