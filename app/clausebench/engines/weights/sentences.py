"""What a hub's refusals mean for the person who wanted the weights."""

from __future__ import annotations

from pathlib import Path

from clausebench.domain.errors import DownloadError
from clausebench.domain.sizes import gigabytes

BUSY = frozenset((408, 429, 500, 502, 503, 504))
"""Worth asking again."""

_CHECK_NAME = "Check the name; it is written owner/name."


def refused(status: int, code: str, repo: str, endpoint: str, *, has_token: bool) -> DownloadError:
    """From an answer's status and the hub's ``X-Error-Code``."""
    if code == "GatedRepo" or (status == 403 and code != "RepoNotFound"):
        return _gated(repo, endpoint, has_token=has_token)
    if status == 401:
        return _unauthorised(repo, endpoint, has_token=has_token)
    if code == "RevisionNotFound":
        return DownloadError(
            f"{repo} has no such version.", "It may have been removed.", "Choose the model anew."
        )
    if code == "EntryNotFound":
        return DownloadError(
            f"{repo} has no such file.", "It may have been renamed.", "Look at its files again."
        )
    if status == 404:
        return DownloadError(f"There is no model {repo} at {endpoint}.", hint=_CHECK_NAME)
    if status == 416:
        return DownloadError(
            "The file has changed on the hub while it was fetched.",
            "What had arrived does not belong to it any more.",
            "Start the download again.",
        )
    if status in BUSY:
        return busy(status, endpoint)
    return DownloadError(
        f"{endpoint} refused the download.", f"It answered {status}.", "Try again later."
    )


def busy(status: int, endpoint: str) -> DownloadError:
    """After all patience."""
    why = "It asks to slow down" if status == 429 else "It has trouble of its own"
    return DownloadError(
        f"{endpoint} is busy.",
        f"{why} (it answered {status}). What has arrived is kept.",
        "Go on later; nothing is fetched twice.",
    )


def stays_offline() -> DownloadError:
    """By the settings, or by the variable HF_HUB_OFFLINE."""
    return DownloadError(
        "Clausebench is set to stay offline.",
        "Nothing was asked of any network.",
        "Change that in the settings (Stay offline), or unset HF_HUB_OFFLINE.",
    )


def distrusted(endpoint: str) -> DownloadError:
    """The certificate was not signed by anybody this system trusts."""
    return DownloadError(
        f"The certificate of {endpoint or 'the place where the file lies'} is not trusted.",
        "Either somebody stands in between, or your organisation signs connections itself.",
        "In the second case choose its certificate file in the settings (Trusted certificates).",
    )


def unreachable(endpoint: str, kind: str) -> DownloadError:
    """``kind`` names the error, without any address in it."""
    if kind == "ProxyError":
        return DownloadError(
            f"The proxy does not lead to {endpoint}.",
            "It refused the connection, or cannot be reached. What has arrived is kept.",
            "Check the proxy in the settings.",
        )
    return DownloadError(
        f"{endpoint} cannot be reached.",
        f"The connection failed ({kind}). What has arrived is kept.",
        "Check the network, proxy and certificates; then go on where it stopped.",
    )


def no_space(folder: str, needed: int, free: int) -> DownloadError:
    return DownloadError(
        "There is not enough room on the disk.",
        f"{gigabytes(needed)} are needed in {folder} and {gigabytes(free)} are free.",
        "Make room or choose another folder; what has arrived is kept.",
    )


def wrong_bytes(name: str) -> DownloadError:
    return DownloadError(
        f"{name} arrived damaged.",
        "Its SHA-256 is not the one that the hub names, so it was deleted.",
        "Download it again. If it happens twice, something on the way changes the file.",
    )


def other_bytes(path: Path) -> DownloadError:
    """A file stands where the fetched one would."""
    return DownloadError(
        f"Another file is called {path.name} in {path.parent}.",
        "Its SHA-256 is not the one that the hub names. It was left as it is.",
        "Move it away or delete it, or choose another folder; then start the download again.",
    )


def another_file(name: str) -> DownloadError:
    """The hub names another SHA-256 than our own list."""
    return DownloadError(
        f"{name} on the hub is not the file that Clausebench knows.",
        "Its SHA-256 is another one. Nothing was fetched.",
        "If its publisher has changed it and you trust that, name the repository: --repo.",
    )


def nameless(name: str) -> DownloadError:
    return DownloadError(
        f"The hub does not say what {name} should be.",
        "Without a SHA-256 nobody can tell whether it arrives whole.",
        "Choose another repository, or fetch the file by other means and add it.",
    )


def _gated(repo: str, endpoint: str, *, has_token: bool) -> DownloadError:
    hint = (
        f"Open {endpoint}/{repo} in a browser, accept the conditions with the account of your "
        "token, and try again."
        if has_token
        else f"Accept the conditions at {endpoint}/{repo}, make an access token, and enter it."
    )
    return DownloadError(f"{repo} is given only to people who asked for it.", hint=hint)


def _unauthorised(repo: str, endpoint: str, *, has_token: bool) -> DownloadError:
    if has_token:
        return DownloadError(
            f"{endpoint} does not accept the access token.",
            hint="Make a new one, or remove it: public models need none.",
        )
    return DownloadError(
        f"There is no public model {repo} at {endpoint}.",
        "Either the name is wrong, or it is private.",
        f"{_CHECK_NAME} For a private one, enter an access token.",
    )
