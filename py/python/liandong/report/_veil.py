"""The last look at a page that names nobody. In go a page and an audit, out comes the page without its
persons.

The core has masked its evidence already; a person may still stand where a log has a party, or in a name of
a project.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING

from ._page import Words

if TYPE_CHECKING:
    from ..audit import Audit

__all__ = ["veiled"]

_TEXTS = re.compile(r">[^<]+<")


def veiled(page: str, audit: Audit, rows: Iterable[int], words: Words) -> str:
    """The page with each id and name of a person hidden: those of the catalogue, and of the events that are
    listed.
    """
    persons = {escape(own) for own in _persons(audit, rows)}
    spared = {
        escape(own) for own in (*audit.rulebook.parties, *audit.rulebook.matters, *audit.rulebook.projects)
    }
    found = [
        own for own in sorted(persons - spared, key=len, reverse=True) if own in page and not _too_short(own)
    ]
    if not found:
        return page
    hidden = words("（已隐去）", "(masked)")
    named = re.compile("|".join(_whole(own) for own in found))
    head, mark, body = page.partition("</style>")
    return head + mark + _TEXTS.sub(lambda text: named.sub(hidden, text[0]), body)


def _persons(audit: Audit, rows: Iterable[int]) -> Iterator[str]:
    for id, person in audit.rulebook.persons.items():
        yield id
        yield person.name
    unreadable = {row for row, _ in audit.events.unreadable}
    for row in {*rows} - unreadable:
        event = audit.events[row]
        yield from (own for own in (event.officer, event.person) if own)


def _whole(own: str) -> str:
    """The name as a word of its own, where its letters are of those that words are parted by."""
    start = r"(?<![A-Za-z0-9_-])" if own[0].isascii() else ""
    end = r"(?![A-Za-z0-9_-])" if own[-1].isascii() else ""
    return f"{start}{re.escape(own)}{end}"


def _too_short(own: str) -> bool:
    """Whether it could be any number or sign of the page; such an id names nobody."""
    return len(own) < 2 or (own.isdecimal() and len(own) < 5)
