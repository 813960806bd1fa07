"""Makes the sample packages anew: ``python -m sample_packages.make [NAME …]``.

Every person, telephone number, identity number and organisation code is invented.
"""
