"""Names inside bundles: they come from policies and from strangers, and never become trouble."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Final

MANIFEST: Final = "bundle.json"
SIGNATURE: Final = "signature.dsse.json"
MIMETYPE: Final = "mimetype"
CHECKSUMS: Final = "CHECKSUMS.sha256"
SOURCE: Final = "source/policy.md"
"""The policy as its writer wrote it; what the model reads stands in ``prompt_name``."""
CASES: Final = "cases.jsonl"
CLAUSES: Final = "clauses.jsonl"
PRECEDENTS: Final = "precedents.jsonl"
LABELS: Final = "labels.jsonl"
RUNS: Final = "runs/runs.jsonl"
CHANGELOG: Final = "reports/changelog.md"

MEDIA_TYPE: Final = "application/vnd.clausebench.policybundle+zip"
"""What the member ``mimetype`` holds, so that ``file`` and mail programs know what this is."""
SUFFIX: Final = ".policybundle.zip"

_NAME = re.compile(r"[a-z0-9][a-z0-9._/-]{0,180}")
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"{x}{n}" for x in ("com", "lpt") for n in range(1, 10))]
)
_CONVENTIONAL = frozenset(
    ["README.md", "LICENSE", "USAGE_POLICY", CHECKSUMS, "Modelfile", ".manifest"]
)
"""Last parts that the formats inside want spelled like this. No other may have capitals, or
begin with a dot."""
_LONGEST_SLUG = 60
_LONGEST_TITLE = 200
_JOINERS = "\u200c\u200d"
"""Persian and emoji need them inside words; all other unprintable characters go."""


def prompt_name(slug: str) -> str:
    """Where the text stands that the model reads, as ROOST policy packs have it."""
    return f"example_policies/{slug}/policy.md"


def bundle_name(slug: str, version: int) -> str:
    """The usual file name of a bundle."""
    return f"{slug}-{version}{SUFFIX}"


def is_slug(text: str) -> bool:
    """Whether a text can be a part of a path on every system."""
    return (
        re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", text) is not None
        and len(text) <= _LONGEST_SLUG
        and text not in _RESERVED
    )


def slug_of(title: str) -> str:
    """A slug for a policy's name. Names without Latin letters get one from their hash."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii")
    words = re.findall(r"[a-z0-9]+", plain.casefold())
    slug = "-".join(words)[:_LONGEST_SLUG].strip("-")
    if not slug:
        digest = hashlib.sha256(title.encode("utf-8", "surrogatepass")).hexdigest()
        return f"policy-{digest[:8]}"
    return f"policy-{slug}" if slug in _RESERVED else slug


def plain_title(text: str) -> str:
    """A title in one line, without characters that steer or hide."""
    kept = "".join(c for c in text if c.isprintable() or c.isspace() or c in _JOINERS)
    return " ".join(kept.split())[:_LONGEST_TITLE].strip()


def is_title(text: str) -> bool:
    """Whether a text may be shown as a title as it is."""
    return bool(text) and plain_title(text) == text


def name_problem(name: str) -> str | None:
    """Why a member may not be called so, as the end of a sentence; None if it may."""
    folder, _, last = name.rpartition("/")
    checked = name if last not in _CONVENTIONAL else (f"{folder}/x" if folder else "x")
    if _NAME.fullmatch(checked) is None:
        return "has a name that is not of small letters, digits, dots and dashes"
    parts = name.split("/")
    if "" in parts or ".." in name:
        return "has a name that leads out of the bundle"
    if any(part.endswith(".") or part[0] in "-." for part in checked.split("/")):
        return "has a name that some systems change or hide"
    if any(part.split(".")[0] in _RESERVED for part in parts):
        return "has a name that is a device on Windows"
    return None
