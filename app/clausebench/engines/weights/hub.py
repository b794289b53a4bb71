"""One hub: what its repositories hold, and their bytes from any place on.

The token belongs to one endpoint. httpx drops it when a redirect leads to another host, where the
bytes usually lie, and it is never taken from another program.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NoReturn

from clausebench import __version__
from clausebench.domain.errors import BadInputError, DownloadError
from clausebench.domain.network import Network, is_safe_endpoint
from clausebench.domain.weights import DEFAULT_ENDPOINT, RemoteFile, RemoteRepo
from clausebench.engines.weights.client import is_offline, use_network
from clausebench.engines.weights.sentences import (
    BUSY,
    distrusted,
    refused,
    stays_offline,
    unreachable,
)

_ASKING_SECONDS = 20.0
_LICENCE = "license:"
_AS_IT_IS = Network()


class HubBusyError(Exception):
    """Worth asking again, after ``seconds`` if the hub said so."""

    def __init__(self, status: int, seconds: float | None) -> None:
        super().__init__(str(status))
        self.status = status
        self.seconds = seconds


class ConnectionLostError(Exception):
    """The network failed; ``kind`` says how, without an address."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Stream:
    """Bytes from ``start`` on. 0 though another place was asked for: the hub cannot go on."""

    start: int
    response: Any

    def chunks(self) -> Iterator[bytes]:
        """As they arrive: nothing is held back that would be lost with the connection.

        Raises ``ConnectionLostError``.
        """
        with _network_errors(""):
            yield from self.response.iter_raw()

    def close(self) -> None:
        self.response.close()


class Hub:
    """``token`` is for ``endpoint`` and nobody else."""

    def __init__(
        self,
        endpoint: str = DEFAULT_ENDPOINT,
        token: str = "",
        network: Network = _AS_IT_IS,
        *,
        patience: float = 30.0,
    ) -> None:
        """``patience``: seconds without a byte until a connection counts as lost."""
        if not is_safe_endpoint(endpoint):
            raise BadInputError(
                f"{endpoint} is not an address for downloads.",
                hint="It begins with https://",
            )
        self.endpoint = endpoint.rstrip("/")
        self._token = token
        self._network = network
        self._patience = patience

    def describe(self, repo: str, revision: str = "main") -> RemoteRepo:
        """What a repository holds now. Raises ``DownloadError``."""
        self._prepare()
        from huggingface_hub import HfApi
        from huggingface_hub.errors import HFValidationError

        api = HfApi(endpoint=self.endpoint, token=self._auth, library_name="clausebench")
        try:
            with _network_errors(self.endpoint):
                info = api.model_info(
                    repo, revision=revision, files_metadata=True, timeout=_ASKING_SECONDS
                )
        except ConnectionLostError as error:
            raise unreachable(self.endpoint, error.kind) from None
        except DownloadError:
            raise
        except HFValidationError:
            raise BadInputError(
                f"“{repo[:60]}” is not the name of a model.", hint="It is written owner/name."
            ) from None
        except Exception as error:  # noqa: BLE001 - anything with a response is the hub's answer
            self._refuse(error, repo)
        return _repo(repo, info)

    def search(self, words: str, limit: int = 20) -> tuple[str, ...]:
        """Names of repositories with GGUF files. Raises ``DownloadError``."""
        self._prepare()
        from huggingface_hub import HfApi

        api = HfApi(endpoint=self.endpoint, token=self._auth, library_name="clausebench")
        try:
            with _network_errors(self.endpoint):
                found = list(api.list_models(search=words, filter="gguf", limit=limit))
        except ConnectionLostError as error:
            raise unreachable(self.endpoint, error.kind) from None
        except DownloadError:
            raise
        except Exception as error:  # noqa: BLE001 - as above
            self._refuse(error, words)
        return tuple(str(info.id) for info in found)

    @contextmanager
    def read(self, repo: RemoteRepo, file: RemoteFile, start: int) -> Iterator[Stream]:
        """The file's bytes from ``start`` on.

        Raises ``HubBusyError``, ``ConnectionLostError`` and ``DownloadError``.
        """
        self._prepare()
        from huggingface_hub import hf_hub_url
        from huggingface_hub.utils import build_hf_headers, get_session, httpx

        url = hf_hub_url(repo.repo, file.name, revision=repo.commit, endpoint=self.endpoint)
        headers = build_hf_headers(
            token=self._auth, library_name="clausebench", library_version=__version__
        )
        headers["Accept-Encoding"] = "identity"
        if start:
            headers["Range"] = f"bytes={start}-"
        timeout = httpx.Timeout(self._patience, connect=10.0)
        with _network_errors(self.endpoint):
            stream = get_session().stream("GET", url, headers=headers, timeout=timeout)
            response = stream.__enter__()
        try:
            self._check(response, repo.repo)
            yield Stream(start if response.status_code == 206 else 0, response)
        finally:
            stream.__exit__(None, None, None)

    def _prepare(self) -> None:
        """Nothing of the library is called before this."""
        if self._network.is_offline or is_offline():
            raise stays_offline()
        use_network(self._network)

    @property
    def _auth(self) -> str | bool:
        """False: not even the token that another program has left on this computer."""
        return self._token or False

    def _check(self, response: Any, repo: str) -> None:
        status = int(response.status_code)
        if status in BUSY:
            wait = response.headers.get("Retry-After", "")
            raise HubBusyError(status, float(wait) if wait.isdigit() else None)
        if status not in (200, 206):
            code = response.headers.get("X-Error-Code", "")
            raise refused(status, code, repo, self.endpoint, has_token=bool(self._token))

    def _refuse(self, error: Exception, repo: str) -> NoReturn:
        response = getattr(error, "response", None)
        if response is None:
            raise DownloadError(
                f"{self.endpoint} gave an answer that makes no sense.",
                f"({type(error).__name__})",
                "Check the address, or try again later.",
            ) from None
        code = response.headers.get("X-Error-Code", "")
        status = int(response.status_code)
        raise refused(status, code, repo, self.endpoint, has_token=bool(self._token)) from None


@contextmanager
def _network_errors(endpoint: str) -> Iterator[None]:
    from huggingface_hub.utils import httpx

    try:
        yield
    except (httpx.TransportError, httpx.StreamError) as error:
        if _is_distrust(error):
            raise distrusted(endpoint) from None
        raise ConnectionLostError(type(error).__name__) from None


def _is_distrust(error: BaseException | None) -> bool:
    """Asking again would change nothing about a certificate."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _repo(repo: str, info: Any) -> RemoteRepo:
    files = tuple(
        RemoteFile(
            str(sibling.rfilename),
            int(sibling.size or 0),
            str(sibling.lfs.sha256) if sibling.lfs else "",
        )
        for sibling in info.siblings or ()
    )
    tags = [str(tag) for tag in info.tags or ()]
    licence = next((tag.removeprefix(_LICENCE) for tag in tags if tag.startswith(_LICENCE)), "")
    return RemoteRepo(repo, str(info.sha), files, licence, bool(info.gated))
