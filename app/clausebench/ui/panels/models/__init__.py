"""Models mode: from nothing to weights that can be trusted."""
