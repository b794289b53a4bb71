"""What a policy, a verdict and a flip are: plain values and pure functions."""
