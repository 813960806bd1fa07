"""Checks of a picture: size, sharpness, colour, what it was printed for."""
