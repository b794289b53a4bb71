"""Compare mode: what changes between two wordings, efforts, engines or runs."""
