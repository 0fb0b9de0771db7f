"""What tests of pages share. In goes HTML, out come its tags and its words, or what is wrong with it."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import liandong

VOID = {"meta", "br", "use", "link", "img", "hr", "input"}
EVIL = "<script>alert('1')</script>&\"x"


class Page(HTMLParser):
    """A page as it was read: its tags with their attributes, its words, and tags that do not close."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.faults: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        self.faults += [f"<{tag}> is not closed" for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(self.words)

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def evil_catalogue() -> dict[str, Any]:
    """A catalogue whose every text would be a script, were it not escaped."""
    return {
        "zone": {"id": "z", "name": f"区{EVIL}", "name_en": f"Zone {EVIL}", "bureau": "b", "committee": "c"},
        "parties": [
            {"id": "b", "name": f"局{EVIL}", "name_en": f"Bureau {EVIL}", "kind": "bureau"},
            {"id": "c", "name": f"委{EVIL}", "kind": "committee"},
            {"id": f"d{EVIL}", "name": f"部{EVIL}", "kind": "department"},
        ],
        "matters": [
            {
                "id": f"m{EVIL}",
                "name": f"许可{EVIL}",
                "codes": [f"code{EVIL}"],
                "original": f"d{EVIL}",
                "supervising": [{"party": f"d{EVIL}"}],
                "transfers": [
                    {
                        "kind": "transfer",
                        "effective": "2022-01-01",
                        "decided_by": "c",
                        "instrument": f"文{EVIL}",
                    }
                ],
            }
        ],
        "persons": [{"id": f"p{EVIL}", "name": f"人{EVIL}"}],
        "projects": [{"id": f"j{EVIL}", "name": f"项目{EVIL}", "key": True, "year": 2023}],
        "packages": [{"id": f"k{EVIL}", "name": f"一件事{EVIL}", "matters": [f"m{EVIL}", f"other{EVIL}"]}],
    }


def evil_log() -> list[dict[str, Any]]:
    """Events whose every text would be a script."""
    return [
        {
            "id": f"e1{EVIL}",
            "at": "2023-03-01T09:00",
            "kind": "decision",
            "case": f"case{EVIL}",
            "matter": f"m{EVIL}",
            "actor": "b",
            "officer": f"officer{EVIL}",
            "result": "granted",
        },
        {"id": f"e2{EVIL}", "at": "2023-03-02", "kind": f"kind{EVIL}", "case": f"case{EVIL}"},
        {
            "id": f"e3{EVIL}",
            "at": "2023-03-02",
            "kind": "complaint",
            "actor": f"who{EVIL}",
            "about": f"d{EVIL}",
            "ground": "推诿扯皮",
        },
        {
            "id": f"e4{EVIL}",
            "at": "2023-03-03",
            "kind": "key_project_determined",
            "project": f"j{EVIL}",
            "actor": "c",
        },
    ]


def evil_audit() -> liandong.Audit:
    """An audit of that log."""
    return liandong.Rulebook(evil_catalogue(), {"name": f"口径{EVIL}", "source": EVIL}).audit(
        evil_log(), "2023-12-01"
    )
