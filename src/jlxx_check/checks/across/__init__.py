"""Checks across packages: nobody and nothing is handed in by two units."""
