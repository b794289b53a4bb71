"""A guided tour of two minutes on a starter policy."""
