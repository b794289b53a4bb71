"""Small policies of our own that tests judge under."""

from __future__ import annotations

SPAM = """# Spam policy

Decide whether the content is spam.

## Violates

- SP1 Promotion: words that sell to people who did not ask.

## Allowed

- SP7 Wanted messages: receipts and reminders.
"""
