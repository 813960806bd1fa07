"""Small whole packages, each with the report that it must give beside it."""
