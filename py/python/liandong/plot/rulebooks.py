"""Charts of rulebooks. In goes a rulebook, out come the history of transfers and who bears which function."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .._text import Lang
from .._time import DayLike, day
from . import _functions, _transfers
from ._canvas import shown

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..rulebook import Rulebook

__all__ = ["RulebookPlots"]


class RulebookPlots:
    """Charts of a catalogue (`rulebook.plot`). Each takes `lang`, and `ax` to draw on; without one it makes
    its own figure.

    Raises:
        MissingLibrary: when `liandong[plot]` is not installed.
    """

    __slots__ = ("rulebook",)

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook

    def transfers(self, *, lang: Lang = "zh", ax: Axes | None = None) -> Axes:
        """How many matters are retained, transferred and returned over time (2.4c, 2.4d, 2.5a)."""
        return shown(lambda voice: _transfers.counts(self.rulebook, voice), lang, ax)

    def timelines(
        self,
        matters: Iterable[str] | None = None,
        *,
        most: int = 60,
        lang: Lang = "zh",
        ax: Axes | None = None,
    ) -> Axes:
        """Where each matter's transfer stood, a line each, in the order of their first change; at most
        `most` of them.

        Raises:
            UnknownId: when the catalogue does not hold a matter.
        """
        chosen = None if matters is None else list(matters)
        return shown(lambda voice: _transfers.timelines(self.rulebook, chosen, most, voice), lang, ax)

    def responsibilities(
        self, on: DayLike, matters: Iterable[str] | None = None, *, lang: Lang = "zh", ax: Axes | None = None
    ) -> Axes:
        """Who bears which function of which matter on a day (2.4c, 2.5); beyond 60 matters, how many each
        party bears.

        Raises:
            InputError: when `on` is no day.
            UnknownId: when the catalogue does not hold a matter.
        """
        chosen, asked = None if matters is None else list(matters), day(on, "$.on")
        return shown(lambda voice: _functions.responsibilities(self.rulebook, asked, chosen, voice), lang, ax)

    def __repr__(self) -> str:
        return "<RulebookPlots: responsibilities, timelines, transfers>"
