"""XML inside of a zip archive, read piece by piece: what workbooks are made of.

Whoever made the file may mean harm: what unpacks without end, entities that multiply, and cells
at the far corner of a sheet cost no more here than an ordinary file.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from xml.parsers import expat

from clausebench.domain.errors import BadInputError
from clausebench.importing.grids.limits import MAX_BYTES, Check, never, too_much

_CHUNK = 1 << 18

Attributes = Mapping[str, str]
Start = Callable[[str, Attributes], None]
End = Callable[[str], None]
Text = Callable[[str], None]


class Archive:
    """All of its parts together may unpack to ``MAX_BYTES``."""

    def __init__(self, files: zipfile.ZipFile, name: str, check: Check = never) -> None:
        self._files, self._name, self._check = files, name, check
        self._left = MAX_BYTES

    def parse(self, part: str, start: Start, end: End, text: Text) -> bool:
        """Call the three for what a part holds, elements without their prefix. False if there is
        no such part."""
        try:
            entry = self._files.open(part)
        except KeyError:
            return False
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = lambda tag, given: start(tag.rpartition(":")[2], given)
        parser.EndElementHandler = lambda tag: end(tag.rpartition(":")[2])
        parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = _refuse_doctype
        with entry:
            while chunk := entry.read(_CHUNK):
                self._left -= len(chunk)
                if self._left < 0:
                    raise too_much(self._name)
                self._check()
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        return True


@contextmanager
def opened(data: bytes, name: str, check: Check = never) -> Iterator[Archive]:
    """Whatever is wrong with the archive or its XML becomes ``BadInputError``."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as files:
            yield Archive(files, name, check)
    except (
        zipfile.BadZipFile,
        zlib.error,
        expat.ExpatError,
        ValueError,
        EOFError,
        OSError,
        RuntimeError,  # a password
        NotImplementedError,  # a compression that Python does not know
    ) as error:
        raise BadInputError(
            f"{name} cannot be read as a workbook.",
            f"What went wrong: {str(error)[:200]}.",
            "Open it in the program it comes from and save it as CSV.",
        ) from error


def _refuse_doctype(*_given: object) -> None:
    """Workbooks have none; with it come entities that multiply."""
    raise ValueError("it declares a document type")


def nothing(_text: str) -> None:
    """For a part whose texts do not matter."""
