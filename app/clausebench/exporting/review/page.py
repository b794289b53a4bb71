"""One HTML file: works from a disk, runs only the scripts it names by hash, fetches nothing.

Everything that people wrote goes in as JSON, which no browser runs or reads as markup; the
scripts show it as text.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from typing import Final

from clausebench.domain.bundle.release import Release
from clausebench.domain.text import without_lone_surrogates
from clausebench.exporting.files import Files, text_file
from clausebench.exporting.review.contents import contents

SCRIPTS: Final = ("comments.js", "parts.js", "items.js", "keys.js", "desk.js")
"""In the order in which they run; together they are one script."""

_POLICY = (
    "default-src 'none'; script-src '{script}'; style-src '{style}'; base-uri 'none'; "
    "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
_ESCAPED = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
"""So that no value ends the element it stands in, in whatever way a browser reads it."""


def write(release: Release) -> Files:
    """``<slug>-<version>.review.html``."""
    data = json.dumps(contents(release), ensure_ascii=False, separators=(",", ":"))
    style, script = _own("review.css"), _script()
    page = Template(_own("review.html")).substitute(
        policy=_POLICY.format(script=_source(script), style=_source(style)),
        title=escape(without_lone_surrogates(release.title)),
        style=style,
        data=without_lone_surrogates(data).translate(_ESCAPED),
        script=script,
    )
    return {f"{release.slug}-{release.version}.review.html": text_file(page)}


@cache
def _own(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


@cache
def _script() -> str:
    """Nothing of it is visible to anything else on the page."""
    body = "\n".join(_own(name) for name in SCRIPTS)
    return f'"use strict";\n(() => {{\n{body}\n}})();\n'


def _source(text: str) -> str:
    """As Content Security Policy names an inline element: the hash of exactly its text."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
