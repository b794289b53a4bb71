"""What a policy is released with: its licence, whom to name, what it has to reach."""

from __future__ import annotations

from clausebench.domain.bundle.names import plain_title
from clausebench.domain.bundle.terms import ReleaseTerms
from clausebench.domain.errors import NotFoundError
from clausebench.domain.measures.target_file import read_targets
from clausebench.domain.measures.targets import Target
from clausebench.storage.workspace import Workspace


class Terms:
    """Kept with the policy; releases and approvals use it where nothing else is said."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def of(self, policy: str) -> ReleaseTerms:
        """By the policy's name or id. Raises ``NotFoundError``."""
        return self._workspace.terms.of_policy(self._id(policy))

    def keep(
        self,
        policy: str,
        *,
        licence: str | None = None,
        attribution: str | None = None,
        targets: str | None = None,
        source: str = "The targets",
    ) -> ReleaseTerms:
        """Keep what is given; None leaves a part as it is, an empty text forgets it. ``targets``
        is the text of a targets file, ``source`` its name. Raises ``NotFoundError``, and
        ``BadInputError`` for targets that cannot be read: nothing is kept then."""
        policy_id = self._id(policy)
        if targets and targets.strip():
            read_targets(targets, source)
        before = self._workspace.terms.of_policy(policy_id)
        terms = ReleaseTerms(
            before.licence if licence is None else plain_title(licence),
            before.attribution if attribution is None else plain_title(attribution),
            before.targets if targets is None else targets,
        )
        self._workspace.terms.keep(policy_id, terms)
        return terms

    def targets_of(self, policy: str) -> tuple[Target, ...]:
        """What it has to reach; empty where nothing was said. Raises as ``of``."""
        return self.of(policy).read_targets()

    def _id(self, policy: str) -> str:
        found = self._workspace.policies.find(policy)
        if found is None:
            raise NotFoundError(
                f"The workspace has no policy named {policy}.",
                hint="Terms are kept for policies in a workspace; check the spelling.",
            )
        return found.id
