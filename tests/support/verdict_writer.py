"""A process that writes verdicts until it is killed, and says so after each one.

``python -m tests.support.verdict_writer WORKSPACE FIRST``: contents are ``content <number>``.
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

from tests.support.workspaces import VERDICT, open_workspace, start_run


def main(path: Path, first: int) -> None:
    workspace = open_workspace(path)
    run = start_run(workspace)
    for number in itertools.count(first):
        workspace.runs.add(run.id, f"content {number}", VERDICT)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
