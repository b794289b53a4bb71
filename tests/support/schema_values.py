"""Values that are valid under the small JSON Schemas of the output contracts."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

_WRITABLE = st.characters(exclude_categories=("Cc", "Cs"))


def values(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "pattern" in schema:
        return st.from_regex(schema["pattern"], fullmatch=True)
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return st.one_of(*(_OF_TYPE[name](schema) for name in types))


def _object(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    assert schema["additionalProperties"] is False
    assert schema["required"] == list(schema["properties"])
    return st.tuples(*map(values, schema["properties"].values())).map(
        lambda drawn: dict(zip(schema["properties"], drawn, strict=True))
    )


_OF_TYPE = {
    "null": lambda _: st.none(),
    "boolean": lambda _: st.booleans(),
    "integer": lambda schema: st.integers(schema["minimum"], schema["maximum"]),
    "string": lambda schema: st.text(_WRITABLE, max_size=schema["maxLength"]),
    "array": lambda schema: st.lists(values(schema["items"]), max_size=schema["maxItems"]),
    "object": _object,
}
