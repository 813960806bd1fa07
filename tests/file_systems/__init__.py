"""What real file systems do: refuse, change under one's hands, run full, hold anything."""
