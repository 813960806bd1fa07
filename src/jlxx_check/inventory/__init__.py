"""What a package is made of: every file given a role and an owner, or the reason why not."""
