"""Whether a bundle comes from a workspace's history, and from where in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clausebench.domain.bundle.release import Release
from clausebench.storage.chain_lookup import ChainLink
from clausebench.storage.workspace import Workspace

_EVENTS = {
    "version": "the saving of {}",
    "run-began": "the beginning of a run on {}",
    "run-ended": "the end of a run on {}",
    "stage": "a step of {}",
}


@dataclass(frozen=True, slots=True)
class Trace:
    """``names_history``: whether the bundle says where it comes from. ``link`` is None if this
    history has no such link. ``versions`` are those that read like the bundle's policy, as
    (policy, number, time). ``problems`` are breaks of the workspace's own chain."""

    names_history: bool
    link: ChainLink | None
    versions: tuple[tuple[str, int, str], ...]
    problems: tuple[str, ...]

    @property
    def is_proven(self) -> bool:
        return self.link is not None and not self.problems

    def sentences(self) -> Iterator[str]:
        """For people."""
        yield self._origin()
        for policy, number, at in self.versions:
            yield f"Its text is version {number} of {policy}, saved {at}."
        if not self.versions:
            yield "No version of this workspace reads like it."
        if self.problems:
            yield "The workspace's history is not whole:"
            yield from self.problems
        else:
            yield "The workspace's history is whole: every link fits the one before it."

    def _origin(self) -> str:
        if not self.names_history:
            return "The bundle names no history: it was not written from a policy in a workspace."
        if self.link is None:
            return "It was not written in this workspace: its history has no such link."
        link = self.link
        what = link.policy + (f", version {link.version}" if link.version else "")
        about = _EVENTS.get(link.event, "something about {}").format(what or "a policy")
        when = f", {link.at}" if link.at else ""
        return (
            f"It was written in this workspace, after link {link.number} of {link.of} of its "
            f"history: {about}{when}."
        )


def trace(release: Release, workspace: Workspace) -> Trace:
    """Reads the whole chain, which takes a second for some 100,000 verdicts."""
    head = release.chain_head
    return Trace(
        names_history=bool(head),
        link=workspace.find_link(head) if head else None,
        versions=tuple(
            (policy.name, version.number, version.at)
            for policy, version in workspace.policies.with_text(release.policy_sha256)
        ),
        problems=workspace.verify_chain(),
    )
