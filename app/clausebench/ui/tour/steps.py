"""The steps of the tour, as rows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TourStep:
    """``place`` names the widget (``setProperty("tour", …)``) in ``mode``'s panel. ``command`` is
    what the step's own button does, with ``action`` on it."""

    mode: str
    place: str
    title: str
    words: str
    command: str = ""
    action: str = ""


STEPS: tuple[TourStep, ...] = (
    TourStep(
        "write",
        "policy",
        "This is a policy",
        "Each clause has a code and says in plain words what is not allowed, or what is. "
        "Everything is saved as you type.",
    ),
    TourStep(
        "write",
        "content",
        "This is what is judged",
        "A sample post. Paste any other: it never leaves this computer. Sensitive content can be "
        "concealed with Ctrl+Shift+H.",
    ),
    TourStep(
        "write",
        "content",
        "Judge it",
        "One key judges the sample under the policy as it reads now.",
        "sample.judge",
        "Judge now",
    ),
    TourStep(
        "write",
        "reasoning",
        "The verdict, and why",
        "Coloured words in the reasoning lead to the clause or to the words of the content they "
        "are about: click one. Without a model, the built-in engine reasons about words only.",
    ),
    TourStep(
        "write",
        "policy",
        "Change the policy, change the verdict",
        "Reword or delete a clause and judge again. Undo brings it back, and every version can "
        "be kept under a number.",
        "sample.judge",
        "Judge again",
    ),
    TourStep(
        "test",
        "cases",
        "Test cases prove it",
        "Samples with the decision you expect. Run them all after an edit and see which come out "
        "differently.",
        "test.run-all",
        "Run all",
    ),
    TourStep(
        "history",
        "past",
        "Nothing is lost",
        "Every verdict is kept with the exact wording, engine and settings that made it.",
    ),
    TourStep(
        "models",
        "models",
        "Get a model that reads",
        "gpt-oss-safeguard reads your clauses and reasons about them. Fetch it here, or use a file "
        "you have; while it comes, everything else works.",
    ),
)
