"""Work that is not wanted any more learns it once."""

from __future__ import annotations

import pytest

from clausebench.domain.cancel import Cancelled, CancelToken


def test_a_token_is_set_once_and_tells_everybody() -> None:
    token, heard = CancelToken(), list[str]()
    token.on_cancel(lambda: heard.append("before"))
    token.check()
    assert not token.wait(0)
    token.cancel()
    token.cancel()
    token.on_cancel(lambda: heard.append("after"))
    assert heard == ["before", "after"]
    assert token.is_cancelled
    assert token.wait(60)
    with pytest.raises(Cancelled):
        token.check()
