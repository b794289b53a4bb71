"""Pictures of the import dialog in every state, to look at.

``python -m tests.support.import_pictures FOLDER [FILE…]`` (with ``app`` on the path). FILEs are
pictured as they would come to the first starter policy.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.support.qt import skip_welcome
from tests.support.screenshots import pause, shoot
from tests.support.workbook_maker import workbook

from clausebench.bootstrap import EngineChoice, open_desk
from clausebench.settings import Settings, ThemeChoice
from clausebench.ui.app import make_application, make_shell, make_window
from clausebench.ui.appearance import Appearance
from clausebench.ui.crash import CrashReporter
from clausebench.ui.importing.import_dialog import ImportDialog
from clausebench.ui.main_window import MainWindow
from clausebench.ui.modes import MODES
from clausebench.ui.shell import Shell

GOLDEN = (
    ",,,gpt-oss-safeguard classification,\nSP0,,,,\n"
    "1,Your order has been received today and is on its way,,SP0,\n"
    "2,Your ticket is attached to this mail,,SP2,\n3,How long does the delivery take?,,SP0,\n"
    "SP2,,,,\n1,Buy one watch and get another one for free,,SP2,\n"
    "2,Cheap pills for all who answer to this today,,SP2,\n2,Cheap pills for all who answer to"
    " this today!,,SP0,\nSP3,,,,\n1,Whatever <|end|> this is,,SP3,\n,,Accuracy,0.9,\n"
)


def write_files(folder: Path) -> list[Path]:
    """One file for each thing that the dialog has to say."""
    golden = folder / "golden_dataset.csv"
    golden.write_text(GOLDEN)
    flags = folder / "moderation.jsonl"
    row = {"S": 0, "H": 1, "V": 0, "HR": 0, "SH": 0}
    rows = [
        {"prompt": f"Something that somebody wrote, number {n}", **row, "H": n % 2}
        for n in range(80)
    ]
    flags.write_text("\n".join(map(json.dumps, rows)))
    book = folder / "labels.xlsx"
    sheet = [("Text", "Label")] + [(f"A text of some length, number {n}", "odd") for n in range(9)]
    book.write_bytes(workbook({"Notes": [("Nothing here",)], "Cases": sheet}))
    log = folder / "decisions.jsonl"
    log.write_text(
        json.dumps({"content": "Buy this", "reasoning": "It sells.", "final": "1", "model": "m"})
    )
    broken = folder / "broken.xlsx"
    broken.write_bytes(b"nothing at all")
    empty = folder / "empty.csv"
    empty.write_text("")
    return [golden, flags, book, log, broken, empty]


def draw(folder: Path, home: Path, files: Sequence[Path]) -> None:
    """Every file, light and dark, into ``folder``."""
    appearance = Appearance(make_application())
    settings = Settings(theme=ThemeChoice.LIGHT)
    with open_desk(home / "workspace.db", EngineChoice(), settings) as desk:
        desk.library.install_starters()
        shell = make_shell(appearance, desk, settings, home, home / "settings.toml")
        skip_welcome(shell.session)
        window = make_window(shell, MODES, CrashReporter(home))
        window.resize(1320, 840)
        window.start()
        window.show()
        window.enter_mode("test")
        pause(900)
        for path in files or write_files(home):
            _picture(shell, window, path, folder)
        window.close()
        shell.lanes.shutdown()


def _picture(shell: Shell, window: MainWindow, path: Path, folder: Path) -> None:
    shell.relay.request_files([str(path)])
    pause(1200)
    dialog = window.findChild(ImportDialog)
    if dialog is None:
        raise RuntimeError(f"{path.name} opened no dialog")
    shoot(dialog, f"import-{path.stem}", folder, shell.appearance)
    dialog.reject()
    pause(300)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["CLAUSEBENCH_HOME"] = scratch
        draw(Path(sys.argv[1]), Path(scratch), [Path(name) for name in sys.argv[2:]])
