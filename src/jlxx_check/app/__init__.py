"""The library's face: a path and a pack in, a report out."""
