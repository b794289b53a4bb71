"""Answers of the services as entries."""

from __future__ import annotations

from collections.abc import Sequence

from clausebench.domain.ambiguity import ENOUGH, Asked, Inbox, Source
from clausebench.domain.atlas import Atlas, Coverage
from clausebench.domain.case import Case
from clausebench.domain.clause import ParsedPolicy
from clausebench.domain.knockout import Carried
from clausebench.domain.trying.rewordings import REWORDINGS
from clausebench.domain.trying.robustness import MutationReport, ShakeResult
from clausebench.ui.panels.wording.entries import Cell, Entry, Findings, Shown
from clausebench.ui.roles import Role
from clausebench.ui.text.showable import one_line
from clausebench.ui.verdict_chip import ChipLook

_SURVIVES = ChipLook("warning", "Unnoticed", Role.FINDING_WARNING)
_NOTICED = ChipLook("check", "Noticed", Role.OUTCOME_PASSED)
_UNTESTED = ChipLook("warning", "No case is about it", Role.FINDING_WARNING)
_IDLE = ChipLook("info", "Never the reason", Role.FINDING_HINT)
_SOURCES = {
    Source.REPEATS: "repeats",
    Source.EFFORT: "efforts",
    Source.WORDING: "other wordings",
}


def doubts(found: Inbox, policy: ParsedPolicy) -> Findings:
    """Clauses by how much their cases waver, the gravest first."""
    entries = tuple(
        Entry(
            f"doubt:{d.clause}",
            clause_id(policy, d.clause),
            (
                Cell(_name(d.clause, d.title)),
                Cell(one_line(d.title, 60)),
                Cell(f"{d.unsteady} of {d.cases}", -d.weight),
                Cell(_interval(d.low, d.high) if d.has_evidence else "not enough cases", d.low),
                Cell(", ".join(_SOURCES[source] for source in d.sources)),
            ),
            tuple(Shown(asked.name, _asked(asked)) for asked in d.unstable),
        )
        for d in found.doubts
    )
    if not found.cases:
        return Findings(
            (),
            "No case was asked more than once under this wording.",
            "Run it with repeats, with another effort, or shaken: then this says which clauses "
            "are read now one way, now another.",
        )
    if not entries:
        return Findings((), f"Every case was decided the same each time (n={found.cases}).")
    sentence = f"{len(entries)} clauses whose cases are not decided the same each time."
    few = f" With fewer than {ENOUGH} cases a clause is not judged."
    return Findings(entries, sentence + few)


def wrong(found: Inbox, cases: Sequence[Case]) -> Findings:
    """Cases that are decided the same each time, and otherwise than expected."""
    expected = {case.name: case.expected for case in cases}
    entries = []
    for asked in found.wrong:
        wanted = expected[asked.name].decision if asked.name in expected else None
        entries.append(
            Entry(
                f"wrong:{asked.name}",
                "",
                (
                    Cell(asked.name),
                    Cell(f"{asked.repeats} times the same", asked.repeats),
                    Cell(wanted.value if wanted else ""),
                ),
                (Shown(asked.name, "always the same"),),
            )
        )
    if not entries:
        return Findings((), "No case is decided the same each time against what is expected.")
    sentence = (
        f"{len(entries)} cases where the wording is clear and says something else than you do: "
        "change the rule, or what is expected."
    )
    return Findings(tuple(entries), sentence)


def coverage(found: Atlas, policy: ParsedPolicy) -> Findings:
    """Which cases touch each clause."""
    entries = tuple(_covered(c, policy) for c in found.clauses)
    if not found.cases:
        return Findings((), "Nothing has been judged under this wording.", "Run the test cases.")
    sentence = (
        f"{len(found.untested)} clauses that no case is about, {len(found.idle)} that are never "
        f"the reason, {len(found.contradicting)} that pull cases both ways (n={found.cases})."
    )
    return Findings(entries, sentence)


def _covered(c: Coverage, policy: ParsedPolicy) -> Entry:
    look = _UNTESTED if c.is_untested else _IDLE if c.is_idle else None
    if c.against:
        look = ChipLook("flip", f"Against {one_line(', '.join(c.against), 20)}", Role.FLIP)
    names = {
        name: ", ".join(
            what
            for what, of in (
                ("expected", c.expected),
                ("decides", c.decided),
                ("cited", c.cited),
                ("quoted", c.quoted),
            )
            if name in of
        )
        for name in dict.fromkeys((*c.decided, *c.expected, *c.cited, *c.quoted))
    }
    counts = (c.expected, c.decided, c.cited, c.quoted)
    return Entry(
        f"covered:{c.clause}:{c.title}",
        clause_id(policy, c.clause),
        (
            Cell(_name(c.clause, c.title)),
            Cell(one_line(c.title, 60)),
            *(Cell(str(len(of)), len(of)) for of in counts),
            Cell(look.word if look else "", look is None, look),
        ),
        tuple(Shown(name, what) for name, what in names.items()),
    )


def carries(found: Sequence[Carried], policy: ParsedPolicy) -> Findings:
    """What each clause carries, beside what reasonings claim."""
    entries = tuple(
        Entry(
            f"carried:{c.clause}:{c.title}",
            clause_id(policy, c.clause),
            (
                Cell(_name(c.clause, c.title)),
                Cell(one_line(c.title, 60)),
                Cell(f"{c.flips} of {c.cases}", -c.flips),
                Cell(f"{c.difference:+.0%}", c.difference),
                Cell(f"{c.low:+.0%} to {c.high:+.0%}", c.low),
                Cell(f"{c.claimed:.0%}", -c.claimed),
            ),
            tuple(
                Shown(x.name, f"{_word(x.before.decision)} → {_word(x.after.decision)}")
                for x in c.comparison.cases
                if x.before.decision is not x.after.decision
            ),
        )
        for c in found
    )
    idle = sum(not c.flips and c.claimed > 0 for c in found)
    sentence = f"{idle} clauses are cited and change nothing when they are gone." if found else ""
    return Findings(entries, sentence)


def mutants(found: MutationReport, policy: ParsedPolicy) -> Findings:
    """Changes of meaning that no case notices, first."""
    entries = tuple(
        Entry(
            f"mutant:{n}",
            clause_id(policy, r.mutation.clause),
            (
                Cell("", n, _SURVIVES if r.survives else _NOTICED),
                Cell(one_line(r.mutation.clause, 32)),
                Cell(r.mutation.kind.value),
                Cell(one_line(r.mutation.before, 60)),
                Cell(one_line(r.mutation.after, 40) or "gone"),
            ),
            tuple(Shown(name, "noticed it") for name in r.noticed_by),
        )
        for n, r in enumerate(found.results)
    )
    total = len(found.results)
    if not total:
        return Findings((), "This wording offers nothing to mutate.")
    share = f" ({found.score:.0%})" if found.score is not None and total >= 10 else ""
    left = found.cases - found.stable
    rest = f" {left} unsteady cases were not counted." if left else ""
    return Findings(
        entries, f"{found.noticed} of {total} changes of meaning were noticed{share}.{rest}"
    )


def shaken(found: Sequence[ShakeResult]) -> Findings:
    """What does not hold comes first."""
    ordered = sorted(found, key=lambda r: r.held / r.cases if r.cases else 1.0)
    entries = tuple(
        Entry(
            f"shaken:{r.name}",
            "",
            (
                Cell(r.name.replace("-", " ")),
                Cell("policy" if r.name in REWORDINGS else "content"),
                Cell(f"{r.held} of {r.cases}", r.held / r.cases if r.cases else 1.0),
                Cell(_interval(r.low, r.high), r.low),
            ),
            tuple(
                Shown(x.name, f"{_word(x.before.decision)} → {_word(x.after.decision)}")
                for x in r.flipped
            ),
        )
        for r in ordered
    )
    shaky = sum(bool(r.flipped) for r in found)
    return Findings(entries, f"{shaky} of {len(found)} ways changed a verdict; none should.")


def clause_id(policy: ParsedPolicy, name: str) -> str:
    """The id of a clause by its id, code, or title; empty if it has none of them."""
    if policy.clause(name) is not None:
        return name
    return next((c.id for c in policy.clauses if name in (c.code, c.title)), "")


def _name(clause: str, title: str) -> str:
    return one_line(title, 24) if clause.startswith("c-") and title else clause


def _interval(low: float, high: float) -> str:
    return f"{low:.0%} to {high:.0%}"


def _asked(asked: Asked) -> str:
    same = round(asked.share * asked.repeats)
    return f"{same} of {asked.repeats} the same, over {_SOURCES[asked.source]}"


def _word(decision: object) -> str:
    return str(decision) if decision else "none"
