"""For what a PDF says and shows, and whether it is whole: ``read_pdf`` gives its ``Document``."""
