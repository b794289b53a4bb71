"""``python -m clausebench``, and the entry point of the installed command."""

from __future__ import annotations

import sys


def main() -> None:
    """Dispatch before anything heavy is imported."""
    if sys.argv[1:2] == ["--engine-worker"]:
        from clausebench.engines.worker import main as work

        sys.exit(work())
    from clausebench.cli.main import main as command_line

    sys.exit(command_line())


if __name__ == "__main__":
    main()
