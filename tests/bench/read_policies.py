"""Print how real policies are read: ``python tests/bench/read_policies.py FOLDER|FILE [-v]``.

A folder is searched for ``*.md`` and ``*.txt``; a ``.json`` or ``.json.gz`` file maps names to
texts. For each policy: codes that a plain pattern sees against clauses found, labels, kinds,
examples, findings, and the time. ``-v`` prints the clause tree and the findings as well.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from clausebench.audits import audit_policy
from clausebench.domain.clause import Finding, ParsedPolicy
from clausebench.domain.reading_policy import parse, render
from clausebench.domain.text import LineIndex

_CODE = re.compile(r"(?<![\w\\+-])[A-Z]{2,6}\d{1,2}(?:\.[a-z]{1,2})?(?!\w)")
_QUOTED = re.compile(r"\"[^\"\n]*\"|“[^”\n]*”")


def policies(source: Path) -> Iterator[tuple[str, str]]:
    """Name and text of every policy in a folder or a JSON file."""
    if source.is_dir():
        for path in sorted(p for p in source.rglob("*") if p.suffix in {".md", ".txt"}):
            yield path.name, path.read_bytes().decode("utf-8")
        return
    raw = source.read_bytes()
    if source.suffix == ".gz":
        raw = gzip.decompress(raw)
    if source.name.endswith((".json", ".json.gz")):
        for name, text in json.loads(raw).items():
            yield name[:12], text
    else:
        yield source.name, raw.decode("utf-8")


def report(name: str, text: str, *, verbose: bool) -> None:
    started = time.perf_counter()
    parsed = parse(text)
    read = time.perf_counter()
    findings = audit_policy(parsed, None)
    audited = time.perf_counter()
    seen = set(_CODE.findall(_QUOTED.sub("", text)))
    codes = set(parsed.codes)
    examples = [e for c in parsed.clauses for e in c.examples]
    lines = text.count("\n") + 1
    print(f"== {name}  {lines} lines, {(read - started) * 1e3:.1f} ms to read, ", end="")
    print(f"{(audited - read) * 1e3:.1f} ms to audit")
    print(f"   title    {parsed.title!r}; rebuilt {'exactly' if render(parsed) == text else 'NO'}")
    print(f"   codes    {len(codes)}; only mentioned {sorted(seen - codes)}; ", end="")
    print(f"only claimed {sorted(codes - seen)}")
    print(f"   labels   {', '.join(f'{x.name}={x.decision}' for x in parsed.labels)}")
    print(f"   kinds    {_counted(c.kind for c in parsed.clauses)}")
    print(f"   examples {_counted(str(e.decision) for e in examples)}")
    print(f"   findings {_counted(f.rule for f in findings)}")
    if verbose:
        print_tree(parsed)
        print_findings(findings, text)


def _counted(values: Iterable[str]) -> str:
    return ", ".join(f"{value} {count}" for value, count in Counter(values).items())


def print_tree(parsed: ParsedPolicy) -> None:
    for clause in parsed.clauses:
        pad = "   " + "  " * clause.depth
        about = f" [{clause.label}]" if clause.label else ""
        print(f"{pad}{clause.kind:<11} {clause.id}{about}  {clause.title}")
        for example in clause.examples:
            print(f"{pad}    “{example.text[:60]}” {example.label} {example.decision}")


def print_findings(findings: tuple[Finding, ...], text: str) -> None:
    index = LineIndex(text)
    for finding in findings:
        line, column = index.line_column(finding.span.start) if finding.span else (0, 0)
        words = finding.span.of(text)[:50] if finding.span else ""
        print(
            f"   {line}:{column} {finding.severity} {finding.rule}: {finding.message} [{words!r}]"
        )


def main(arguments: list[str]) -> int:
    sources = [Path(a) for a in arguments if not a.startswith("-")]
    if not sources:
        print(__doc__)
        return 2
    for source in sources:
        for name, text in policies(source):
            report(name, text, verbose="-v" in arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
