"""History mode: what was judged and written, when, and exactly as it was."""
