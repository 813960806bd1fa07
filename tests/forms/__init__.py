"""Documents drawn as text, and what must be read from them."""
