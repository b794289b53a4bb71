"""What a terminal shows while an engine works. Nothing when output is piped or JSON."""

from __future__ import annotations

import sys

import click

from clausebench.domain.judging import EngineRestarted, Loading, ReadingPolicy, ReasoningText
from clausebench.services.suites import CaseStarted


class Progress:
    """One line on standard error, rewritten in place."""

    def __init__(self, *, quiet: bool) -> None:
        self._is_live = not quiet and sys.stderr.isatty()
        self._words = 0
        self._case = ""

    def show(self, event: object) -> None:
        if isinstance(event, EngineRestarted):
            click.echo(f"\r\x1b[K{event.sentence}" if self._is_live else event.sentence, err=True)
        if not self._is_live:
            return
        line = self._line(event)
        if line:
            click.echo(f"\r\x1b[K{line}", nl=False, err=True)

    def done(self) -> None:
        if self._is_live:
            click.echo("\r\x1b[K", nl=False, err=True)

    def _line(self, event: object) -> str:
        match event:
            case Loading(fraction=fraction):
                return f"Loading the weights: {fraction:.0%}"
            case ReadingPolicy(done=done, total=total):
                return f"{self._case}reading {done} of {total} tokens"
            case CaseStarted(case=case, index=index, total=total):
                self._words, self._case = 0, f"{index}/{total} {case.name}: "
                return self._case
            case ReasoningText(text=text):
                self._words += text.count(" ")
                return f"{self._case}reasoning, {self._words} words"
            case _:
                return ""
