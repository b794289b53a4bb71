"""Bundle files as colleagues and strangers would send them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.support.keys import signing_in
from tests.support.releases import full_release, starter, with_text

from clausebench.domain.bundle.release import Release
from clausebench.domain.clause import Decision
from clausebench.exporting.bundle import write_bundle

PASSPHRASE = "correct horse"


def sent(folder: Path, name: str, release: Release, signer: str = "") -> Path:
    """``<name>.policybundle.zip``; ``signer`` has a key of its own in ``folder/<signer>``."""
    path = folder / f"{name}.policybundle.zip"
    path.write_bytes(write_bundle(release))
    if signer:
        signing = signing_in(folder / signer)
        if not signing.own():
            signing.make(signer, PASSPHRASE)
        path.write_bytes(signing.sign(path, signer, lambda: PASSPHRASE))
    return path


def theirs(**changes: str) -> Release:
    """The spam policy as others went on with it: words replaced, one clause more, one case more
    and one expected otherwise. It comes from the version that ships."""
    plain = starter("spam")
    text = plain.text
    for old, new in changes.items():
        text = text.replace(old.replace("_", " "), new)
    made = replace(
        with_text(full_release(), text), lineage=(plain.policy_sha256,), title=plain.title
    )
    other = replace(plain.cases[1].expected, decision=Decision.ALLOWED, label=None, clauses=())
    cases = (
        plain.cases[0],
        replace(plain.cases[1], expected=other),
        *plain.cases[2:],
        replace(plain.cases[0], name="brand-new-case", content="Never seen before: buy it today."),
    )
    return replace(made, cases=cases)
