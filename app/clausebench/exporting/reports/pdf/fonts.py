"""The fonts that come along with typst, and with them those of the computer."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typst import Fonts


@cache
def fonts(*, is_embedded: bool) -> Fonts:
    """``is_embedded``: only those that come along, so that a PDF is the same everywhere. Looking
    through a computer's fonts takes a while, and is done once."""
    import typst

    return typst.Fonts(include_system_fonts=not is_embedded)
