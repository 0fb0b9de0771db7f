"""The sample zone, which is made up. In goes nothing, out come its rulebook and made-up logs of its year
2023.
"""

from __future__ import annotations

from ._liandong import SAMPLE_CATALOGUE, SAMPLE_PROFILE, EventsCore
from .events import Events
from .rulebook import Rulebook

__all__ = ["sample", "sample_events", "sample_year"]


def sample(*, limits: bool = False) -> Rulebook:
    """The rulebook of the sample zone; with `limits` under a profile that sets some, as an adopter may.

    >>> import liandong
    >>> liandong.sample().zone.name
    '示例经济技术开发区（虚构）'
    """
    return Rulebook(SAMPLE_CATALOGUE, SAMPLE_PROFILE if limits else None)


def sample_year(*, seed: int = 7) -> Events:
    """All that the sample zone logged in 2023: some thousand events of cases, projects, weeks and the year's
    planning.

    About one case in a hundred is faulty; the same seed gives the same year.
    """
    return Events(EventsCore.sample(None, seed))


def sample_events(count: int, *, seed: int = 7) -> Events:
    """As many events of cases of the sample zone in 2023 as are wanted, for trying out how long things take.

    >>> import liandong
    >>> len(liandong.sample_events(10_000))
    10000
    """
    return Events(EventsCore.sample(count, seed))
