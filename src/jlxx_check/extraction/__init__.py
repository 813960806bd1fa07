"""Files to facts: each file by its probe, in parallel, isolated, never raising."""
