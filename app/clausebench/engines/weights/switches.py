"""huggingface-hub's own habits, switched off before it is imported: it reads them at import."""

from __future__ import annotations

import os

_SWITCHES = {
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1",
    "HF_HUB_DISABLE_UPDATE_CHECK": "1",
    "HF_HUB_DISABLE_XET": "1",
    "HF_XET_TELEMETRY_ENABLED": "0",
    "DO_NOT_TRACK": "1",
}


def switch_off() -> None:
    """Telemetry, the token of other programs, the update check and the Xet path.

    What a person has set stays set.
    """
    for name, value in _SWITCHES.items():
        os.environ.setdefault(name, value)
