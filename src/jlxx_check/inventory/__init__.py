"""A package opened as one read-only tree, and every file given a role and an owner."""
