"""Judged contents to read: policy, content and reasoning side by side, linked and concealed."""
