"""Release mode: bring a policy from draft to approved."""
