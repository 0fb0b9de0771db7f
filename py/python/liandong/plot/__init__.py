"""Charts. In goes an audit or a rulebook, out come axes of matplotlib, to show, to save or to draw more on.

matplotlib draws them since every analyst has it, pandas draws by it, and its SVG
stands in a report by itself.
"""

from __future__ import annotations

from .audits import AuditPlots
from .rulebooks import RulebookPlots

__all__ = ["AuditPlots", "RulebookPlots"]
