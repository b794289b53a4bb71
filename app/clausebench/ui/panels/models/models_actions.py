"""What Models mode's commands and buttons do, and when they can."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from clausebench.domain.errors import AppError
from clausebench.domain.secrets import Keeping
from clausebench.domain.sizes import gigabytes
from clausebench.domain.weights import Choice, KeptWeights, Leftover
from clausebench.ui.app_commands import mode_command_id
from clausebench.ui.banner import BannerAction, BannerKind, announce
from clausebench.ui.dialogs.access_token import AccessTokenDialog
from clausebench.ui.dialogs.confirmation import Confirmation
from clausebench.ui.download_queue import DownloadState
from clausebench.ui.panels.models import models_commands as rows
from clausebench.ui.panels.models.subjects import SEARCH_ID, Answer, Fetching, Found, Kept
from clausebench.ui.shell import Shell
from clausebench.ui.using_weights import use_weights

if TYPE_CHECKING:
    from clausebench.ui.panels.models.models_mode import ModelsMode

_NAMED = 8
"""Files that a question names."""

_KEPT = {
    Keeping.KEYRING: "In this system's keyring.",
    Keeping.SESSION: "Until Clausebench closes: this system has no keyring that is safe.",
}


class ModelsActions(QObject):
    """One handler per row of ``models_commands.COMMANDS``, and for the pages' buttons."""

    def __init__(self, shell: Shell, mode: ModelsMode) -> None:
        super().__init__(mode)
        self._shell, self._mode = shell, mode
        self._pages, self._flow = mode.pages, mode.flow
        self._bind_commands()
        self._bind_pages()
        relay = shell.relay
        relay.models_requested.connect(self._on_relay_models_requested)
        relay.weights_requested.connect(self._on_relay_weights_requested)
        self._flow.added.connect(self._on_flow_added)
        self._flow.moved.connect(self._on_flow_moved)
        self._flow.token_kept.connect(self._on_flow_token_kept)
        self._flow.leftovers_found.connect(self._on_flow_leftovers_found)
        self._flow.discarded.connect(self._on_flow_discarded)
        self.refresh()

    def _bind_commands(self) -> None:
        handle = self._shell.commands.handle
        handle("models.get", self._get_recommended)
        handle("models.add", self._choose_file)
        handle("models.find", self._find)
        handle("models.search", lambda: self._go_to(SEARCH_ID))
        handle("models.use", self._pages.kept.use.click)
        handle("models.verify", self._pages.kept.verify.click)
        handle("models.pause", self._pages.download.hold.click)
        handle("models.move", self._choose_folder)
        handle("models.measure", self._flow.measure)
        handle("models.token", self._enter_token)
        handle("models.tidy", self._flow.look_for_leftovers)

    def _bind_pages(self) -> None:
        pages, downloads = self._pages, self._shell.downloads
        pages.kept.use_pressed.connect(lambda path: use_weights(self._shell, path))
        pages.kept.verify_pressed.connect(self._flow.verify)
        pages.kept.edited.connect(self._flow.keep)
        pages.kept.folder_pressed.connect(_show_in_folder)
        pages.kept.forget_pressed.connect(self._forget)
        pages.kept.delete_pressed.connect(self._on_delete_pressed)
        pages.found.use_pressed.connect(self._flow.add)
        pages.found.folder_pressed.connect(_show_in_folder)
        pages.offer.ask_pressed.connect(self.ask)
        pages.offer.stop_pressed.connect(self._flow.stop_asking)
        pages.offer.download_pressed.connect(self._on_download_pressed)
        pages.download.pause_pressed.connect(downloads.pause)
        pages.download.resume_pressed.connect(downloads.resume)
        pages.download.give_up_pressed.connect(self._on_give_up_pressed)
        for page in (pages.kept, pages.found, pages.offer):
            page.fit.measure_pressed.connect(self._flow.measure)
        for button in (pages.offer.token_pressed, pages.download.token_pressed):
            button.connect(self._enter_token)
        for button in (pages.offer.network_pressed, pages.search.network_pressed):
            button.connect(self._open_network_settings)
        pages.search.search_pressed.connect(self._flow.search)
        pages.search.chosen.connect(self._mode.open_repository)

    def refresh(self) -> None:
        """Say which commands can run now."""
        allow, subject = self._shell.commands.allow, self._mode.subject
        allow(rows.HAS_KEPT, is_true=isinstance(subject, Kept))
        allow(rows.HAS_DOWNLOAD, is_true=isinstance(subject, Fetching))

    def ask(self) -> None:
        """Ask the hub about what the offer page shows."""
        self._pages.offer.show_asking()
        self._flow.look_up(self._pages.offer.offered)

    def show_answer(self, answer: Answer) -> None:
        """The hub's answer."""
        models = self._shell.desk.models()
        folder = models.place_for(answer.choices[0].repo)
        self._pages.offer.show_answer(answer, models.endpoint, folder)

    def tell_found(self, found: tuple[Found, ...]) -> None:
        """The search for files is over."""
        count = len(found)
        words = "1 file was found." if count == 1 else f"{count} files were found."
        announce(self._mode, words)
        if found:
            self._mode.choose(f"found:{found[0].weights.path}")
            return
        self._shell.banners.show_message(
            BannerKind.INFO,
            "No gpt-oss-safeguard file was found.",
            "Other programs on this computer keep none, or keep them elsewhere.",
            BannerAction("Choose a file…", self._choose_file),
        )

    def _go_to(self, entry_id: str) -> None:
        if not self._mode.isVisible():
            self._shell.commands.run(mode_command_id(rows.MODE))
        self._mode.choose_when_listed(entry_id)

    def _get_recommended(self) -> None:
        recommended = self._shell.desk.models().catalogue()[0]
        self._go_to(f"offered:{recommended.id}")
        self._pages.offer.get.setFocus()

    def _find(self) -> None:
        if not self._mode.isVisible():
            self._shell.commands.run(mode_command_id(rows.MODE))
        self._flow.find()

    def _choose_file(self) -> None:
        dialog = QFileDialog(self._mode, "Use a file", str(Path.home()), "Weights (*.gguf)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._shell.relay.weights_requested)
        dialog.open()

    def _enter_token(self) -> None:
        endpoint = self._shell.preferences.settings.endpoint
        dialog = AccessTokenDialog(self._mode, endpoint)
        dialog.entered.connect(lambda token: self._flow.keep_token(endpoint, token))
        dialog.forgotten.connect(lambda: self._flow.forget_token(endpoint))
        self._flow.find_token(endpoint, dialog)
        dialog.open()

    def _open_network_settings(self) -> None:
        self._shell.relay.setting_requested.emit("endpoint")

    def _choose_folder(self) -> None:
        if self._shell.downloads.running is not None:
            title = "The folder cannot move while something is fetched into it."
            self._shell.banners.show_error(AppError(title, hint="Pause the download first."))
            return
        folder = str(self._shell.desk.models().folder)
        dialog = QFileDialog(self._mode, "Move all fetched weights to", folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda chosen: self._flow.move(Path(chosen)))
        dialog.open()

    @Slot(str)
    def _on_relay_models_requested(self, place: str) -> None:
        if place == "get":
            self._get_recommended()
        elif place == "find":
            self._find()
        elif place == "file":
            self._choose_file()
        elif place:
            self._go_to(f"download:{place}")

    @Slot(object)
    def _on_relay_weights_requested(self, path: str) -> None:
        self._flow.add(Path(path))

    @Slot(object)
    def _on_flow_added(self, kept: KeptWeights) -> None:
        """A file was chosen by a person, so it is what shall judge."""
        self._mode.choose_when_listed(f"kept:{kept.path}")
        use_weights(self._shell, kept.path)

    @Slot(object, object)
    def _on_flow_moved(self, before: Path, now: Path) -> None:
        self._mode.follow_move(before, now)
        self._shell.banners.show_message(BannerKind.INFO, "The weights are moved.", f"To {now}.")

    @Slot(object)
    def _on_flow_leftovers_found(self, leftovers: tuple[Leftover, ...]) -> None:
        if not leftovers:
            self._shell.banners.show_message(BannerKind.INFO, "Nothing is left over.")
            return
        size = gigabytes(sum(leftover.size for leftover in leftovers))
        names = "\n".join(f"{x.paths[0].name}: {x.kind.value}" for x in leftovers[:_NAMED])
        more = f"\nand {len(leftovers) - _NAMED} more" if len(leftovers) > _NAMED else ""
        dialog = Confirmation(self._mode, f"Remove {size}?", f"{names}{more}", "Remove")
        dialog.confirmed.connect(lambda: self._flow.discard(leftovers))
        dialog.open()

    @Slot(object)
    def _on_flow_discarded(self, leftovers: tuple[Leftover, ...]) -> None:
        size = gigabytes(sum(leftover.size for leftover in leftovers))
        self._shell.banners.show_message(BannerKind.INFO, f"Removed: {size}.")

    @Slot(object)
    def _on_flow_token_kept(self, place: Keeping) -> None:
        self._shell.banners.show_message(BannerKind.INFO, "The token is kept.", _KEPT[place])

    @Slot(object)
    def _on_download_pressed(self, choice: Choice) -> None:
        endpoint = self._shell.desk.models().endpoint
        self._shell.downloads.add(choice, endpoint)
        repo, name = choice.repo, choice.files[0].name
        self._mode.choose_when_listed(f"download:{repo.repo}@{repo.commit}/{name}")

    @Slot(str)
    def _on_give_up_pressed(self, download_id: str) -> None:
        download = self._shell.downloads.find(download_id)
        if download is None:
            return
        here = download.done if download.state is not DownloadState.WAITING else download.here
        dialog = Confirmation(
            self._mode,
            "Give this download up?",
            f"The {gigabytes(here)} that are here will be deleted. To keep them for later, pause "
            "it instead.",
            "Delete and give up",
        )
        dialog.confirmed.connect(lambda: self._shell.downloads.give_up(download_id))
        dialog.open()

    @Slot(object)
    def _on_delete_pressed(self, kept: KeptWeights) -> None:
        dialog = Confirmation(
            self._mode,
            f"Move {Path(kept.path).name} to the trash?",
            f"{gigabytes(kept.size)} become free when the trash is emptied. Verdicts and history "
            "stay.",
            "Move to trash",
        )
        dialog.confirmed.connect(lambda: self._remove(kept, deletes_files=True))
        dialog.open()

    def _forget(self, kept: KeptWeights) -> None:
        self._remove(kept, deletes_files=False)

    def _remove(self, kept: KeptWeights, *, deletes_files: bool) -> None:
        if self._shell.preferences.settings.weights == kept.path:
            use_weights(self._shell, "")
        self._flow.remove(kept, deletes_files=deletes_files)


def _show_in_folder(path: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(path).parent)))
