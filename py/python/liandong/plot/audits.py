"""Charts of audits. In goes an audit, out come its duties and findings by department, month, norm and
code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._text import Lang
from . import _delays, _months, _scores, _weeks
from ._canvas import shown

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from ..audit import Audit

__all__ = ["AuditPlots"]


class AuditPlots:
    """Charts of an audit (`audit.plot`). Each takes `lang`, and `ax` to draw on; without one it makes its
    own figure.

    A chart counts what the audit found and judges nothing by itself. Where no installed font draws Chinese,
    charts are in
    English and say once what to install.

    Raises:
        MissingLibrary: when `liandong[plot]` is not installed.
    """

    __slots__ = ("audit",)

    def __init__(self, audit: Audit) -> None:
        self.audit = audit

    def scorecard(self, *, lang: Lang = "zh", ax: Axes | None = None) -> Axes:
        """By department: duties fulfilled and open, findings that are breaches and reviews; `ax.child_axes`
        are the two.
        """
        return shown(lambda voice: _scores.scorecard(self.audit, voice), lang, ax)

    def delays(self, norm: str | None = None, *, lang: Lang = "zh", ax: Axes | None = None) -> Axes:
        """How long it took from what set duties off to their fulfilment, norm by norm, or for one norm as a
        histogram.

        Where the profile sets a limit, when it ended is drawn beside it, as the audit counted it.
        """
        return shown(lambda voice: _delays.delays(self.audit, norm, voice), lang, ax)

    def over_time(self, *, lang: Lang = "zh", ax: Axes | None = None) -> Axes:
        """Duties by the month that set them off, and findings by the month of their first day or event."""
        return shown(lambda voice: _months.over_time(self.audit, voice), lang, ax)

    def findings(self, *, lang: Lang = "zh", ax: Axes | None = None) -> Axes:
        """Findings by code and severity."""
        return shown(lambda voice: _scores.findings(self.audit, voice), lang, ax)

    def weeks(self, *, lang: Lang = "zh", ax: Axes | None = None) -> Axes:
        """The weekly reconciliation (2.3d), a strip for each year: held, not joint, not held."""
        return shown(lambda voice: _weeks.weeks(self.audit, voice), lang, ax)

    def __repr__(self) -> str:
        return "<AuditPlots: delays, findings, over_time, scorecard, weeks>"
