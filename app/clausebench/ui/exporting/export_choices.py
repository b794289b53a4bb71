"""What was chosen for a policy last time; nothing secret, and no content."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from clausebench.domain.bundle.measures import EvidenceLevel
from clausebench.domain.plain import PlainError, from_plain, to_plain
from clausebench.domain.reporting import ReportKind
from clausebench.ui.session import Session

_FOLDER = "export/folder"


@dataclass(frozen=True, slots=True)
class ExportChoices:
    """``to`` is a format, ``key`` the fingerprint of the key that signed; empty: none did."""

    to: str = "bundle"
    evidence: EvidenceLevel = EvidenceLevel.SUMMARY
    key: str = ""
    report: ReportKind = ReportKind.RESULTS


def recall_choices(session: Session, policy_id: str) -> ExportChoices:
    try:
        return from_plain(ExportChoices, json.loads(session.text(f"export/{policy_id}", "{}")))
    except (ValueError, PlainError):
        return ExportChoices()


def keep_choices(session: Session, policy_id: str, choices: ExportChoices) -> None:
    session.remember(f"export/{policy_id}", json.dumps(to_plain(choices)))


def recall_folder(session: Session) -> Path:
    """Where something was written last, of whichever policy."""
    return Path(session.text(_FOLDER) or Path.home())


def keep_folder(session: Session, folder: Path) -> None:
    session.remember(_FOLDER, str(folder))
