"""Speed and memory as ratios: ``python -m benchmarks``. Never part of the tests."""
