"""A mended copy of a package: planned, shown, built beside the target, checked, released whole."""
