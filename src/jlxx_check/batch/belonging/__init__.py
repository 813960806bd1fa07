"""What belongs together: corrections, supplements laid over, and what only the desk can decide."""
