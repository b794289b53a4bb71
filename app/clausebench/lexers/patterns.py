"""Shapes that policies and reasonings share: clause codes, labels, quoted strings."""

from __future__ import annotations

CODE_SHAPE = (
    r"(?<![\w.])(?:[A-Z]-)?[A-Z]{1,5}\d{1,3}(?:\.[a-z0-9]{1,2})*(?!\w)|(?<!\w)[A-Z]-[A-Z]{1,5}\#"
)
"""``SP2``, ``SP2.a``, ``D-SP2``, and the ``D-SP#`` of a label table."""

LABEL_SHAPE = (
    r"(?<!\w)(?:(?:IN|UN)?(?:VALID|SAFE)|NON-VIOLATING|VIOLAT(?:ES|ING|ION)|(?:DIS)?ALLOWED"
    r"|ESCALATE|PERMITTED|BLOCK|COMPLIANT)(?!\w)"
)
"""Outcome names as policies spell them, in capitals."""

QUOTED = r"\"(?=\S)[^\"\n]+\"|“[^“”\n]+”|„[^“”\n]+[“”]|«[^«»\n]+»|「[^「」\n]+」"
"""A quoted string that closes on its own line."""
