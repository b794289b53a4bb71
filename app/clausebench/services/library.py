"""Policies, their versions, drafts and test cases."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from clausebench.domain.case import Case, Expectation
from clausebench.domain.errors import NotFoundError
from clausebench.domain.identity import carry_identity
from clausebench.domain.labelling import is_disputed
from clausebench.domain.policy import Draft, Policy, PolicyVersion
from clausebench.domain.reading_policy import parse
from clausebench.domain.text import without_lone_surrogates
from clausebench.importing.cases import ImportedCase
from clausebench.importing.policy_source import ImportedPolicy, read_policy
from clausebench.storage.drafts import DraftKind
from clausebench.storage.policies import PolicySummary
from clausebench.storage.workspace import Workspace

PolicyCard = PolicySummary
_SAMPLE = "sample"


@dataclass(frozen=True, slots=True)
class OpenPolicy:
    """A policy with its newest version and what has been typed since."""

    policy: Policy
    head: PolicyVersion | None
    draft: Draft | None

    @property
    def text(self) -> str:
        if self.draft is not None:
            return self.draft.text
        return self.head.text if self.head else ""

    @property
    def is_changed(self) -> bool:
        return self.draft is not None and (self.head is None or self.draft.text != self.head.text)


class Library:
    """What a workspace holds besides history. ``starters`` is the shipped policies' folder."""

    def __init__(self, workspace: Workspace, starters: Path) -> None:
        self._workspace = workspace
        self._starters = starters

    def policies(self) -> tuple[PolicyCard, ...]:
        return self._workspace.policies.summaries()

    def find(self, name_or_id: str) -> Policy:
        """Raises ``NotFoundError``."""
        found = self._workspace.policies.find(name_or_id)
        if found is None:
            raise NotFoundError(
                f"There is no policy named {name_or_id}.", hint="Check the spelling."
            )
        return found

    def open(self, policy_id: str) -> OpenPolicy:
        """Raises ``NotFoundError``."""
        policies = self._workspace.policies
        draft = self._workspace.drafts.find(policy_id)
        return OpenPolicy(policies.get(policy_id), policies.head(policy_id), draft)

    def create(self, name: str, text: str, reason: str = "Created") -> OpenPolicy:
        """Raises ``BadInputError`` when the name is empty or taken."""
        with self._workspace.writing():
            policy = self._workspace.policies.add(name)
            self.save_version(policy.id, text, reason)
        return self.open(policy.id)

    def rename(self, policy_id: str, name: str) -> Policy:
        return self._workspace.policies.rename(policy_id, name)

    def save_draft(self, policy_id: str, text: str, cursor: int) -> Draft:
        """Keep what is being typed; durable when this returns."""
        return self._workspace.drafts.save(policy_id, without_lone_surrogates(text), cursor)

    def save_sample(self, text: str) -> None:
        """Keep the content that is being typed as a sample; empty: there is none."""
        text = without_lone_surrogates(text)
        self._workspace.drafts.save(_SAMPLE, text, kind=DraftKind.SCRATCH)

    def unkept_sample(self) -> str:
        """What was typed as a sample and is no test case; empty if there is none."""
        draft = self._workspace.drafts.find(_SAMPLE, kind=DraftKind.SCRATCH)
        return draft.text if draft else ""

    def save_version(self, policy_id: str, text: str, reason: str) -> PolicyVersion:
        """A new head; the draft is done with. Unchanged text returns the present head."""
        text = without_lone_surrogates(text)
        head = self._workspace.policies.head(policy_id)
        parsed = parse(text)
        if head is not None:
            # Names that lived on from earlier wordings are only in what was stored.
            kept = self._workspace.policies.clauses(head.id)
            before = parse(head.text)
            parsed = carry_identity(replace(before, clauses=kept or before.clauses), parsed)
        with self._workspace.writing():
            version = self._workspace.policies.add_version(policy_id, text, reason, parsed.clauses)
            self._workspace.drafts.discard(policy_id)
        return version

    def versions(self, policy_id: str) -> tuple[PolicyVersion, ...]:
        """Newest first."""
        return self._workspace.policies.versions(policy_id)

    def cases(self, policy_id: str) -> tuple[Case, ...]:
        """In the order in which they were kept."""
        return self._workspace.cases.all(policy_id)

    def disputed(self, policy_id: str) -> frozenset[str]:
        """Ids of the cases that people label differently, unless somebody has settled it."""
        labels = self._workspace.labels.of_policy(policy_id)
        return frozenset(case_id for case_id, entries in labels.items() if is_disputed(entries))

    def keep_case(
        self,
        policy_id: str,
        content: str,
        expected: Expectation,
        *,
        name: str = "",
        language: str = "",
        tags: Sequence[str] = (),
        note: str = "",
        twin: str | None = None,
        twin_change: str = "",
    ) -> Case:
        """Keep a content as a test case; without a name it is named after its first words."""
        table = self._workspace.cases
        case = Case("", policy_id, table.free_name(policy_id, name or slug(content)), content)
        return table.keep(
            replace(
                case,
                expected=expected,
                language=language,
                tags=tuple(tags),
                note=note,
                twin=twin,
                twin_change=twin_change,
            )
        )

    def change_case(self, case: Case) -> Case:
        return self._workspace.cases.change(case)

    def remove_case(self, case_id: str) -> None:
        """Takes the case out of its suite; ``restore_case`` brings it back."""
        self._workspace.cases.remove(case_id)

    def restore_case(self, case_id: str) -> Case:
        return self._workspace.cases.restore(case_id)

    def import_folder(self, path: Path) -> OpenPolicy:
        """A policy file or folder as a new policy, with its cases. Raises ``BadInputError``."""
        imported = read_policy(path)
        with self._workspace.writing():
            opened = self._create_from(path, imported)
            self._add_cases(opened.policy.id, imported.cases)
        return opened

    def import_policy(self, path: Path) -> OpenPolicy:
        """A policy file as a new policy, without any cases. Raises ``BadInputError``."""
        return self._create_from(path, read_policy(path))

    def _create_from(self, path: Path, imported: ImportedPolicy) -> OpenPolicy:
        title = parse(imported.text).title or imported.name
        return self.create(
            self._workspace.policies.free_name(title), imported.text, f"Read from {path.name}"
        )

    def install_starters(self) -> int:
        """Put the shipped policies into an empty workspace; returns how many."""
        if self._workspace.policies.all():
            return 0
        folders = sorted(p.parent for p in self._starters.glob("*/policy.md"))
        with self._workspace.writing():
            for folder in folders:
                self.import_folder(folder)
        return len(folders)

    def _add_cases(self, policy_id: str, cases: Sequence[ImportedCase]) -> None:
        for case in cases:
            self._workspace.cases.keep(as_case(case, policy_id))


def as_case(given: ImportedCase, policy_id: str = "", case_id: str = "") -> Case:
    """A case of a file as one of a policy."""
    return Case(
        id=case_id,
        policy_id=policy_id,
        name=given.name,
        content=given.content,
        expected=given.expected,
        language=given.language,
        tags=given.tags,
        note=given.note,
        twin=given.twin,
        kind=given.kind,
        severity=given.severity,
        split=given.split,
        source=given.source,
        licence=given.licence,
        twin_change=given.twin_change,
    )


def slug(content: str, words: int = 5) -> str:
    """A short name from the first words, in any script; ``case`` when there are none."""
    found = re.findall(r"\w+", content.casefold())[:words]
    return "-".join(found)[:48].strip("-") or "case"
