"""Write mode: the policy, a sample, and why it was judged so."""
