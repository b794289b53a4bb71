"""Token types and links as Qt formats."""
