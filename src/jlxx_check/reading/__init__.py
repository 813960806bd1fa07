"""Documents to forms and registers: labels and values wherever they stand."""
