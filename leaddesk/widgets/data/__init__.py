"""Import, export, the bin, and what was done."""
