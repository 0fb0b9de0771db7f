"""What a rulebook can be asked about by itself. In goes an id, out come handles of matters, parties, persons,
packages.

A handle is the rulebook and an id: cheap to make, and equal to another of the same rulebook and id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from . import _decode
from ._ask import Asker, day_text
from ._liandong import Answer, MatterCore
from ._text import Lang, in_lang
from ._time import DayLike
from .codes import PartyKind

if TYPE_CHECKING:
    from typing_extensions import Self

    from .rulebook import Rulebook
    from .values import Assignment, BoundNorm, PackageView, Stretch

__all__ = ["Handles", "Matter", "Package", "PartyHandle", "PersonHandle"]

H_co = TypeVar("H_co", covariant=True)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class _Handle:
    rulebook: Rulebook
    _asker: Asker
    id: str
    _entry: Mapping[str, Any]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Handle) or type(self) is not type(other):
            return NotImplemented
        return self.id == other.id and self.rulebook == other.rulebook

    def __hash__(self) -> int:
        return hash((type(self), self.id))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id} {self.name}>"

    @property
    def name(self) -> str:
        """The name in Chinese."""
        return str(self._entry["name"])

    @property
    def name_en(self) -> str | None:
        """The name in English, where recorded."""
        return self._entry.get("name_en")

    def label(self, lang: Lang = "zh") -> str:
        """The name; the Chinese one where no English is recorded."""
        return in_lang(lang, self.name, self.name_en or self.name)

    def _repr_html_(self) -> str:
        from . import html

        return html.of(self)


class Matter(MatterCore):
    """A matter of a rulebook, found once: its questions cost less than those by id."""

    rulebook: Rulebook
    """The rulebook it is a matter of."""
    _asker: Asker

    def __new__(cls, rulebook: Rulebook, id: str) -> Self:
        """See `Rulebook.matter`."""
        own = super().__new__(cls, rulebook, id)
        own.rulebook, own._asker = rulebook, rulebook._asker
        return own

    def label(self, lang: Lang = "zh") -> str:
        """The name; the Chinese one where no English is recorded."""
        return in_lang(lang, self.name, self.name_en or self.name)

    def responsibilities(self, on: DayLike) -> Answer[tuple[Assignment, ...]]:
        """Who bears which function of the matter on this day (2.4c, 2.5); a silence is its entry's.

        Raises:
            InputError: when `on` is no day.
        """
        question = {"ask": "responsibilities", "matter": self.id, "on": day_text(on, "on")}
        return self._asker.answer(question, lambda rows: _decode.all_of(rows, _decode.assignment))

    def timeline(self) -> tuple[Stretch, ...]:
        """Where the matter's transfer stands, stretch by stretch; the first begins before all days."""
        stretches = self._asker.ask({"ask": "timeline", "matter": self.id})["value"]
        return _decode.all_of(stretches, _decode.stretch)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Matter) and self.id == other.id and self.rulebook == other.rulebook

    def __hash__(self) -> int:
        return hash((Matter, self.id))

    def __reduce__(self) -> tuple[Any, ...]:
        return Matter, (self.rulebook, self.id)

    def __repr__(self) -> str:
        return f"<Matter {self.id} {self.name}>"

    def _repr_html_(self) -> str:
        from . import html

        return html.of(self)


class PartyHandle(_Handle):
    """A party of a rulebook."""

    __slots__ = ()

    @property
    def kind(self) -> PartyKind:
        """What the party is."""
        return PartyKind(self._entry["kind"])

    def responsibilities(self, on: DayLike) -> Answer[tuple[BoundNorm, ...]]:
        """Every row of the register that binds the party on this day, tracked ones too.

        Raises:
            InputError: when `on` is no day.
        """
        question = {"ask": "responsibilities", "party": self.id, "on": day_text(on, "on")}
        return self._asker.answer(question, _decode.bound)


class PersonHandle(_Handle):
    """A person of a rulebook."""

    __slots__ = ()

    def responsibilities(self, on: DayLike) -> Answer[tuple[BoundNorm, ...]]:
        """Every row of the register that binds the person on this day by the roles held.

        Raises:
            InputError: when `on` is no day.
        """
        question = {"ask": "responsibilities", "person": self.id, "on": day_text(on, "on")}
        return self._asker.answer(question, _decode.bound)


class Package(_Handle):
    """A package (一件事) of a rulebook (2.4a)."""

    __slots__ = ()

    @property
    def matters(self) -> tuple[str, ...]:
        """The ids of its matters, those too that the catalogue does not hold."""
        return tuple(self._entry["matters"])

    def on(self, on: DayLike) -> Answer[PackageView]:
        """What the package needs on this day: who leads, who decides each matter, and the duties that follow.

        Raises:
            InputError: when `on` is no day.
        """
        question = {"ask": "package", "package": self.id, "on": day_text(on, "on")}
        return self._asker.answer(question, _decode.package_view)


class Handles(Mapping[str, H_co], Generic[H_co]):
    """Handles by id, in the order of the catalogue; each is made when it is looked up."""

    __slots__ = ("_entries", "_make")

    def __init__(
        self, entries: Mapping[str, Mapping[str, Any]], make: Callable[[str, Mapping[str, Any]], H_co]
    ) -> None:
        self._entries, self._make = entries, make

    def __getitem__(self, id: str) -> H_co:
        return self._make(id, self._entries[id])

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __repr__(self) -> str:
        return f"<{len(self)}: {', '.join(list(self)[:5])}{', …' if len(self) > 5 else ''}>"

    def _repr_html_(self) -> str:
        from . import html

        return html.of(self)
