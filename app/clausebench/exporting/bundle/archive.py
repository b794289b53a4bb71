"""ZIP archives without anything that differs between machines, days or versions of zlib.

Members are stored, not deflated: zlib and zlib-ng, which newer Pythons bring on some systems, pack
the same data into different bytes (policies at levels 1 and 6), and the same release has to be the
same file. Whoever sends a bundle may pack it: it comes to a seventh.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from clausebench.domain.bundle.names import MIMETYPE

_THE_BEGINNING = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_PLAIN_FILE = 0o100644 << 16


def archive(members: Mapping[str, bytes]) -> bytes:
    """The members by name, ``mimetype`` in front so that other programs know the file by it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as written:
        for name in sorted(members, key=lambda name: (name != MIMETYPE, name)):
            info = zipfile.ZipInfo(name, _THE_BEGINNING)
            info.create_system = _UNIX
            info.external_attr = _PLAIN_FILE
            written.writestr(info, members[name])
    return out.getvalue()
