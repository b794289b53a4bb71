"""Which contract an answer under a policy follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from clausebench.domain.clause import ParsedPolicy
from clausebench.domain.contracts.contract import ContractId, OutputContract
from clausebench.domain.contracts.detection import own_contract
from clausebench.domain.contracts.pair import pair_contract
from clausebench.domain.contracts.records import (
    category_contract,
    full_contract,
    rationale_contract,
)
from clausebench.domain.contracts.word_contracts import (
    binary_contract,
    label_contract,
    valid_contract,
)
from clausebench.domain.errors import BadInputError

_BUILDERS: dict[str, Callable[[ParsedPolicy], OutputContract]] = {
    ContractId.BINARY: binary_contract,
    ContractId.VALID: valid_contract,
    ContractId.CATEGORY: category_contract,
    ContractId.RATIONALE: rationale_contract,
    ContractId.FULL: full_contract,
    ContractId.PAIR: pair_contract,
    ContractId.LABEL: label_contract,
}
OFFERED_CONTRACTS = tuple(_BUILDERS)
"""The ids a writer may prefer."""
DEFAULT_CONTRACT = ContractId.RATIONALE
"""Asking for a rationale makes the model consult more of the policy (OpenAI's guide)."""


@dataclass(frozen=True, slots=True)
class ContractMatch:
    """``is_own``: the policy carries the instruction itself, and its text stays as it is."""

    contract: OutputContract
    is_own: bool


def contract_for(policy: ParsedPolicy, preferred: str | None = None) -> ContractMatch:
    """The policy's own contract, else the preferred one, else the default.

    Raises ``BadInputError`` when no contract has the preferred id.
    """
    build = _BUILDERS.get(preferred or DEFAULT_CONTRACT)
    if build is None:
        raise BadInputError(
            f"There is no output contract named {preferred!r}.",
            hint=f"Choose one of {', '.join(OFFERED_CONTRACTS)}.",
        )
    own = own_contract(policy)
    return ContractMatch(own or build(policy), is_own=own is not None)
