"""The parts of the page on speed: each measures one question and says what it found."""
