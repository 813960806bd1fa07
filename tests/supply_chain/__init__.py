"""What comes from elsewhere: pinned, and never fetched at run time."""
