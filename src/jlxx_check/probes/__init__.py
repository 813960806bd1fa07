"""For what is in a file: measured by a parser, never judged. The only importers of parsers.

A room for each format, with one function as its door, and single modules for the smaller ones:

- ``sniffing``: what a file is by its bytes;
- ``photo``, ``video``, ``audio``; ``word``, ``workbook``, ``pdf``, ``plain_text``, ``locked``
  (encrypted Office files): a stream in, the model's facts or an ``Unreadable`` out;
- shared by them: ``unreadable`` (why a file cannot be read), ``zip_members`` and ``ooxml``,
  ``compound`` (old Office files), ``mp4_boxes``, ``pixels``, ``letters``.

A probe reads as little as answers the question. It raises OSError only where the system fails to
read; everything else that a file does to it is the file's own outcome.
"""
