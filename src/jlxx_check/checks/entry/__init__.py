"""Checks of an entry: its files, its material, how many there are, who has won before."""
