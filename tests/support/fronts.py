"""What may stand between a computer and a hub: a proxy, and a certificate of one's own."""

from __future__ import annotations

import socket
import socketserver
import ssl
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TypeVar
from urllib.parse import urlsplit

import trustme

S = TypeVar("S", bound=socketserver.BaseServer)


class Proxy(ThreadingHTTPServer):
    """Forwards plain requests and writes their addresses down."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        super().__init__(("127.0.0.1", 0), _ProxyHandler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _ProxyHandler(BaseHTTPRequestHandler):
    server: Proxy

    def log_message(self, *_args: object) -> None:
        """Silent."""

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        request = urllib.request.Request(self.path, headers=dict(self.headers))
        with direct.open(request) as reply:
            body = reply.read()
            self.send_response(reply.status)
            for name, value in reply.getheaders():
                if name.lower() not in ("connection", "transfer-encoding"):
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)


@contextmanager
def proxy() -> Iterator[Proxy]:
    with _served(Proxy()) as server:
        yield server


class _Tls(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, context: ssl.SSLContext, behind: str) -> None:
        self.context = context
        found = urlsplit(behind)
        self.behind = (found.hostname or "", found.port or 0)
        super().__init__(("127.0.0.1", 0), _TlsHandler)


class _TlsHandler(socketserver.BaseRequestHandler):
    server: _Tls

    def handle(self) -> None:
        with suppress(OSError):
            self._serve()

    def _serve(self) -> None:
        with (
            self.server.context.wrap_socket(self.request, server_side=True) as front,
            socket.create_connection(self.server.behind) as back,
        ):
            request = b""
            while b"\r\n\r\n" not in request:
                request += front.recv(65_536)
            back.sendall(request)
            while piece := back.recv(65_536):
                front.sendall(piece)


@contextmanager
def tls_front(behind: str, authority: trustme.CA) -> Iterator[str]:
    """The address of the same server over https, with a certificate for ``localhost``."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    with _served(_Tls(context, behind)) as server:
        yield f"https://localhost:{server.server_address[1]}"


@contextmanager
def _served(server: S) -> Iterator[S]:
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
