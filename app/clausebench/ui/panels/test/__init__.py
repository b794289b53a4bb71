"""Test mode: the cases of a policy, what is expected of each, and what came out."""
