"""Auditors: deterministic remarks on policies and on rationales, each naming its cure."""

from __future__ import annotations

from clausebench.audits.policy import POLICY_AUDITORS, Auditor, audit_policy

__all__ = ["POLICY_AUDITORS", "Auditor", "audit_policy"]
