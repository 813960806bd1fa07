"""For what an Excel workbook says and shows: ``read_workbook`` gives its ``Document``.

The cells come from calamine, once the file is known to be sound and of sane size; what its sheets
hide is read beside.
"""
