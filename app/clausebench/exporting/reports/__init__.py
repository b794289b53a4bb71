"""Texts for people, written from a release."""
