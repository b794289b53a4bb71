"""Says how downloads are getting on: in the status line, and when one is done, everywhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from clausebench.domain.weights import KeptWeights
from clausebench.settings import Settings
from clausebench.ui.banner import BannerAction, BannerKind
from clausebench.ui.download_queue import Download, DownloadState, download_words
from clausebench.ui.jobs import Lane
from clausebench.ui.shell import Shell
from clausebench.ui.system_notice import SystemNotice
from clausebench.ui.using_weights import use_weights

_MODELS = "models"


class DownloadNews(QObject):
    """Listens to the queue for as long as the window is open."""

    def __init__(self, shell: Shell, window: QWidget) -> None:
        super().__init__(window)
        self._shell = shell
        self._notice = SystemNotice(window)
        queue = shell.downloads
        queue.changed.connect(self._refresh)
        queue.listed.connect(self._refresh)
        queue.arrived.connect(self._on_queue_arrived)
        queue.failed.connect(self._on_queue_failed)
        self._change: Callable[[Settings], object] | None = None
        shell.preferences.changed.connect(self._on_preferences_changed)
        shell.status.download_pressed.connect(self._on_status_download_pressed)

    def change_with(self, change: Callable[[Settings], object]) -> None:
        """How to follow settings that downloads depend on; called on a lane."""
        self._change = change

    @Slot(object, object)
    def _on_preferences_changed(self, new: Settings, old: Settings) -> None:
        change = self._change
        if change is not None and _of_downloads(new) != _of_downloads(old):
            self._shell.lanes.start(Lane.POOL, lambda _token: change(new))

    @Slot()
    def _refresh(self) -> None:
        download = self._foremost
        if download is None:
            self._shell.status.show_download("")
            return
        words = f"\N{DOWNWARDS ARROW} {download_words(download)}"
        self._shell.status.show_download(words, download.wanted.choice.title)

    @property
    def _foremost(self) -> Download | None:
        """The one that runs, or else the first that waits for a person."""
        items = self._shell.downloads.items
        running = (d for d in items if d.state is DownloadState.RUNNING)
        return next(running, items[0] if items else None)

    @Slot()
    def _on_status_download_pressed(self) -> None:
        download = self._foremost
        self._shell.relay.models_requested.emit(download.wanted.id if download else "")

    @Slot(object)
    def _on_queue_arrived(self, kept: KeptWeights) -> None:
        name = Path(kept.path).name
        title, sentence = f"{name} is here.", "Every byte was compared with its SHA-256."
        if self._shell.preferences.settings.weights == kept.path:
            self._shell.banners.show_message(BannerKind.INFO, title, sentence)
        else:
            use = BannerAction("Use it now", partial(self._use, kept.path))
            self._shell.banners.show_message(BannerKind.INFO, title, sentence, use)
        self._notice.tell(title, sentence)

    @Slot(object)
    def _on_queue_failed(self, download: Download) -> None:
        """In Models its page says so already."""
        if download.error is None:
            return
        if self._shell.session.mode != _MODELS:
            go = partial(self._shell.relay.models_requested.emit, download.wanted.id)
            self._shell.banners.show_error(download.error, BannerAction("Show download", go))
        self._notice.tell("The download stopped.", download.error.title)

    def _use(self, path: str) -> None:
        use_weights(self._shell, path)


def _of_downloads(settings: Settings) -> tuple[object, ...]:
    """What downloads are made with."""
    way = settings.endpoint, settings.offline, settings.proxy, settings.ca_file
    return *way, settings.download_limit, settings.models_folder
