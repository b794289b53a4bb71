"""Send every exported request to a real llama-server and see that it is taken and answered.

    python tests/bench/exported_requests.py LLAMA_SERVER [--template JINJA] [--weights GGUF]

LLAMA_SERVER is built from the llama.cpp in llama-cpp-python's source distribution; JINJA is its
``models/templates/openai-gpt-oss-120b.jinja``. Without weights, constructed ones are made, which
say the same answer to everything: what they are forced to say by a schema is what is looked at.
Exit code 1: something was refused, or an answer does not fit the schema that was asked for.

llama-server reads ``text.format`` of a Responses request and does nothing with it; that the
schema was kept is then neither asked nor told.
"""

from __future__ import annotations

import argparse
import json
import socket
import subprocess
import sys
import tempfile
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "app")]

from tests.exporting.test_golden import small_release  # noqa: E402
from tests.support.gguf_maker import scripted_weights  # noqa: E402
from tests.support.releases import STARTERS, of_text, starter  # noqa: E402
from tests.support.schema_values import problem_with  # noqa: E402

from clausebench.domain.bundle.release import Release  # noqa: E402
from clausebench.domain.contracts import OFFERED_CONTRACTS, ContractId  # noqa: E402
from clausebench.exporting.answers import answering  # noqa: E402
from clausebench.exporting.formats import ALL  # noqa: E402

CONTEXT = 65_536
_SECONDS = 600
_PATHS = {"chat.json": "/v1/chat/completions", "responses.json": "/v1/responses"}
_PATHS["vllm.json"] = _PATHS["chat.json"]


@contextmanager
def server(program: str, weights: Path, template: str | None) -> Iterator[int]:
    """A llama-server that answers on a port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = [program, "-m", str(weights), "--port", str(port), "-np", "1", "-t", "1"]
    command += ["-c", str(CONTEXT), "--no-webui"]
    command += ["--jinja", "--chat-template-file", template] if template else []
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as process:
        try:
            wait_until_healthy(port, process)
            yield port
        finally:
            process.kill()


def wait_until_healthy(port: int, process: subprocess.Popen[bytes]) -> None:
    pause = threading.Event()
    for _ in range(600):
        if process.poll() is not None:
            raise SystemExit(f"llama-server ended with code {process.returncode}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health") as reply:
                if reply.status == 200:
                    return
        except OSError:
            pause.wait(0.1)
    raise SystemExit("llama-server did not become healthy")


def releases(*, is_full: bool) -> Iterator[tuple[str, Release]]:
    """A small policy under every contract, and every starter under its own and the full one.
    The full contract apart: constructed weights know one form of answer only."""
    for contract in OFFERED_CONTRACTS:
        if (contract is ContractId.FULL) is is_full:
            yield f"small, {contract}", small_release(contract)
    for name in STARTERS:
        found = starter(name)
        made = of_text(found.text, contract="full", slug=name, cases=found.cases[:1])
        yield (f"{name}, full", made) if is_full else (name, found)


def requests(release: Release) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(what, path, body) of each request file, filled in, and of the first lines of batches."""
    for name, data in ALL["requests"].write(release).items():
        text = data.decode().replace("{{content}}", "Buy zzbad pills now.")
        yield name, _PATHS[name], json.loads(text)
    for name, data in ALL["batch"].write(release).items():
        for line in data.decode().splitlines()[:2]:
            asked = json.loads(line)
            yield f"{name} {asked['custom_id']}", asked["url"], asked["body"]


def send(port: int, path: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}",
        json.dumps(body).encode(),
        {"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as reply:
            return reply.status, json.load(reply)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def answer_of(answer: dict[str, Any]) -> str:
    """What was said in the end, by either API."""
    if "choices" in answer:
        return str(answer["choices"][0]["message"]["content"] or "")
    parts = (p for item in answer["output"] if item["type"] == "message" for p in item["content"])
    return "".join(part["text"] for part in parts)


def problem(release: Release, body: dict[str, Any], status: int, answer: dict[str, Any]) -> str:
    """Empty if all is well."""
    if status != 200:
        return f"{status}: {json.dumps(answer)[:300]}"
    said = answer_of(answer)
    wanted = body.get("response_format")
    if wanted is None:
        return "" if "output" in answer or said else "nothing was said"
    try:
        value = json.loads(said)
    except ValueError:
        return f"no JSON: {said[:200]!r}"
    wrong = problem_with(value, wanted["json_schema"]["schema"])
    reading = answering(release).contract.read(said)
    return wrong or ("" if reading.decision else f"cannot be read: {said[:200]!r}")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("server")
    options.add_argument("--template")
    options.add_argument("--weights", type=Path)
    given = options.parse_args()
    sent = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for script in ("rationale", "full"):
            weights = given.weights or scripted_weights(Path(folder), script)
            with server(given.server, weights, given.template) as port:
                for name, release in releases(is_full=script == "full"):
                    for what, path, body in requests(release):
                        found = problem(release, body, *send(port, path, body))
                        sent += 1
                        failed += bool(found)
                        if found:
                            print(f"{name}: {what}: {found}", flush=True)
    print(f"{sent} requests, {failed} refused or answered otherwise than asked")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
