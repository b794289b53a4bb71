"""Use cases, without Qt: plain calls and generators of events."""
