"""What a pack's rules make of a package: bound rules and facts in, one frozen report out."""
