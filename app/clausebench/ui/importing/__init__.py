"""Bringing in test cases: a dialog that shows everything before anything is kept."""
