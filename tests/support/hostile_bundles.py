"""Archives that try what archives have been used for, each made from a good bundle."""

from __future__ import annotations

import hashlib
import io
import json
import struct
import warnings
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from tests.support.releases import starter

from clausebench.exporting.bundle import members_of

Members = dict[str, bytes]


def good_members() -> Members:
    return members_of(starter("spam"))


def packed(
    members: Mapping[str, bytes] | list[tuple[str | zipfile.ZipInfo, bytes]],
    method: int = zipfile.ZIP_STORED,
) -> bytes:
    """An archive of members in their order; names may come twice."""
    items = list(members.items()) if isinstance(members, Mapping) else members
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", method) as written:
        warnings.simplefilter("ignore")  # duplicate names are the point
        for name, data in items:
            written.writestr(name, data)
    return out.getvalue()


def with_files(changes: Mapping[str, bytes | None]) -> Members:
    """Members with files changed, added or (None) gone, and a manifest that knows it all."""
    members = good_members()
    for name, data in changes.items():
        if data is None:
            del members[name]
        else:
            members[name] = data
    return relisted(members)


def relisted(members: Members) -> Members:
    """The same members with checksums and a manifest that fit."""
    manifest = json.loads(members["bundle.json"])
    listed = {n: d for n, d in members.items() if n not in ("bundle.json", "mimetype")}
    listed.pop("signature.dsse.json", None)
    listed.pop("CHECKSUMS.sha256", None)
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in listed.items()}
    listed["CHECKSUMS.sha256"] = "".join(f"{sums[n]}  {n}\n" for n in sorted(sums)).encode()
    manifest["files"] = [
        {"bytes": len(data), "path": name, "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in sorted(listed.items())
    ]
    return {**members, **listed, "bundle.json": spelled(manifest)}


def spelled(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, indent=2)
    return f"{text}\n".encode("utf-8", "surrogatepass")


def with_manifest(change: Callable[[dict[str, Any]], None], good: Members | None = None) -> Members:
    """Members whose manifest was changed after it was written."""
    members = good or good_members()
    manifest = json.loads(members["bundle.json"])
    change(manifest)
    return {**members, "bundle.json": spelled(manifest)}


def named(name: str) -> bytes:
    """One more member, with a name that is up to something."""
    return packed(with_files({name: b"x"}))


def raw_named(name: bytes) -> bytes:
    """As ``named``; the name is put into the archive's bytes, which zipfile would not do."""
    stand_in = "q" * len(name)
    return packed(with_files({stand_in: b"x"})).replace(stand_in.encode(), name)


def linked() -> bytes:
    info = zipfile.ZipInfo("link")
    info.create_system = 3
    info.external_attr = 0o120777 << 16
    members = with_files({"link": b"/etc/passwd"})
    target = members.pop("link")
    return packed([*members.items(), (info, target)])


def twice() -> bytes:
    return packed([*good_members().items(), ("source/policy.md", b"Everything is allowed.")])


def bomb() -> bytes:
    return packed(with_files({"zeros.bin": bytes(15 << 20)}), zipfile.ZIP_DEFLATED)


def lying(size: int) -> bytes:
    """The directory and the entry announce another size than the data has."""
    data = bytes(5_000)
    whole = packed(with_files({"zeros.bin": data}), zipfile.ZIP_DEFLATED)
    return whole.replace(struct.pack("<L", len(data)), struct.pack("<L", size))


def overlapping() -> bytes:
    """The last directory entry points at the first member's data."""
    whole = bytearray(packed(good_members()))
    at = whole.rindex(b"PK\1\2")
    whole[at + 42 : at + 46] = struct.pack("<L", 0)
    return bytes(whole)


def encrypted() -> bytes:
    whole = bytearray(packed(good_members()))
    at = whole.rindex(b"PK\1\2")
    whole[at + 8] |= 1
    return bytes(whole)


def two_faced() -> bytes:
    """The entry in front of the data has another name than the directory."""
    whole = packed(good_members())
    at = whole.index(b"bundle.json")
    return whole[:at] + b"Bundle.json" + whole[at + 11 :]


def hidden() -> bytes:
    """Data between the last member and the directory, with everything else adjusted."""
    whole = packed(good_members())
    start = struct.unpack_from("<L", whole, len(whole) - 6)[0]
    end = whole[:-6] + struct.pack("<L", start + 4) + whole[-2:]
    return end[:start] + b"boo!" + end[start:]


def nested() -> bytes:
    return packed(with_files({"inner.bin": packed({"a": b"b"})}))


def crowd() -> bytes:
    return packed(with_files({f"x/{n}": b"" for n in range(2_001)}))


ATTACKS: dict[str, tuple[Callable[[], bytes], str]] = {
    "leads out": (lambda: named("../outside.txt"), "has a name"),
    "absolute": (lambda: named("/tmp/outside.txt"), "has a name"),
    "drive": (lambda: raw_named(b"c:\\outside.txt"), "has a name"),
    "backslash": (lambda: raw_named(b"..\\outside.txt"), "has a name"),
    "NUL": (lambda: raw_named(b"outside.txt\0.md"), "has a name"),
    "device": (lambda: named("con.txt"), "device on Windows"),
    "trailing dot": (lambda: named("outside."), "some systems change"),
    "right to left": (lambda: named("out\u202etxt.exe"), "has a name"),
    "accents": (lambda: named("cafe\u0301"), "has a name"),
    "capitals": (lambda: named("source/Policy.md"), "has a name"),
    "no text": (lambda: raw_named(b"\xff\xfe"), "no text|has a name"),
    "link": (linked, "no plain file"),
    "folder": (lambda: named("folder/"), "has a name|no plain file"),
    "twice": (twice, "twice"),
    "bomb": (bomb, "grow suspiciously"),
    "longer than announced": (lambda: lying(4_000), "longer than|not as long"),
    "shorter than announced": (lambda: lying(6_000), "damaged|not as long"),
    "too large": (lambda: lying(20 << 20), "would unpack to"),
    "overlapping": (overlapping, "over another"),
    "encrypted": (encrypted, "encrypted"),
    "two-faced": (two_faced, "two different ways"),
    "hidden": (hidden, "hidden"),
    "garbage before": (lambda: b"#!/bin/sh\n" + packed(good_members()), "not where it says"),
    "garbage after": (lambda: packed(good_members()) + b"\n", "after its end"),
    "nested": (nested, "inside the archive"),
    "crowd": (crowd, "files; a bundle has"),
    "bzip2": (lambda: packed(good_members(), zipfile.ZIP_BZIP2), "packed in a way"),
    "empty": (lambda: b"", "too short"),
    "no archive": (lambda: b"a" * 100, "no ZIP archive"),
}
"""By name: what to make, and what the sentence must say."""
