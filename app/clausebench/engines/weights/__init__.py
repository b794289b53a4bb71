"""Weights: found on this computer, or fetched from a hub. The only door to huggingface-hub."""

from clausebench.engines.weights.found import find_weights

__all__ = ["find_weights"]
