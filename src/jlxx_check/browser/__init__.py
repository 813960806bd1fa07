"""The program as one file for a browser: written by ``page_file``, run there by ``in_browser``.

Its parts (Python for the browser, libraries, this program compiled for it) come from a
distribution of their own, which ``packaging/page`` builds.
"""
