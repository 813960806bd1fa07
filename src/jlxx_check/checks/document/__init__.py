"""Checks of a document's text: how much it says."""
