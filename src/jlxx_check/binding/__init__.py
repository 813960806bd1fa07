"""A pack's rules joined with the checks they name."""
