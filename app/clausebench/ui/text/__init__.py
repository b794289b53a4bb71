"""Text on screen: shown faithfully, edited, marked, searched; none of it ever as HTML."""
