"""Files to facts: each file by its probe, in parallel, isolated, never raising.

Nothing is imported here, so that a worker starts with what it needs and no more.
"""
