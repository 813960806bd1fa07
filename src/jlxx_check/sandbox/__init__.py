"""For running a function on a file that may crash, hang or eat memory: it costs that one call.

``Sandbox`` (``calls``) runs functions on a subject in processes of its own, each call within its
seconds and megabytes; whatever becomes of the process, the caller gets the answer or one exception
of one family (``losses``). Nothing here knows what the functions are for. The processes are kept
for the next call (``pool``); ``worker_process`` is one as the program sees it, ``worker`` what runs
in it, ``messages`` what goes between them, ``bounds`` what this system enforces.

Nothing is imported here, so that a process starts with what it needs and no more.
"""
