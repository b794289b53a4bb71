"""Panels that only write down what happens to them."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from clausebench.ui.commands import Command, KeyHint
from clausebench.ui.shell import PanelSpec, Shell


@dataclass
class Diary:
    """What the panels were asked to do."""

    entries: list[str] = field(default_factory=list)


class PlainPanel(QWidget):
    """A panel with one field that writes down what happens to it."""

    def __init__(self, name: str, shell: Shell, diary: Diary) -> None:
        super().__init__()
        self._name, self._diary = name, diary
        line = QLineEdit()
        line.setAccessibleName("Field")
        line.setProperty("pane", True)
        QVBoxLayout(self).addWidget(line)
        diary.entries.append(f"built {name}")
        if name == "write":
            shell.relay.case_requested.connect(lambda case: diary.entries.append(f"case {case}"))

    def activated(self) -> None:
        self._diary.entries.append(f"activated {self._name}")

    def parting(self) -> None:
        self._diary.entries.append(f"parting {self._name}")


def plain_specs(diary: Diary) -> tuple[PanelSpec, ...]:
    """Write answers requests for a case; Test has a command of its own."""

    def spec(name: str, **more: object) -> PanelSpec:
        return PanelSpec(
            name,
            name.capitalize(),
            name,
            f"Help on {name}.",
            lambda shell: PlainPanel(name, shell, diary),
            **more,  # type: ignore[arg-type]
        )

    run = Command("suite.run", "Run all cases", "Run", ("Ctrl+Return",), mode="test")
    hint = KeyHint(("J",), "Next case", "Case list")
    return (
        spec("write", answers=("case_requested",)),
        spec("test", commands=(run,), hints=(hint,)),
    )
