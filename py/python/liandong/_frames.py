"""Frames of other libraries. In goes a table of answers, out comes the frame that an analyst works with."""

from __future__ import annotations

import importlib
from datetime import date
from functools import cached_property
from types import ModuleType
from typing import TYPE_CHECKING, Any

from .errors import MissingLibrary

if TYPE_CHECKING:
    from ._liandong import Table

__all__ = ["Tabular", "holds_dates", "library", "solid", "to_arrow", "to_pandas", "to_polars"]


class Tabular:
    """What has columns: it speaks the Arrow PyCapsule interface.

    polars, pyarrow, pandas and DuckDB take it as it is.
    """

    def _columns(self) -> Table:
        raise NotImplementedError

    @cached_property
    def table(self) -> Table:
        """All of it as columns."""
        return self._columns()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The columns as an Arrow stream; nothing is copied."""
        return self.table.__arrow_c_stream__(requested_schema)

    def to_pandas(self) -> Any:
        """The columns as a pandas data frame."""
        return self.table.to_pandas()

    def to_polars(self) -> Any:
        """The columns as a polars data frame."""
        return self.table.to_polars()

    def to_arrow(self) -> Any:
        """The columns as a pyarrow table."""
        return self.table.to_arrow()


def library(name: str, extra: str) -> ModuleType:
    """An optional library.

    Raises:
        MissingLibrary: when it is not installed; the message says how to install it.
    """
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise MissingLibrary(name.partition(".")[0], extra) from error


def holds_dates(series: Any) -> bool:
    """Whether a series of pandas holds days or moments as Python objects.

    Pyarrow makes one type of them: of days beside moments it makes days, and of times without a zone beside
    times with one it makes UTC.
    """
    if str(getattr(series, "dtype", "")) != "object":
        return False
    kind = library("pandas.api.types", "pandas").infer_dtype(series, skipna=True)
    return kind not in ("string", "empty", "integer") and any(isinstance(own, date) for own in series)


def solid(own: Any) -> Any:
    """A frame or series of polars whose columns of nothing are columns of no texts, for polars writes nothing
    in a way that Arrow does not know; anything else as it is.
    """
    if type(own).__module__.partition(".")[0] != "polars" or not hasattr(own, "cast"):
        return own
    if not hasattr(own, "schema"):
        return own.cast(_solid_type(own.dtype))
    changed = {name: _solid_type(kind) for name, kind in own.schema.items()}
    return own.cast({name: kind for name, kind in changed.items() if kind != own.schema[name]})


def _solid_type(kind: Any) -> Any:
    polars = library("polars", "polars")
    if isinstance(kind, polars.Null):
        return polars.String
    if isinstance(kind, polars.List):
        return polars.List(_solid_type(kind.inner))
    if isinstance(kind, polars.Struct):
        return polars.Struct({own.name: _solid_type(own.dtype) for own in kind.fields})
    return kind


def to_pandas(table: Any) -> Any:
    """A pandas data frame; texts are categories where pyarrow is installed, which spares memory."""
    pandas = library("pandas", "pandas")
    try:
        pyarrow = importlib.import_module("pyarrow")
    except ImportError:
        return pandas.DataFrame({name: table.column(name) for name in table.column_names})
    return pyarrow.table(table).to_pandas()


def to_polars(table: Any) -> Any:
    """A polars data frame, nothing copied."""
    return library("polars", "polars").DataFrame(table)


def to_arrow(table: Any) -> Any:
    """A pyarrow table, nothing copied."""
    return library("pyarrow", "arrow").table(table)
