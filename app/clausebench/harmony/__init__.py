"""Prompts and answers in the harmony format of the gpt-oss models."""
