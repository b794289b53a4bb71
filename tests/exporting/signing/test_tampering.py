"""A signed bundle tampered with in more than fifty ways, each caught with the right sentence."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.support.hostile_bundles import packed, relisted, spelled
from tests.support.keys import signing_in
from tests.support.releases import full_release

from clausebench.domain.bundle.envelope import Trust, pae
from clausebench.domain.bundle.keys import fingerprint, key_line
from clausebench.domain.errors import BundleError
from clausebench.exporting.bundle import members_of
from clausebench.exporting.signing import dsse, ed25519
from clausebench.importing.bundle import read_bundle
from clausebench.services.signing import Signing

Members = dict[str, bytes]
SIGNATURE = "signature.dsse.json"
SECRET, PUBLIC = ed25519.make_pair()
OTHER, OTHER_PUBLIC = ed25519.make_pair()


def signed_members(secret: str = SECRET) -> Members:
    members = members_of(full_release())
    made = dsse.signed(members["bundle.json"], secret)
    return {**members, SIGNATURE: dsse.envelope_file(made)}


@pytest.fixture
def signing(tmp_path: Path) -> Signing:
    signing = signing_in(tmp_path / "keys")
    signing.trust(key_line("Ana", PUBLIC))
    return signing


def test_the_untouched_bundle_is_signed_by_ana(tmp_path: Path, signing: Signing) -> None:
    assert _standing(tmp_path, signing, signed_members()) is Trust.KNOWN


def test_a_strangers_signature_is_right_but_unknown(tmp_path: Path, signing: Signing) -> None:
    assert _standing(tmp_path, signing, signed_members(OTHER)) is Trust.UNKNOWN
    assert _standing(tmp_path, signing, members_of(full_release())) is Trust.UNSIGNED


def test_two_may_sign_and_one_known_name_is_enough(tmp_path: Path, signing: Signing) -> None:
    members = members_of(full_release())
    manifest = members["bundle.json"]
    both = dsse.signed(manifest, SECRET, dsse.signed(manifest, OTHER))
    assert len(both.signatures) == 2
    assert dsse.signed(manifest, SECRET, both).signatures == both.signatures
    members[SIGNATURE] = dsse.envelope_file(both)
    assert _standing(tmp_path, signing, members) is Trust.KNOWN


def _standing(folder: Path, signing: Signing, members: Members) -> Trust:
    path = folder / "signed.zip"
    path.write_bytes(packed(members))
    return signing.standing(read_bundle(path)).trust


def _flipped(data: bytes, at: int) -> bytes:
    at %= len(data)
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def _files() -> list[str]:
    return sorted(members_of(full_release()).keys() - {"bundle.json", "mimetype"})


def _one_bit(name: str) -> Callable[[], Members]:
    members = signed_members()
    changed = _flipped(members[name], len(members[name]) // 2) if members[name] else b"\n"
    return lambda: {**members, name: changed}


def _relisted(name: str, data: bytes) -> Callable[[], Members]:
    """The attacker also mends the manifest, but cannot sign it."""
    return lambda: relisted({**signed_members(), name: data})


def _manifest(**changes: object) -> Callable[[], Members]:
    def make() -> Members:
        members = signed_members()
        manifest = json.loads(members["bundle.json"])
        return {**members, "bundle.json": spelled({**manifest, **changes})}

    return make


def _envelope(change: Callable[[dict[str, Any]], None]) -> Callable[[], Members]:
    def make() -> Members:
        members = signed_members()
        envelope = json.loads(members[SIGNATURE])
        change(envelope)
        return {**members, SIGNATURE: spelled(envelope)}

    return make


def _set(key: str, value: object) -> Callable[[dict[str, Any]], None]:
    return lambda envelope: envelope.update({key: value})


def _set_signature(**values: object) -> Callable[[dict[str, Any]], None]:
    return lambda envelope: envelope["signatures"][0].update(values)


def _stolen() -> Members:
    """The signature of another bundle."""
    members = signed_members()
    envelope = dsse.signed(members["bundle.json"].replace(b"Spam", b"Ham_"), SECRET)
    return {**members, SIGNATURE: dsse.envelope_file(envelope)}


def _over_bare_bytes(envelope: dict[str, Any]) -> None:
    """Signed without the lengths in front, as another program might be made to sign."""
    manifest = members_of(full_release())["bundle.json"]
    envelope["signatures"][0]["sig"] = ed25519.sign(SECRET, manifest)


def _over_another_type(envelope: dict[str, Any]) -> None:
    manifest = members_of(full_release())["bundle.json"]
    envelope["signatures"][0]["sig"] = ed25519.sign(SECRET, pae(manifest, "text/plain"))


_HASH = r"not what bundle\.json says"
_ANOTHER = "over another manifest"
_WRONG = "The signature is wrong"
_OTHER_B64 = base64.b64encode(b"x" * 64).decode()

WAYS: dict[str, tuple[Callable[[], Members], str]] = {
    **{f"one bit of {name}": (_one_bit(name), _HASH + "|not as long") for name in _files()},
    **{
        f"{name} and its hash": (_relisted(name, data), _ANOTHER + "|something else")
        for name, data in (
            ("source/policy.md", b"Everything is allowed.\n"),
            ("human/guideline.md", b"Leave everything up.\n"),
            ("datasets/spam.csv", b"id\n"),
            ("integrations/python/policy_verdict.py", b"import os\n"),
            ("README.md", b"Trust me.\n"),
            ("extra.txt", b"x"),
        )
    },
    "title": (_manifest(title="Ham"), _ANOTHER),
    "version": (_manifest(version=9), _ANOTHER),
    "revision": (_manifest(revision=9), _ANOTHER),
    "created": (_manifest(created="2027-01-01T00:00:00+00:00"), _ANOTHER),
    "tool": (_manifest(tool="other"), _ANOTHER),
    "metrics": (_manifest(metrics=None), _ANOTHER),
    "settings": (_manifest(settings=None), _ANOTHER),
    "licences": (_manifest(licences=[]), _ANOTHER),
    "chain head": (_manifest(chain_head=""), _ANOTHER),
    "lineage": (_manifest(lineage=[], parent=None), _ANOTHER),
    "policy hash": (_manifest(policy_sha256="sha256:0"), "something else than the files"),
    "format": (_manifest(schema_version=7), "of format 7"),
    "stolen signature": (_stolen, _ANOTHER),
    "payload": (_envelope(_set("payload", base64.b64encode(b"{}").decode())), _ANOTHER),
    "payload spelling": (_envelope(_set("payload", "e30")), _ANOTHER),
    "payload type": (_envelope(_set("payloadType", "text/plain")), "not a bundle"),
    "no signatures": (_envelope(_set("signatures", [])), "no signature"),
    "nine signatures": (
        _envelope(lambda e: e.update(signatures=e["signatures"] * 9)),
        "no signature, or more",
    ),
    "twice the same": (_envelope(lambda e: e.update(signatures=e["signatures"] * 2)), "twice"),
    "more in the envelope": (_envelope(_set("more", 1)), "not spelled"),
    "signature bytes": (_envelope(_set_signature(sig=_OTHER_B64)), _WRONG),
    "signature length": (_envelope(_set_signature(sig="AAAA")), _WRONG),
    "signature spelling": (_envelope(_set_signature(sig="!")), _WRONG),
    "empty signature": (_envelope(_set_signature(sig="")), _WRONG),
    "another key": (
        _envelope(_set_signature(public_key=OTHER_PUBLIC, keyid=fingerprint(OTHER_PUBLIC))),
        _WRONG,
    ),
    "another key id": (_envelope(_set_signature(keyid=fingerprint(OTHER_PUBLIC))), "another key"),
    "empty key id": (_envelope(_set_signature(keyid="")), "another key"),
    "no key": (_envelope(_set_signature(public_key="AAAA")), "no key"),
    "weak key": (
        _envelope(
            _set_signature(
                public_key=base64.b64encode(bytes(32)).decode(),
                keyid=fingerprint(base64.b64encode(bytes(32)).decode()),
            )
        ),
        _WRONG,
    ),
    "signed bare": (_envelope(_over_bare_bytes), _WRONG),
    "signed as another type": (_envelope(_over_another_type), _WRONG),
}


def test_there_are_more_than_fifty_ways() -> None:
    assert len(WAYS) >= 50


@pytest.mark.parametrize("way", WAYS)
def test_a_tampered_bundle_is_refused(way: str, tmp_path: Path, signing: Signing) -> None:
    make, sentence = WAYS[way]
    with pytest.raises(BundleError, match=sentence):
        _standing(tmp_path, signing, make())


def test_taking_the_signature_off_is_seen(tmp_path: Path, signing: Signing) -> None:
    members = signed_members()
    del members[SIGNATURE]
    assert _standing(tmp_path, signing, members) is Trust.UNSIGNED


def test_signing_a_file_again_keeps_the_other_signatures(tmp_path: Path) -> None:
    signing = signing_in(tmp_path / "keys")
    signing.make("Ana")
    signing.make("Bo", "some words")
    path = tmp_path / "b.zip"
    path.write_bytes(packed(members_of(full_release())))
    path.write_bytes(signing.sign(path, "Ana", lambda: ""))
    path.write_bytes(signing.sign(path, "Bo", lambda: "some words"))
    found = signing.standing(read_bundle(path))
    assert (found.trust, found.name) == (Trust.KNOWN, "Ana, Bo")
    assert path.read_bytes() == signing.sign(path, "Bo", lambda: "some words")


def test_a_bundle_takes_eight_signatures_at_most() -> None:
    envelope = None
    for _ in range(8):
        envelope = dsse.signed(b"{}", ed25519.make_pair()[0], envelope)
    with pytest.raises(Exception, match="at most 8"):
        dsse.signed(b"{}", SECRET, envelope)
