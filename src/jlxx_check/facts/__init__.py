"""For knowing what each file of a package contains: read once, by its reader, at no risk.

``read_files`` is the door: all files of a package to ``FileFacts``, several at a time, never
raising for a file. A file that the cache knows is not read again (``known_facts``; ``facts_cache``,
``cache_session``, ``cache_database`` and ``remembered`` are the cache itself, ``private`` keeps it
its owner's). The others are read in the sandbox, one after the other by ``one_file``, which tells
what a file is and asks the probe for it; ``fates`` words what is said where a reading is lost.

Nothing is imported here, so that a worker starts with what it needs and no more.
"""
