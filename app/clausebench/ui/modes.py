"""The modes of the window, in the order of the rail: one row each."""

from __future__ import annotations

from clausebench.ui.panels.compare.spec import SPEC as COMPARE
from clausebench.ui.panels.history.spec import SPEC as HISTORY
from clausebench.ui.panels.models.spec import SPEC as MODELS
from clausebench.ui.panels.release.spec import SPEC as RELEASE
from clausebench.ui.panels.test.spec import SPEC as TEST
from clausebench.ui.panels.wording.spec import SPEC as WORDING
from clausebench.ui.panels.write.spec import SPEC as WRITE
from clausebench.ui.shell import PanelSpec

MODES: tuple[PanelSpec, ...] = (WRITE, TEST, COMPARE, WORDING, RELEASE, HISTORY, MODELS)
