"""What people type, read for certain or not at all: dates, counts, names, numbers."""
