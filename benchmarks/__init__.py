"""Speed and memory, side by side and as ratios: ``python -m benchmarks``. Never part of the tests."""
