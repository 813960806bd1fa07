"""Pure functions of facts and parameters; importing this package registers them all."""
