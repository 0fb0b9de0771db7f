"""Frames of other libraries. In goes a table of answers, out comes the frame that an analyst works with."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any

from .errors import MissingLibrary

__all__ = ["library", "to_arrow", "to_pandas", "to_polars"]


def library(name: str, extra: str) -> ModuleType:
    """An optional library.

    Raises:
        MissingLibrary: when it is not installed; the message says how to install it.
    """
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise MissingLibrary(name.partition(".")[0], extra) from error


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
