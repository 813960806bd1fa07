"""A mutation fuzzer over whole packages: ``python -m fuzzing --seed 1 --files 20000``."""
