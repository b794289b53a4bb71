"""An OPA bundle: not the prose, but what happens with a verdict once it is there.

``data.json`` holds what each clause is, ``decision.rego`` turns a verdict into allow, remove or
escalate. Whatever is missing, unsteady or unknown goes to a person.
"""

from __future__ import annotations

from clausebench.domain.bundle.release import Release
from clausebench.domain.case import CaseSeverity
from clausebench.domain.clause import ClauseKind
from clausebench.exporting.files import Files, json_file, text_file

_AGREEMENT = 0.8
"""A place to begin: the share of repeats that must agree before anything happens by itself."""
_REGO = """\
package clausebench.{name}.decision

import rego.v1

# input: {{"violation": 0 or 1, "rule_ids": [...], "agreement": 0 to 1, "escalate": true or false}}
# Made by Clausebench for {sha256}.

policy := data.clausebench.{name}.policy

default action := "escalate"

action := "remove" if {{
	input.violation == 1
	is_steady
	not needs_person
	violated
}}

action := "allow" if {{
	input.violation == 0
	is_steady
	not needs_person
}}

is_steady if input.agreement >= policy.thresholds.agreement

needs_person if input.escalate == true

needs_person if {{
	some rule in input.rule_ids
	rule in policy.escalate
}}

# A code that this policy does not have: the verdict belongs to another version.
needs_person if {{
	some rule in input.rule_ids
	not policy.clauses[rule]
}}

violated if {{
	some rule in input.rule_ids
	policy.clauses[rule].kind == "violates"
}}

queue := "needs_review" if action == "escalate"

queue := "auto_action" if action != "escalate"
"""
_ORDER = tuple(CaseSeverity)


def write(release: Release) -> Files:
    """``.manifest``, ``data.json`` and ``decision.rego``; ``tar czf`` of them is the bundle."""
    name = release.slug.replace("-", "_")
    name = f"p_{name}" if name[0].isdigit() else name
    manifest = {
        "revision": f"{release.slug}-{release.version}.{release.revision}",
        "roots": [f"clausebench/{name}"],
        "rego_version": 1,
        "metadata": {"policy_sha256": release.policy_sha256, "title": release.title},
    }
    rego = _REGO.format(name=name, sha256=release.policy_sha256)
    return {
        ".manifest": json_file(manifest),
        "data.json": json_file({"clausebench": {name: {"policy": _policy(release)}}}),
        "decision.rego": text_file(rego),
    }


def _policy(release: Release) -> dict[str, object]:
    coded = [clause for clause in release.clauses if clause.code]
    graves = _severities(release)
    return {
        "sha256": release.policy_sha256,
        "version": release.version,
        "clauses": {
            clause.code: {
                "title": clause.title,
                "kind": clause.kind.value,
                "severity": graves.get(clause.code or ""),
            }
            for clause in coded
        },
        "escalate": [c.code for c in coded if c.kind is ClauseKind.ESCALATION],
        "thresholds": {"agreement": _AGREEMENT},
    }


def _severities(release: Release) -> dict[str, str]:
    """By clause: the gravest of its cases. Clauses without a graded case have none."""
    found: dict[str, CaseSeverity] = {}
    for case in release.cases:
        if case.severity is None:
            continue
        for clause in case.expected.clauses:
            known = found.get(clause, case.severity)
            found[clause] = max(known, case.severity, key=_ORDER.index)
    return {clause: severity.value for clause, severity in found.items()}
