"""Functions from a report to bytes or to a terminal. They only render."""
