"""Who may see disturbing text, and for how long.

The level belongs to the whole window; a reveal belongs to one case and ends by itself: when
another case is shown, when the application is left, after half a minute without input. Masking
itself is ``domain.masking``; a panel masks every text it shows with ``level`` and shows it
again on ``level_changed``.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from clausebench.domain.masking import Concealment

IDLE_MS = 30_000

_LEVELS = (Concealment.CONCEALED, Concealment.SOFTENED, Concealment.PLAIN)
_INPUT = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
)


class ConcealmentController(QObject):
    """The level that holds now."""

    level_changed = Signal(object)
    """The new ``Concealment``."""

    def __init__(self, base: Concealment, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._base = base
        self._revealed: Concealment | None = None
        self._shown = base
        self._idle = QTimer(self, interval=IDLE_MS, singleShot=True)
        self._idle.timeout.connect(self.conceal)

    @property
    def level(self) -> Concealment:
        """What to show texts at."""
        return self._revealed or self._base

    @property
    def base(self) -> Concealment:
        """What holds when nothing is revealed."""
        return self._base

    @property
    def is_revealed(self) -> bool:
        """Whether this case shows more than the others."""
        return self._revealed is not None

    def set_base(self, level: Concealment) -> None:
        """Choose the level for all cases; ends a reveal."""
        self._base, self._revealed = level, None
        self._announce()

    @Slot()
    def reveal_more(self) -> None:
        """Space: one level more for this case; pressed again, hidden as before."""
        self._toggle(_LEVELS[min(_LEVELS.index(self._base) + 1, len(_LEVELS) - 1)])

    @Slot()
    def reveal_plain(self) -> None:
        """Shift+Space: plain for this case; pressed again, hidden as before."""
        self._toggle(Concealment.PLAIN)

    @Slot()
    def conceal(self) -> None:
        """End the reveal. Panels call it whenever they show another case."""
        self._revealed = None
        self._announce()

    @Slot()
    def hide_everything(self) -> None:
        """Conceal all texts at once, whatever the level was, until the person says otherwise."""
        self.set_base(Concealment.CONCEALED)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ApplicationDeactivate:
            self.conceal()
        elif event.type() in _INPUT:
            self._idle.start()
        return False

    def _toggle(self, level: Concealment) -> None:
        if self._revealed is level:
            self.conceal()
        elif _LEVELS.index(level) > _LEVELS.index(self._base):
            self._revealed = level
            self._announce()

    def _announce(self) -> None:
        self._watch_input()
        if self.level is not self._shown:
            self._shown = self.level
            self.level_changed.emit(self._shown)

    def _watch_input(self) -> None:
        """Look at the application's events while something is revealed, and only then."""
        app = QApplication.instance()
        if app is None:
            return
        app.removeEventFilter(self)
        if self._revealed is None:
            self._idle.stop()
        else:
            app.installEventFilter(self)
            self._idle.start()
