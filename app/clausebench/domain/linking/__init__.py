"""Which clause, and which words of the content, every piece of a reasoning refers to."""

from clausebench.domain.linking.codes import code_key, find_clause
from clausebench.domain.linking.growing import GrowingLinks
from clausebench.domain.linking.linker import Linker, link
from clausebench.domain.linking.links import (
    QUOTES,
    Link,
    LinkKind,
    content_spans,
    links_at,
    links_for_clause,
    reading_order,
    unmentioned,
    unmentioned_clauses,
)
from clausebench.domain.linking.quotes import names_policy

__all__ = [
    "QUOTES",
    "GrowingLinks",
    "Link",
    "LinkKind",
    "Linker",
    "code_key",
    "content_spans",
    "find_clause",
    "link",
    "links_at",
    "links_for_clause",
    "names_policy",
    "reading_order",
    "unmentioned",
    "unmentioned_clauses",
]
