"""The submitting unit's desk: begin right, mend by machine, hand in what was checked."""
