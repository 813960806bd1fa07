"""For what a file is by its bytes, whatever its name says: ``sniff``.

The formats themselves stand in ``model.file_kinds``; here are the marks that tell them.
"""
