"""Building the filter of a page, and showing it as chips."""
