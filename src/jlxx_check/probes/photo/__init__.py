"""For what a picture is and shows: ``read_photo`` gives its ``Photo``.

A picture is held to its own structure first, which shows damage that decoders pass over, and is
then decoded once and small for everything that is measured.
"""
