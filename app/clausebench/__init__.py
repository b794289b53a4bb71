"""Clausebench: write safety policies and prove that they work."""

__version__ = "0.1.0"
