"""What no Arrow library should hand over, and all that they may. In goes nothing, out come arrays of every
type, and objects that break the rules of the PyCapsule interface.
"""

from __future__ import annotations

import datetime as clock
import math
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
from garbage import OwnError

Made = Callable[[], Any]

BATCH = {"at": ["2023-05-04"], "kind": ["decision"]}


@cache
def arrays() -> list[pa.Array]:
    """An Arrow array of every type, with nulls, whole and sliced."""
    moments = [datetime(2023, 5, 4, 9, 30), None, datetime(2023, 5, 4)]
    own = [
        pa.nulls(3),
        pa.array([True, None, False]),
        *(
            pa.array([1, None, 3], kind())
            for kind in (pa.int8, pa.uint8, pa.int16, pa.uint16, pa.int32, pa.uint32, pa.int64, pa.uint64)
        ),
        pa.array([np.float16(1), None, np.float16("nan")], pa.float16()),
        pa.array([1.5, None, math.nan], pa.float32()),
        pa.array([math.inf, None, -0.0], pa.float64()),
        pa.array([Decimal("1.5"), None, Decimal("2")], pa.decimal128(10, 2)),
        pa.array([Decimal("1.5"), None, Decimal("2")], pa.decimal256(50, 2)),
        *(pa.array(["S-001", None, ""], kind()) for kind in (pa.string, pa.large_string, pa.string_view)),
        *(
            pa.array([b"S-001", None, b"\xff"], kind())
            for kind in (pa.binary, pa.large_binary, pa.binary_view)
        ),
        pa.array([b"ab", None, b"cd"], pa.binary(2)),
        pa.array([date(2023, 5, 4), None, date.max], pa.date32()),
        pa.array([date(2023, 5, 4), None, date.min], pa.date64()),
        pa.array([2**31 - 1, None, -(2**31)], pa.int32()).cast(pa.date32()),
        pa.array([2**62, None, -(2**63)], pa.int64()).view(pa.timestamp("s")),
        *(pa.array(moments, pa.timestamp(unit)) for unit in ("s", "ms", "us", "ns")),
        pa.array(moments, pa.timestamp("us", "America/New_York")),
        pa.array([2**62, None, -(2**63)], pa.int64()).view(pa.timestamp("ns", "+99:99")),
        pa.array([1, None, 3], pa.time32("s")),
        pa.array([1, None, 3], pa.time64("ns")),
        pa.array([1, None, 3], pa.duration("ms")),
        pa.array([(1, 2, 3), None, (1, 2, 3)], pa.month_day_nano_interval()),
        pa.array([["a"], None, []], pa.list_(pa.string())),
        pa.array([["a"], None, []], pa.large_list(pa.string())),
        pa.array([["a"], None, []], pa.list_view(pa.string())),
        pa.array([["a"], None, ["b"]], pa.list_(pa.string(), 1)),
        pa.array([[["a"]], None, [None]], pa.list_(pa.list_(pa.string()))),
        pa.array([[1], None, [None]], pa.list_(pa.duration("s"))),
        pa.array([[("a", 1)], None, []], pa.map_(pa.string(), pa.int32())),
        pa.array([{"at": "2023-05-04", "kind": "decision"}, None, {}]),
        pa.StructArray.from_arrays([], []),
        pa.array([{}, None, {}], pa.struct([])),
        pa.array(["S-001", None, "x"]).dictionary_encode(),
        pa.array([1.5, None, math.nan]).dictionary_encode(),
        pa.array([b"x", None, b"y"]).dictionary_encode(),
        pa.DictionaryArray.from_arrays(pa.array([0, 1, None], pa.int8()), pa.array(["S-001", None])),
        pa.DictionaryArray.from_arrays(pa.array([1, 0, 1], pa.uint64()), pa.array([None, "S-001"])),
        pa.DictionaryArray.from_arrays(pa.array([None, None], pa.int32()), pa.array([], pa.string())),
        pa.DictionaryArray.from_arrays(pa.array([0, None, 0]), pa.array([datetime.max], pa.timestamp("s"))),
        pa.RunEndEncodedArray.from_arrays(pa.array([1, 3], pa.int32()), pa.array(["S-001", None])),
        pa.UnionArray.from_sparse(pa.array([0, 1], pa.int8()), [pa.array(["a", "b"]), pa.array([1, 2])]),
        pa.UnionArray.from_dense(
            pa.array([0, 1], pa.int8()), pa.array([0, 0], pa.int32()), [pa.array(["a"]), pa.array([1])]
        ),
        pa.ExtensionArray.from_storage(pa.uuid(), pa.array([bytes(16), None], pa.binary(16))),
        pa.ExtensionArray.from_storage(pa.json_(), pa.array(['"S-001"', None])),
        pa.ExtensionArray.from_storage(pa.opaque(pa.string(), "t", "v"), pa.array(["S-001", None])),
    ]
    return own + [array[1:] for array in own] + [array[:0] for array in own]


def handing(**members: Any) -> Any:
    """An object that hands over what it was made with, always the same."""
    own = {f"__arrow_c_{name}__": lambda *_, value=value: value for name, value in members.items()}
    return type("Hands", (), own)()


def _batch() -> Any:
    return pa.record_batch(BATCH)


def _schema_taken() -> Any:
    schema, array = _batch().__arrow_c_array__()
    pa.Schema._import_from_c_capsule(schema)
    return handing(array=(schema, array))


def _array_taken() -> Any:
    schema, array = _batch().__arrow_c_array__()
    pa.RecordBatch._import_from_c_capsule(_batch().__arrow_c_array__()[0], array)
    return handing(array=(schema, array))


def _stream_taken() -> Any:
    stream = pa.table(BATCH).__arrow_c_stream__()
    pa.RecordBatchReader._import_from_c_capsule(stream).read_all()
    return handing(stream=stream)


def _array_of_another_schema() -> Any:
    schema, _ = pa.array([1, 2]).__arrow_c_array__()
    return handing(array=(schema, pa.array(["a"]).__arrow_c_array__()[1]))


def _batches(schema: pa.Schema, last: Exception | None, count: int = 2) -> pa.RecordBatchReader:
    def batches() -> Iterator[pa.RecordBatch]:
        yield from [pa.record_batch(BATCH, schema)] * count
        if last is not None:
            raise last

    return pa.RecordBatchReader.from_batches(schema, batches())


def _chunks_of_other_dictionaries() -> pa.Table:
    kinds = [pa.array(own, pa.string()).dictionary_encode() for own in (["decision"], [None], ["visit"], [])]
    return pa.table(
        {"at": pa.chunked_array([["2023-05-04"]] * 3, pa.string()), "kind": pa.chunked_array(kinds)}
    )


def hands() -> list[Made]:
    """Objects that speak the interface, in one wrong way each; and streams that end badly, or at once."""
    text = pa.schema({"at": pa.string(), "kind": pa.string()})
    batch, other = _batch(), clock.datetime_CAPI
    return [
        _schema_taken,
        _array_taken,
        _stream_taken,
        _array_of_another_schema,
        lambda: handing(array=batch.__arrow_c_array__()[::-1]),
        lambda: handing(array=(batch.__arrow_c_array__()[0],)),
        lambda: handing(array=(batch.schema.__arrow_c_schema__(), other)),
        lambda: handing(array=None),
        lambda: handing(array=batch.__arrow_c_array__()),
        lambda: handing(array=batch.__arrow_c_array__()[1]),
        lambda: handing(stream=batch.__arrow_c_array__()[1]),
        lambda: handing(stream=other),
        lambda: handing(stream=b"arrow_array_stream"),
        lambda: handing(stream=None, array=None),
        lambda: handing(schema=other),
        lambda: pa.schema({}),
        lambda: pa.table({}),
        lambda: pa.table(BATCH).slice(1),
        lambda: pa.table([["a"], ["b"]], names=["at", "at"]),
        lambda: pa.table([["a"], ["b"]], names=["", "\0"]),
        lambda: pa.chunked_array([], pa.string()),
        lambda: pa.chunked_array([["S-001"], [], [None]], pa.string()),
        lambda: _batches(text, None, 0),
        lambda: _batches(text, None),
        lambda: _batches(text, OwnError("midway")),
        lambda: _batches(text, OwnError("at once"), 0),
        lambda: _batches(text, KeyError()),
        _chunks_of_other_dictionaries,
    ]


@cache
def arrow_garbage() -> list[Made]:
    """All of it."""
    tables = [pa.table({"at": own, "kind": own, "covers": own}) for own in arrays()]
    return [*hands(), *(lambda own=own: own for own in [*arrays(), *tables])]
