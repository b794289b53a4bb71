"""Wording mode: what everything asked so far says about the clauses."""
