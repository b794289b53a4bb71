"""The modes in the order of the rail."""

from __future__ import annotations

from clausebench.ui.panels.write.spec import SPEC as WRITE
from clausebench.ui.shell import PanelSpec

MODES: tuple[PanelSpec, ...] = (WRITE,)
