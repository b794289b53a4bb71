"""Take back what came in with a bundle."""

from __future__ import annotations

from clausebench.domain.errors import BadInputError
from clausebench.services.receipts import Receipt, Receipts
from clausebench.services.received_labels import withdrawals
from clausebench.storage.workspace import Workspace


def take_back(workspace: Workspace, receipt: Receipt) -> str:
    """All of it in one transaction; returns a sentence about it. History keeps both.

    A policy that came in new goes out of sight again, unless it has cases of its own by now.
    Raises ``BadInputError`` if the policy was edited since.
    """
    _refuse_edited(workspace, receipt)
    with workspace.writing():
        entries = workspace.labels.of_policy(receipt.policy_id)
        for withdrawal in withdrawals(receipt.labels, entries):
            workspace.labels.add(withdrawal)
        gone = workspace.imports.undo(receipt.id)
        for case in receipt.changed:
            workspace.cases.change(case)
        end = _take_text_back(workspace, receipt)
        Receipts(workspace).forget(receipt)
    counts = ((gone, "new case"), (len(receipt.changed), "changed case"))
    told = [f"{count} {what}{'' if count == 1 else 's'}" for count, what in counts if count]
    return f"Taken back: {', '.join(told) or 'the wording'}.{end}"


def _refuse_edited(workspace: Workspace, receipt: Receipt) -> None:
    head = workspace.policies.head(receipt.policy_id)
    draft = workspace.drafts.find(receipt.policy_id)
    is_draft = draft is not None and head is not None and draft.text != head.text
    if head is None or head.id != receipt.after or is_draft:
        raise BadInputError(
            f"{receipt.title} was edited after the bundle came in.",
            "Undoing would take these edits away, too; nothing was changed.",
            "Restore an earlier version from History instead.",
        )


def _take_text_back(workspace: Workspace, receipt: Receipt) -> str:
    """Returns what to add to the sentence."""
    table = workspace.policies
    if receipt.is_new:
        own = len(workspace.cases.all(receipt.policy_id))
        if own:
            return f" {receipt.title} stays, for it has {own} cases that came otherwise."
        table.hide(receipt.policy_id)
        return f" {receipt.title} is gone from the list; History keeps what was judged."
    if receipt.before and receipt.before != receipt.after:
        workspace.drafts.discard(receipt.policy_id)
        back = table.version(receipt.before)
        clauses = table.clauses(back.id)
        table.add_version(receipt.policy_id, back.text, "Took a bundle back", clauses)
    return ""
