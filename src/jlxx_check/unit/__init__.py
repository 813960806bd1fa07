"""The desk of the submitting unit: begin right, mend by machine, hand in exactly what was checked."""
