"""What a review page shows, as plain values: the policy, its cases, how they fared."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any, Final

from clausebench.domain.bundle.changes import ClauseChangeKind
from clausebench.domain.bundle.pieces import BEFORE, names_of, pieces
from clausebench.domain.bundle.release import Release
from clausebench.domain.case import Split
from clausebench.domain.case_kind import CaseKind
from clausebench.domain.clause import ParsedPolicy
from clausebench.domain.hidden import describe
from clausebench.exporting.review.blocks import Block, blocks
from clausebench.exporting.review.judged import JudgedCase, judged_cases
from clausebench.exporting.review.summary import summary

_VERDICTS: Final = "Verdicts"
_SINCE = re.compile(r"# Changes from (.*?) to ")


def contents(release: Release) -> dict[str, Any]:
    """Everything, with ``package``: a hash of the rest, which comments name."""
    changes = list(_changes(release))
    shown: dict[str, Any] = {
        "policy": _policy(release),
        "report": list(summary(release)),
        "since": _since(release),
        "changes": changes,
        "clauses": _clauses(release, changes),
        "cases": [_case(judged, release) for judged in judged_cases(release)],
    }
    text = json.dumps(shown, ensure_ascii=True, sort_keys=True)
    return {"package": f"sha256:{hashlib.sha256(text.encode()).hexdigest()}", **shown}


def _policy(release: Release) -> dict[str, Any]:
    parts = pieces(_parsed(release))
    opening = next((piece.text for piece in parts if piece.id == BEFORE), "")
    return {
        "slug": release.slug,
        "title": release.title,
        "version": release.version,
        "revision": release.revision,
        "created": release.created,
        "sha256": release.policy_sha256,
        "opening": opening.strip("\n"),
    }


def _parsed(release: Release) -> ParsedPolicy:
    return ParsedPolicy(release.text, release.title, release.clauses, ())


def _clauses(release: Release, changes: list[Block]) -> list[dict[str, Any]]:
    """In the order of the text, each with all words up to the next."""
    parsed = _parsed(release)
    names = names_of(parsed)
    changed = _changed(changes)
    shown = []
    for piece in pieces(parsed):
        clause = parsed.clause(piece.id)
        if clause is not None:
            kind, before = changed.get(names[piece.id], ("", ""))
            shown.append(
                {
                    "ref": piece.id,
                    "name": names[piece.id],
                    "kind": clause.kind.value,
                    "depth": clause.depth,
                    "words": piece.text.strip("\n"),
                    "change": kind,
                    "before": before,
                }
            )
    return shown


def _changes(release: Release) -> Iterator[Block]:
    """The changelog without the contents that it quotes: those stand with their cases."""
    is_verdicts = False
    for name, text in blocks(release.changelog):
        if name == "head":
            is_verdicts = text == _VERDICTS
        if not (is_verdicts and name == "part"):
            yield name, text


def _since(release: Release) -> str:
    found = _SINCE.match(release.changelog)
    return found[1] if found else ""


def _changed(changes: list[Block]) -> dict[str, tuple[str, str]]:
    """By the clause's name: what became of it, and its words before."""
    kinds = {f"Clauses {kind}": kind.value for kind in ClauseChangeKind}
    found: dict[str, tuple[str, str]] = {}
    kind = name = ""
    for shape, text in changes:
        if shape == "head":
            kind = kinds.get(text, "")
        elif shape == "item" and kind:
            name = text
            found[name] = (kind, "")
        elif shape == "part" and kind and text.startswith("was: "):
            found[name] = (kind, text.removeprefix("was: "))
    return found


def _case(judged: JudgedCase, release: Release) -> dict[str, Any]:
    case = judged.case
    settled = next((p.reason for p in release.precedents if p.case == case.name), "")
    facts = (
        "" if case.kind is CaseKind.POST else case.kind.value,
        case.language,
        f"harm if wrong: {case.severity.value}" if case.severity else "",
        "locked" if case.split is Split.LOCKED else "",
        case.expected.tolerance.value if case.expected.tolerance else "",
        *case.tags,
        f"twin: {case.twin}" if case.twin else "",
    )
    return {
        "name": case.name,
        "content": case.content,
        "about": describe(case.content),
        "expected": _joined(case.expected.decision, case.expected.label, case.expected.clauses),
        "standing": judged.standing.name.lower(),
        "standing_words": judged.standing.value,
        "said": _joined(judged.said, judged.label, judged.clauses) if judged.said else "",
        "confidence": judged.confidence,
        "facts": [fact for fact in facts if fact],
        "note": case.note,
        "twin_change": case.twin_change,
        "settled": settled,
        "answers": [
            {
                "repeat": row.repeat + 1,
                "said": _joined(row.decision or row.status, row.label, row.clauses),
                "reasoning": row.reasoning,
                "final": row.final,
            }
            for row in judged.rows
            if row.reasoning or row.final
        ],
    }


def _joined(decision: str | None, label: str | None, clauses: tuple[str, ...]) -> str:
    """Such as “violates · SP1 · by SP1.a, SP1.b”; empty where nothing is said."""
    is_same = label is not None and clauses == (label,)
    by = f"by {', '.join(clauses)}" if clauses else ""
    parts = (str(decision or ""), "" if is_same else (label or ""), by)
    return " · ".join(filter(None, parts))
