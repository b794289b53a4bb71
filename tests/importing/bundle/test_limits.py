"""The largest bundle that is let in takes little memory and little time."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests.support.hostile_bundles import good_members, packed, with_files

_SCRIPT = """
import sys, time
from pathlib import Path
from clausebench.domain.errors import BundleError
from clausebench.importing.bundle import read_bundle
began = time.process_time()
try:
    read_bundle(Path(sys.argv[1]))
except BundleError as error:
    print(error.title)
print(time.process_time() - began)
print(next(x for x in open("/proc/self/status") if x.startswith("VmHWM")).split()[1])
"""


def _many_cases() -> bytes:
    """About 10 MiB of well-spelled cases, which all have to be parsed."""
    chance = random.Random(1)
    plain = json.loads(good_members()["cases.jsonl"].splitlines()[0])
    lines = []
    for number in range(15_000):
        case = {**plain, "name": f"case-{number}", "content": chance.randbytes(120).hex()}
        lines.append(json.dumps(case, sort_keys=True, separators=(",", ":")))
    return "".join(f"{line}\n" for line in lines).encode()


@pytest.mark.process
@pytest.mark.skipif(sys.platform != "linux", reason="reads the peak from /proc")
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_the_largest_bundle_takes_little_memory_and_time(tmp_path: Path, method: int) -> None:
    size = 15 << 20 if method == zipfile.ZIP_DEFLATED else 7 << 20
    filler = (random.Random(2).randbytes(1 << 14) + bytes(1 << 20)) * 15
    files: dict[str, bytes | None] = {f"filler/{n}.bin": filler[:size] for n in range(7)}
    path = tmp_path / "large.zip"
    path.write_bytes(packed(with_files({**files, "cases.jsonl": _many_cases()}), method))
    said = subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(path)], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    sentence, seconds, kibibytes = said
    assert "something else than the files do" in sentence  # so all of it was parsed
    assert float(seconds) < 5
    assert int(kibibytes) < 256 << 10, f"{int(kibibytes) >> 10} MiB"
