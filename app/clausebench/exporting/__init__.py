"""Writing policies, cases and their proof in the formats of other programs."""
