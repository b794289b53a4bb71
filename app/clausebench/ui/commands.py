"""Commands as data: one row feeds its action, menu item, palette entry and shortcut sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QKeyCombination, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from clausebench.ui.icons import Icons

MENUS = ("File", "Edit", "View", "Run", "Policy", "Models", "Help")


@dataclass(frozen=True, slots=True)
class When:
    """A condition that commands depend on; ``reason`` is shown while it is false."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can ask for.

    ``id`` is dotted (``policy.save``). ``category`` is one of ``MENUS``; items of one ``group``
    stand together, a line between groups. ``keys`` are portable key texts, the first one shown.
    ``mode`` limits the keys to one mode: the same keys may then mean something else in another,
    and running the command from the palette goes to its mode first. ``when``: all must hold.
    ``checkable`` commands are on or off; their handler takes the new state. Commands of one
    ``submenu`` stand in it.
    """

    id: str
    title: str
    category: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    mode: str = ""
    when: tuple[When, ...] = ()
    group: int = 0
    help: str = ""
    checkable: bool = False
    submenu: str = ""

    @property
    def full_title(self) -> str:
        """The title where no menu stands around it."""
        return f"{self.submenu}: {self.title}" if self.submenu else self.title


@dataclass(frozen=True, slots=True)
class KeyHint:
    """Keys that a widget handles itself, for the shortcut sheet: ``where`` they work."""

    keys: tuple[str, ...]
    title: str
    where: str


class CommandConflictError(ValueError):
    """Two commands want the same keys or id, or keys are not allowed."""


class CommandRegistry(QObject):
    """All commands. Register rows, ``handle`` them, ``allow`` what is possible."""

    triggered = Signal(str)
    """The command's id, before its handler runs."""
    changed = Signal()
    """Rows, conditions or mode changed."""

    def __init__(self, icons: Icons, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._commands: dict[str, Command] = {}
        self._actions: dict[str, QAction] = {}
        self._handlers: dict[str, list[Callable[..., object]]] = {}
        self._hints: list[KeyHint] = []
        self._allowed: set[str] = set()
        self._mode = ""

    @property
    def commands(self) -> tuple[Command, ...]:
        """In order of registration."""
        return tuple(self._commands.values())

    @property
    def hints(self) -> tuple[KeyHint, ...]:
        return tuple(self._hints)

    def register(self, rows: Iterable[Command], hints: Iterable[KeyHint] = ()) -> None:
        """Add rows. ``CommandConflictError`` names the other command on a conflict."""
        for row in rows:
            self._refuse_conflicts(row)
            self._commands[row.id] = row
            self._actions[row.id] = self._action_of(row)
        self._hints.extend(hints)
        self._refresh()

    def handle(self, command_id: str, handler: Callable[..., object]) -> None:
        """Call ``handler`` when the command is asked for; with the state if it is checkable."""
        self._handlers.setdefault(command_id, []).append(handler)

    def action(self, command_id: str) -> QAction:
        """The command's action, for menus, buttons (``setDefaultAction``) and tests."""
        return self._actions[command_id]

    def attach(self, window: QWidget) -> None:
        """Let the keys of all commands work in a window."""
        window.addActions(list(self._actions.values()))

    def allow(self, when: When, *, is_true: bool) -> None:
        """Say whether a condition holds. All are false until said otherwise."""
        if (when.name in self._allowed) == is_true:
            return
        (self._allowed.add if is_true else self._allowed.discard)(when.name)
        self._refresh()

    def enter_mode(self, mode: str) -> None:
        """Keys limited to another mode stop working, those of this one begin to."""
        self._mode = mode
        self._refresh()

    def reason(self, command_id: str) -> str:
        """Why the command cannot run now; empty if it can."""
        unmet = (w.reason for w in self._commands[command_id].when if w.name not in self._allowed)
        return next(unmet, "")

    def run(self, command_id: str) -> None:
        """As if its menu item was chosen; nothing happens while it is disabled."""
        self._actions[command_id].trigger()

    def _refuse_conflicts(self, row: Command) -> None:
        if row.id in self._commands:
            raise CommandConflictError(f"{row.id} exists already")
        if row.category not in MENUS:
            raise CommandConflictError(f"{row.id}: there is no menu {row.category!r}")
        for keys in row.keys:
            _refuse_unusable(row.id, keys)
            if other := self._holder_of(keys, row.mode):
                raise CommandConflictError(f"{keys} of {row.id} belongs to {other.id}")

    def _holder_of(self, keys: str, mode: str) -> Command | None:
        wanted = QKeySequence(keys)
        for other in self._commands.values():
            clashes = not (mode and other.mode) or mode == other.mode
            if clashes and any(QKeySequence(k) == wanted for k in other.keys):
                return other
        return None

    def _action_of(self, row: Command) -> QAction:
        action = QAction(row.title, self)
        action.setObjectName(row.id)
        action.setCheckable(row.checkable)
        action.setMenuRole(QAction.MenuRole.NoRole)
        if row.icon:
            action.setIcon(self._icons.icon(row.icon))
            action.setIconVisibleInMenu(False)
        action.triggered.connect(self._on_action_triggered)
        action.toggled.connect(self._on_action_toggled)
        return action

    @Slot()
    def _on_action_triggered(self) -> None:
        command_id = self.sender().objectName()
        self.triggered.emit(command_id)
        if not self._commands[command_id].checkable:
            for handler in self._handlers.get(command_id, ()):
                handler()

    @Slot(bool)
    def _on_action_toggled(self, is_on: bool) -> None:  # noqa: FBT001 - Qt's toggled(bool)
        for handler in self._handlers.get(self.sender().objectName(), ()):
            handler(is_on)

    def _refresh(self) -> None:
        for row in self._commands.values():
            action = self._actions[row.id]
            is_here = row.mode in ("", self._mode)
            action.setShortcuts([QKeySequence(k) for k in row.keys] if is_here else [])
            reason = self.reason(row.id)
            action.setEnabled(not reason)
            action.setToolTip(tooltip(row, reason))
        self.changed.emit()


def tooltip(row: Command, reason: str = "") -> str:
    """Name, keys, one sentence; and why not, if it cannot run."""
    keys = f" ({key_text(row.keys[0])})" if row.keys else ""
    return "\n".join(part for part in (row.title + keys, row.help, reason) if part)


def key_text(keys: str) -> str:
    """Keys as this platform writes them."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def _refuse_unusable(command_id: str, keys: str) -> None:
    sequence = QKeySequence(keys)
    if sequence.count() != 1:
        raise CommandConflictError(f"{command_id}: {keys!r} are no keys")
    combined: QKeyCombination = sequence[0]  # type: ignore[index]
    if combined.key() == Qt.Key.Key_unknown:
        raise CommandConflictError(f"{command_id}: {keys!r} are no keys")
    control_alt = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    is_letter = chr(min(combined.key(), 0x10FFFF)).isalpha()
    if is_letter and combined.keyboardModifiers() & control_alt == control_alt:
        # Ctrl+Alt is AltGr on European keyboards, where such keys type letters.
        raise CommandConflictError(f"{command_id}: {keys} is a letter on some keyboards")
