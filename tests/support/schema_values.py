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


_KINDS: dict[str, type | tuple[type, ...]] = {
    "null": type(None),
    "boolean": bool,
    "integer": int,
    "string": str,
    "array": list,
    "object": dict,
}


def problem_with(value: Any, schema: dict[str, Any], where: str = "answer") -> str:
    """Why a value does not fit a schema of the contracts, for people; empty if it does."""
    types = schema.get("type", [])
    names = types if isinstance(types, list) else [types]
    if names and not any(_is_of(value, name) for name in names):
        return f"{where} is {value!r}, which is none of {', '.join(names)}"
    if "enum" in schema and value not in schema["enum"]:
        return f"{where} is {value!r}, which is none of {schema['enum']}"
    if isinstance(value, dict):
        return _problem_inside(value, schema, where)
    if isinstance(value, list):
        found = (problem_with(item, schema["items"], f"{where}[]") for item in value)
        return next(filter(None, found), "")
    return ""


def _is_of(value: Any, name: str) -> bool:
    return isinstance(value, _KINDS[name]) and not (name == "integer" and isinstance(value, bool))


def _problem_inside(value: dict[str, Any], schema: dict[str, Any], where: str) -> str:
    if set(value) != set(schema["properties"]):
        return f"{where} has the fields {sorted(value)}"
    parts = schema["properties"].items()
    found = (problem_with(value[name], part, f"{where}.{name}") for name, part in parts)
    return next(filter(None, found), "")
