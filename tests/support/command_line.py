"""Running the command line in this process, as a shell would see it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest

from clausebench.cli.main import main


@dataclass(frozen=True)
class Said:
    """What a command printed and returned."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def run(capfdbinary: pytest.CaptureFixture[bytes], *arguments: str) -> Said:
    code = main(arguments)
    out, err = capfdbinary.readouterr()
    return Said(code, out.decode(), err.decode())
