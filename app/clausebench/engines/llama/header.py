"""Look at a weights file before llama.cpp does: its own answer to any fault is "failed to load"."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path

from clausebench.domain.errors import WeightsError
from clausebench.domain.shape import Shape
from clausebench.domain.sizes import gigabytes
from clausebench.engines.llama.gguf import Gguf, GgufError, read_gguf
from clausebench.engines.llama.strangers import (
    GET_AGAIN,
    GET_WEIGHTS,
    HEAD,
    printable,
    refusal,
    refuse_strangers,
)

ARCHITECTURE = "gpt-oss"
OLLAMA_ARCHITECTURE = "gptoss"
NOT_FOR_LLAMA_CPP = (
    "It was made for Ollama's own engine, which names and orders the weights in another way; "
    "llama.cpp cannot read it."
)
GET_GGUF = "Get the GGUF file: clausebench models download, or ollama pull hf.co/OWNER/NAME."
_SUFFIX = ".gguf"


@dataclass(frozen=True, slots=True)
class Header:
    """What the file says about itself. ``parts`` are all its files, the first one included;
    ``size`` is that of all, in bytes. ``shape`` is None when it says too little about that."""

    parts: tuple[Path, ...]
    size: int
    architecture: str
    name: str
    layers: int = 0
    shape: Shape | None = None

    @property
    def title(self) -> str:
        """The name of the file; Ollama's files are named by their hash, these by what they say."""
        first = self.parts[0]
        return first.stem if first.suffix.casefold() == _SUFFIX else self.name


def open_gguf(path: Path) -> tuple[Gguf, int]:
    """The header of one file, and the file's size in bytes; all that it tells of is there.

    Raises ``WeightsError`` with a sentence for people.
    """
    try:
        found = path.stat()
        _refuse_what_is_no_file(path, found.st_mode)
        with path.open("rb") as file:
            refuse_strangers(path, file.read(HEAD), found.st_size)
            file.seek(0)
            gguf = read_gguf(file)
    except GgufError as error:
        why = "Its header makes no sense."
        raise refusal(path, "is damaged or cut short", why, GET_AGAIN) from error
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    if gguf.end > found.st_size:
        here = _out_of(found.st_size, gguf.end)
        raise refusal(path, "is cut short", here, GET_AGAIN)
    return gguf, found.st_size


def _out_of(here: int, whole: int) -> str:
    """As people read sizes, unless they would read the same."""
    words = gigabytes(here), gigabytes(whole)
    if words[0] == words[1]:
        return f"Its last {whole - here:,} bytes are missing."
    return f"{words[0]} of {words[1]} are here."


def refuse_other_kinds(path: Path, gguf: Gguf) -> None:
    """Raises ``WeightsError`` unless these are weights of gpt-oss for llama.cpp."""
    architecture = gguf.text("general.architecture")
    if architecture == OLLAMA_ARCHITECTURE:
        raise refusal(path, "is not for llama.cpp", NOT_FOR_LLAMA_CPP, GET_GGUF)
    if architecture != ARCHITECTURE:
        named = printable(architecture, 40)
        why = f"They are of the architecture “{named}”; harmony needs gpt-oss."
        raise refusal(path, "holds weights of another kind", why, GET_WEIGHTS)
    if gguf.text("general.type") == "adapter":
        why = "It changes other weights and cannot judge by itself."
        raise refusal(path, "is an adapter", why, GET_WEIGHTS)


def _refuse_what_is_no_file(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise refusal(path, "is a folder", "", "Name the .gguf file in it.")
    if not stat.S_ISREG(mode):
        raise refusal(path, "is not a file", "", GET_WEIGHTS)


def _unreadable(path: Path, error: OSError | ValueError) -> WeightsError:
    if isinstance(error, PermissionError):
        hint = "Ask for the right to read it, or copy it to a folder of yours."
        return refusal(
            path, "may not be read", "You have no right to, or another program holds it.", hint
        )
    why = getattr(error, "strerror", None) or type(error).__name__
    return refusal(path, "cannot be opened", f"{why}.", "Choose another file.")
