"""How the model must answer: instruction, schema, grammar and reader from one definition."""

from __future__ import annotations

from clausebench.domain.contracts.choosing import (
    DEFAULT_CONTRACT,
    OFFERED_CONTRACTS,
    ContractMatch,
    contract_for,
)
from clausebench.domain.contracts.composing import compose
from clausebench.domain.contracts.contract import ContractId, OutputContract
from clausebench.domain.contracts.repairs import Repair

__all__ = [
    "DEFAULT_CONTRACT",
    "OFFERED_CONTRACTS",
    "ContractId",
    "ContractMatch",
    "OutputContract",
    "Repair",
    "compose",
    "contract_for",
]
