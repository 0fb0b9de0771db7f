"""What kinds of words a command line holds. In go its words, out come days, codes, norms and ids."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

import click

from .._text import Lang, in_lang
from .._time import ZONE, when
from ..errors import InputError, LiandongError

__all__ = ["DAY", "MOMENT", "NORM", "choice", "ids"]


if TYPE_CHECKING:
    _Kind = click.ParamType[Any]
else:
    _Kind = click.ParamType  # generic only since click 8.4


def _lang_of(ctx: click.Context | None) -> Lang:
    return getattr(ctx.command, "lang", "en") if ctx else "en"


class _Day(_Kind):
    """A day, or a moment where one may be given; `today` is today's in the zone."""

    def __init__(self, name: str, moments: bool) -> None:
        self.name, self._moments = name, moments

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Reads it; a moment counts as its day where a day is wanted."""
        if isinstance(value, date):
            return value
        if value == "today":
            return datetime.now(ZONE).date()
        try:
            read = when(str(value))
        except InputError as error:
            self.fail(in_lang(_lang_of(ctx), error.faults[0].zh, error.faults[0].en), param, ctx)
        return read if self._moments or not isinstance(read, datetime) else read.date()


DAY = _Day("date", False)
MOMENT = _Day("date", True)


class _Choice(_Kind):
    """One of some codes; another is refused with those that there are, the nearest first."""

    def __init__(self, name: str, codes: Iterable[str], metavar: str | None = None) -> None:
        self.name, self._codes, self._metavar = name, tuple(codes), metavar

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str | None:
        """The codes, unless they are many."""
        return self._metavar or "|".join(self._codes)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Reads it."""
        if value in self._codes:
            return str(value)
        near = get_close_matches(str(value), self._codes, 3, 0.5)
        lang = _lang_of(ctx)
        nearest = (
            in_lang(lang, f"，相近的有 {'、'.join(near)}", f" (nearest: {', '.join(near)})") if near else ""
        )
        known = in_lang(lang, "、", ", ").join(self._codes)
        self.fail(
            in_lang(
                lang, f"没有 `{value}`{nearest}；可用 {known}", f"no `{value}`{nearest}; use one of {known}"
            )
        )

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        """The codes that begin so."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(own) for own in self._codes if own.startswith(incomplete)]


def choice(*codes: str, metavar: str | None = None) -> _Kind:
    """One of these codes."""
    return _Choice("choice", codes, metavar)


class _Norm(_Choice):
    """A norm of the register, which is asked for when one is read."""

    def __init__(self) -> None:
        super().__init__("norm", (), "NORM")

    def _known(self) -> None:
        from ..registers import norms

        self._codes = tuple(own.norm for own in norms())

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Reads it."""
        self._known()
        return super().convert(value, param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        """The norms that begin so."""
        self._known()
        return super().shell_complete(ctx, param, incomplete)


NORM = _Norm()


class _Id(_Kind):
    """An id of the catalogue, completed from the catalogue that the command line or the environment names."""

    name = "id"

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        """The ids that begin so, with their names."""
        from click.shell_completion import CompletionItem

        from .inputs import rulebook

        try:
            book = rulebook(ctx.params.get("catalogue"), None)
        except (LiandongError, OSError):
            return []
        lang = _lang_of(ctx)
        handles = getattr(book, self._kind)
        return [
            CompletionItem(id, help=own.label(lang))
            for id, own in handles.items()
            if id.startswith(incomplete)
        ]


def ids(kind: str) -> _Kind:
    """An id of matters, parties, persons or projects."""
    return _Id(kind)
