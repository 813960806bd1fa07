"""The submitting unit's desk: begin right, mend by machine, hand in exactly what was checked."""
