package clausebench.spam.decision

import rego.v1

# input: {"violation": 0 or 1, "rule_ids": [...], "agreement": 0 to 1, "escalate": true or false}
# Made by Clausebench for sha256:fb8564f4ad312d6b8bf7f603c06517246966b618d38934ebb42e1b08f3dc88c6.

policy := data.clausebench.spam.policy

default action := "escalate"

action := "remove" if {
	input.violation == 1
	is_steady
	not needs_person
	violated
}

action := "allow" if {
	input.violation == 0
	is_steady
	not needs_person
}

is_steady if input.agreement >= policy.thresholds.agreement

needs_person if input.escalate == true

needs_person if {
	some rule in input.rule_ids
	rule in policy.escalate
}

# A code that this policy does not have: the verdict belongs to another version.
needs_person if {
	some rule in input.rule_ids
	not policy.clauses[rule]
}

violated if {
	some rule in input.rule_ids
	policy.clauses[rule].kind == "violates"
}

queue := "needs_review" if action == "escalate"

queue := "auto_action" if action != "escalate"
