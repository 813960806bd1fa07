"""Scripts that write what is rendered from the program itself: pages of docs/ and pictures."""
