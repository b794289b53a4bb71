"""A hub on this machine that speaks the real protocol, and misbehaves on request.

Serves one repository the way the Hugging Face Hub does: model information, ``resolve`` addresses
with ranges, and, like the real one, a redirect to another host where the bytes lie.
"""

from __future__ import annotations

import hashlib
import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

REPO = "org/model-GGUF"
COMMIT = "0123456789abcdef0123456789abcdef01234567"
_RANGE = re.compile(r"bytes=(\d+)-$")
_PIECE = 65_536


@dataclass
class Faults:
    """What goes wrong. ``times`` counts down where it is not -1 (always)."""

    status: int = 0
    status_on: str = "bytes"
    """``bytes`` or ``information``: which kind of request ``status`` answers."""
    error_code: str = ""
    retry_after: str = ""
    times: int = -1
    drop_after: int | None = None
    stall_after: int | None = None
    short_by: int = 0
    flip_at: int | None = None
    lies_by: int = 0
    ignores_range: bool = False
    hides_hash: bool = False
    token: str = ""
    is_gated: bool = False
    rate: int = 0
    expires_after: int | None = None
    """How many requests a redirected address is good for; then it answers 403."""


@dataclass(frozen=True)
class Asked:
    """One request as it arrived."""

    host: str
    method: str
    path: str
    range: str | None
    authorization: str | None
    sent: int = 0


@dataclass
class LoopbackHub:
    """``files`` by name. ``asked`` is every request; ``bytes_sent`` what was served of files."""

    files: dict[str, bytes]
    faults: Faults = field(default_factory=Faults)
    asked: list[Asked] = field(default_factory=list)
    redirects: bool = False
    url: str = ""
    storage_url: str = ""

    @property
    def bytes_sent(self) -> int:
        return sum(asked.sent for asked in self.asked)

    def sha256(self, name: str) -> str:
        return hashlib.sha256(self.files[name]).hexdigest()


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    request_queue_size = 64

    def __init__(self, hub: LoopbackHub, *, is_storage: bool) -> None:
        self.hub, self.is_storage = hub, is_storage
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what these tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def setup(self) -> None:
        """With a short buffer: what counts as sent is then nearly what has arrived."""
        self.request.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _PIECE)
        super().setup()

    def end_headers(self) -> None:
        """One answer per connection, so that no thread waits for a second question."""
        self.send_header("Connection", "close")
        super().end_headers()

    def log_message(self, *_args: object) -> None:
        """Silent."""

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        hub, path = self.server.hub, unquote(urlsplit(self.path).path)
        self._note(0)
        if self.server.is_storage:
            self._serve_stored(hub, path)
        elif path.startswith("/api/models"):
            self._inform(hub, path)
        else:
            self._resolve(hub, path)

    def _inform(self, hub: LoopbackHub, path: str) -> None:
        if self._fails(hub, "information") or self._is_refused(hub):
            return
        if path == "/api/models":
            words = parse_qs(urlsplit(self.path).query).get("search", [""])[0]
            found = [{"id": REPO, "tags": ["gguf"]}] if words in REPO else []
            self._json(found)
            return
        if not path.startswith(f"/api/models/{REPO}"):
            self._refuse(404, "RepoNotFound")
            return
        siblings = [_sibling(hub, name, data) for name, data in hub.files.items()]
        tags = ["gguf", "license:apache-2.0"]
        information = {"id": REPO, "sha": COMMIT, "private": False, "gated": hub.faults.is_gated}
        self._json({**information, "tags": tags, "siblings": siblings})

    def _resolve(self, hub: LoopbackHub, path: str) -> None:
        match = re.fullmatch(rf"/{re.escape(REPO)}/resolve/([^/]+)/(.+)", path)
        if match is None:
            self._refuse(404, "RepoNotFound")
        elif self._is_refused(hub) or self._fails(hub, "bytes"):
            return
        elif match.group(1) != COMMIT:
            self._refuse(404, "RevisionNotFound")
        elif match.group(2) not in hub.files:
            self._refuse(404, "EntryNotFound")
        elif hub.redirects:
            self.send_response(302)
            self.send_header("Location", f"{hub.storage_url}/{match.group(2)}?signature=1")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            self._serve(hub, hub.files[match.group(2)])

    def _serve_stored(self, hub: LoopbackHub, path: str) -> None:
        if hub.faults.expires_after is not None:
            hub.faults.expires_after -= 1
            if hub.faults.expires_after < 0:
                hub.faults.expires_after = 0
                self._refuse(503, "")
                return
        self._serve(hub, hub.files[path.lstrip("/")])

    def _is_refused(self, hub: LoopbackHub) -> bool:
        if not hub.faults.token:
            return False
        given = self.headers.get("Authorization")
        if given == f"Bearer {hub.faults.token}":
            return False
        code = "GatedRepo" if hub.faults.is_gated else "RepoNotFound"
        self._refuse(401 if given is None else 403, code)
        return True

    def _fails(self, hub: LoopbackHub, kind: str) -> bool:
        faults = hub.faults
        if not faults.status or faults.status_on != kind or faults.times == 0:
            return False
        faults.times -= faults.times > 0
        self._refuse(faults.status, faults.error_code)
        return True

    def _refuse(self, status: int, code: str) -> None:
        self.send_response(status)
        if code:
            self.send_header("X-Error-Code", code)
        if self.server.hub.faults.retry_after:
            self.send_header("Retry-After", self.server.hub.faults.retry_after)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def _serve(self, hub: LoopbackHub, data: bytes) -> None:
        faults, start = hub.faults, 0
        match = _RANGE.match(self.headers.get("Range") or "")
        if match and not faults.ignores_range:
            start = int(match.group(1))
        if start >= len(data) > 0:
            self._refuse(416, "")
            return
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        self.send_header("Content-Length", str(len(data) - start))
        self.end_headers()
        self._write(faults, data, start)

    def _write(self, faults: Faults, data: bytes, start: int) -> None:
        at, end, began = start, len(data) - faults.short_by, time.monotonic()
        while at < end:
            sent, size = at - start, min(_PIECE, end - at)
            if faults.drop_after is not None and faults.times != 0:
                size = min(size, faults.drop_after - sent)
                if size <= 0:
                    faults.times -= faults.times > 0
                    break
            if faults.stall_after is not None and sent >= faults.stall_after:
                threading.Event().wait(3)
                break
            piece = bytearray(data[at : at + size])
            if faults.flip_at is not None and at <= faults.flip_at < at + size:
                piece[faults.flip_at - at] ^= 0xFF
            self.wfile.write(piece)
            at += size
            self._note(at - start)
            if faults.rate:
                ahead = (at - start) / faults.rate - (time.monotonic() - began)
                threading.Event().wait(max(ahead, 0))
        self.close_connection = True

    def _json(self, value: Any) -> None:
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _note(self, sent: int) -> None:
        host = "storage" if self.server.is_storage else "hub"
        headers = self.headers.get("Range"), self.headers.get("Authorization")
        asked = Asked(host, self.command, self.path, *headers, sent)
        if sent:
            self.server.hub.asked[self._place] = asked
        else:
            self._place = len(self.server.hub.asked)
            self.server.hub.asked.append(asked)


def _sibling(hub: LoopbackHub, name: str, data: bytes) -> dict[str, Any]:
    size = len(data) + hub.faults.lies_by
    found: dict[str, Any] = {"rfilename": name, "size": size, "blobId": "0" * 40}
    if not hub.faults.hides_hash:
        found["lfs"] = {"sha256": hub.sha256(name), "size": size, "pointerSize": 135}
    return found


@contextmanager
def loopback_hub(files: dict[str, bytes]) -> Iterator[LoopbackHub]:
    """The hub and the host where its bytes lie, both on this machine."""
    hub = LoopbackHub(files)
    servers = [_Server(hub, is_storage=is_storage) for is_storage in (False, True)]
    hub.url, hub.storage_url = (f"http://127.0.0.1:{s.server_address[1]}" for s in servers)
    # Another name for the same machine is another host to the client.
    hub.storage_url = hub.storage_url.replace("127.0.0.1", "localhost")
    threads = [threading.Thread(target=s.serve_forever, args=(0.02,)) for s in servers]
    for thread in threads:
        thread.start()
    try:
        yield hub
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()
        for thread in threads:
            thread.join()
