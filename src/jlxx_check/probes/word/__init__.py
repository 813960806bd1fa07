"""For what a Word document says and shows: ``read_docx`` and ``read_doc`` give its ``Document``.

Both give the text as a reader of the page sees it: numbers of lists, tables, text boxes; not what
is hidden, struck out or too small.
"""
