"""What the model has said so far, and the part of it nobody has been told yet."""

from __future__ import annotations

from clausebench.domain.judging import FinalText, ReasoningText

TextEvent = ReasoningText | FinalText


class Transcript:
    """Reasoning and answer as they grow. Messages of reasoning are a blank line apart."""

    def __init__(self) -> None:
        self._reasoning: list[str] = []
        self._final: list[str] = []
        self._events: list[TextEvent] = []
        self._starts_message = False

    @property
    def reasoning(self) -> str:
        return "".join(self._reasoning)

    @property
    def final(self) -> str:
        return "".join(self._final)

    def reason(self, text: str) -> None:
        if not text:
            return
        if self._starts_message and self._reasoning:
            text = "\n\n" + text
        self._starts_message = False
        self._reasoning.append(text)
        self._events.append(ReasoningText(text))

    def end_message(self) -> None:
        self._starts_message = True

    def answer(self, text: str) -> None:
        if text:
            self._final.append(text)
            self._events.append(FinalText(text))

    def take_events(self) -> tuple[TextEvent, ...]:
        """The text since the last call."""
        events, self._events = tuple(self._events), []
        return events
