"""Columns to count with. In goes a table, out come arrays of numpy: numbers, and codes of texts.

With pyarrow installed nothing is copied; without it the values are read one by one.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from .._frames import library

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from .._liandong import Table

__all__ = ["coded", "crossed", "first_of_lists", "numbers", "seconds"]


def coded(table: Table, name: str) -> tuple[NDArray[np.int64], list[str | None]]:
    """The codes of a column of texts, and what they stand for; None is the last."""
    numpy = library("numpy", "plot")
    arrow = _arrow()
    if arrow is None:
        place: dict[str, int] = {}
        values = table.column(name)
        codes = [-1 if own is None else place.setdefault(own, len(place)) for own in values]
        found = numpy.array(codes, dtype=numpy.int64)
        found[found < 0] = len(place)
        return found, [*place, None]
    column = arrow.table(table)[name].unify_dictionaries().combine_chunks()
    column = column.chunk(0) if isinstance(column, arrow.ChunkedArray) else column
    texts = column.dictionary.to_pylist()
    return column.indices.cast(arrow.int64()).fill_null(len(texts)).to_numpy(zero_copy_only=False), [
        *texts,
        None,
    ]


def crossed(table: Table, first: str, second: str) -> dict[tuple[str | None, str | None], int]:
    """How often each pair of texts of two columns comes."""
    numpy = library("numpy", "plot")
    (one, ones), (two, twos) = coded(table, first), coded(table, second)
    counted = numpy.bincount(one * len(twos) + two, minlength=len(ones) * len(twos))
    return {
        (ones[int(pair) // len(twos)], twos[int(pair) % len(twos)]): int(counted[pair])
        for pair in numpy.flatnonzero(counted)
    }


def numbers(table: Table, name: str) -> NDArray[np.float64]:
    """The numbers of a column; what is missing is not a number."""
    numpy = library("numpy", "plot")
    arrow = _arrow()
    if arrow is None:
        values = (numpy.nan if own is None else own for own in table.column(name))
        return numpy.fromiter(values, dtype=numpy.float64)  # type: ignore[no-any-return]
    return arrow.table(table)[name].cast(arrow.float64()).to_numpy()  # type: ignore[no-any-return]


def seconds(table: Table, name: str) -> NDArray[np.float64]:
    """The moments of a column by the zone's clock, in seconds since 1970; what is missing is not a number."""
    numpy = library("numpy", "plot")
    arrow = _arrow()
    shift = 8 * 3600
    if arrow is None:
        values = (numpy.nan if own is None else _since_1970(own) for own in table.column(name))
        return numpy.fromiter(values, dtype=numpy.float64) + shift  # type: ignore[no-any-return]
    counted = arrow.table(table)[name].cast(arrow.int64()).cast(arrow.float64())
    return counted.to_numpy() + shift  # type: ignore[no-any-return]


def first_of_lists(table: Table, name: str) -> list[int | None]:
    """The first row of each list of rows; None where a list is empty."""
    return [own[0] if own else None for own in table.column(name)]


def _since_1970(moment: datetime) -> float:
    return moment.timestamp()


def _arrow() -> Any | None:
    """pyarrow, where it is installed."""
    try:
        return library("pyarrow", "arrow")
    except ImportError:
        return None
