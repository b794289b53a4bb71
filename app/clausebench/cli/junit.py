"""JUnit XML, as CI systems read it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

from clausebench.domain.case import Outcome
from clausebench.domain.errors import BadInputError
from clausebench.services.suites import CaseResult

_FAILURES = {
    Outcome.FAILED: "expected {expected}, got {got}",
    Outcome.WRONG_CLAUSE: "right verdict, wrong clause: cites {clauses}",
    Outcome.UNSTEADY: "must be stable, but repeats disagree",
    Outcome.UNREADABLE: "the answer could not be read ({status})",
}


def write_junit(path: Path, suite: str, results: Sequence[CaseResult]) -> None:
    """Write one ``testsuite``. Content stays out: reports travel further than cases should."""
    failures = sum(result.outcome in _FAILURES for result in results)
    root = ET.Element(
        "testsuite",
        name=_xml_text(suite),
        tests=str(len(results)),
        failures=str(failures),
        errors="0",
        skipped=str(sum(result.outcome is Outcome.UNLABELLED for result in results)),
        time=f"{sum(v.seconds for r in results for v in r.verdicts):.3f}",
    )
    for result in results:
        root.append(_case(suite, result))
    _write(path, root)


def write_rows(path: Path, suite: str, rows: Sequence[tuple[str, str, str]]) -> None:
    """One ``testsuite`` of (name, why it failed, why it was skipped); empty: it was not."""
    root = ET.Element(
        "testsuite",
        name=_xml_text(suite),
        tests=str(len(rows)),
        failures=str(sum(bool(failed) for _, failed, _ in rows)),
        errors="0",
        skipped=str(sum(bool(skipped) for _, _, skipped in rows)),
    )
    for name, failed, skipped in rows:
        case = ET.SubElement(root, "testcase", classname=_xml_text(suite), name=_xml_text(name))
        for kind, why in (("failure", failed), ("skipped", skipped)):
            if why:
                ET.SubElement(case, kind, message=_xml_text(why))
    _write(path, root)


def _write(path: Path, root: ET.Element) -> None:
    try:
        ET.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)
    except OSError as error:
        raise BadInputError(f"{path} cannot be written: {error.strerror}.") from error


def _case(suite: str, result: CaseResult) -> ET.Element:
    seconds = sum(v.seconds for v in result.verdicts)
    element = ET.Element(
        "testcase",
        classname=_xml_text(suite),
        name=_xml_text(result.case.name),
        time=f"{seconds:.3f}",
    )
    template = _FAILURES.get(result.outcome)
    if template is not None:
        message = template.format(
            expected=result.case.expected.label or result.case.expected.decision,
            got=result.decision or "no majority",
            clauses=", ".join(result.shown.clauses) or "nothing",
            status=result.status,
        )
        ET.SubElement(element, "failure", message=_xml_text(message))
    elif result.outcome is Outcome.UNLABELLED:
        ET.SubElement(element, "skipped", message="no expectation")
    return element


def _xml_text(text: str) -> str:
    """XML 1.0 cannot hold most control characters, not even escaped."""
    return "".join(
        c if c in "\t\n" or c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text
    )
