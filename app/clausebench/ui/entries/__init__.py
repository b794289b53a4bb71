"""Lists of two-line entries."""
