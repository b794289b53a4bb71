"""Signing bundles with Ed25519, and telling whose signature it is. The door to cryptography."""
