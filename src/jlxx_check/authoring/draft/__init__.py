"""A draft of a pack from a notice's own text: ``rules draft``. No model, no network.

``notice_text`` reads the notice, ``sentences`` splits and numbers it as the notice does,
``found_subjects`` finds what is put forward, ``proposals`` holds each sentence against the grammar
(``grammar.yaml`` and ``topics.yaml``: data), ``drafted`` puts a pack together, ``pack_files``
writes it down with a ``confirm:`` mark on everything that a person has to look at.
"""
