"""The first minutes: three ways to begin, none of them wrong."""
