"""A mended copy of a package: what a machine can put right, and nothing that people wrote."""
