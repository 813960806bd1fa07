"""The desk of whoever writes a pack: checks to choose from, a pack to begin with, a look at it.

``check_catalogue`` lists the checks with their parameters, ``editor_schema`` tells them to an
editor; ``new_pack``, ``field_list`` and ``measured_rules`` write what an author goes on from;
``meaning`` finds what is written well and means nothing; ``pack_preview`` is the checklist of what
a pack asks.
"""
