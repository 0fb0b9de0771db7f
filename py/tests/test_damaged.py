"""Files and states that were damaged on their way: bytes changed, cut off, doubled. Each is read, or refused
with an exception of Python's own kinds; what is read can be judged.
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet
import pytest

import liandong
from liandong import LiandongError

BOOK = liandong.sample()
ROWS = [event.to_dict() for event in liandong.sample_year()[:12]]
FRAME = {name: [row.get(name) for row in ROWS] for name in ("at", "kind", "case", "matter", "actor")}
TIMES = 60
CLEAN = (LiandongError, TypeError, ValueError, OverflowError, OSError, LookupError, MemoryError)


def written(write: Callable[[Any, io.BytesIO], object]) -> bytes:
    content = io.BytesIO()
    write(pa.table(FRAME), content)
    return content.getvalue()


def workbook() -> bytes:
    made, content = openpyxl.Workbook(), io.BytesIO()
    made.worksheets[0].append(list(FRAME))
    for row in zip(*FRAME.values(), strict=True):
        made.worksheets[0].append(list(row))
    made.save(content)
    return content.getvalue()


def text(encoding: str) -> bytes:
    lines = [
        ",".join(FRAME),
        *(",".join(str(cell or "") for cell in row) for row in zip(*FRAME.values(), strict=True)),
    ]
    return "\r\n".join([*lines, '"受理, ""办件"",\n"']).encode(encoding)


def judged(events: liandong.Events) -> None:
    audit = BOOK.audit(events, "2024-01-01")
    assert len(audit.findings.table) == len(audit.findings)
    repr(events)


def restored(state: bytes) -> None:
    ledger = BOOK.ledger(state=state)
    ledger.record(ROWS[0])
    assert len(ledger.as_of("2024-01-01").duties) >= 0


def asked(question: bytes) -> None:
    assert BOOK.ask(question.decode("utf-8", "replace")).startswith("{")


def audited(content: bytes) -> None:
    judged(liandong.read_events(content))


def zone(content: bytes) -> None:
    book = liandong.Rulebook(content.decode("utf-8", "replace"))
    book.lint()
    BOOK.compare(book, ROWS, "2024-01-01")


READ: dict[str, tuple[Callable[[], bytes], Callable[[bytes], None]]] = {
    "csv": (lambda: text("utf-8"), audited),
    "utf-16": (lambda: text("utf-16"), audited),
    "gb18030": (lambda: text("gb18030"), audited),
    "json": (lambda: str([ROWS[0]]).replace("'", '"').encode(), audited),
    "lines": (lambda: "\n".join(str(row).replace("'", '"') for row in ROWS).encode(), audited),
    "xlsx": (workbook, audited),
    "parquet": (lambda: written(pyarrow.parquet.write_table), audited),
    "feather": (lambda: written(pyarrow.feather.write_feather), audited),
    "state": (lambda: BOOK.ledger(ROWS).state(), restored),
    "question": (
        lambda: b'{"ask": "permits", "act": "accept", "actor": "bureau", "on": "2023-05-04"}',
        asked,
    ),
    "catalogue": (lambda: liandong._liandong.SAMPLE_CATALOGUE.encode(), zone),
}


def damaged(whole: bytes, dice: random.Random) -> bytes:
    own = bytearray(whole)
    for _ in range(dice.choice((1, 1, 2, 8))):
        place = dice.randrange(len(own) or 1)
        match dice.randrange(6):
            case 0:
                own[place : place + 1] = bytes([dice.randrange(256)])
            case 1:
                del own[place : place + dice.randrange(1, 9)]
            case 2:
                del own[place:]
            case 3:
                own[place:place] = own[place : place + dice.randrange(64)]
            case 4:
                own[place : place + 4] = dice.choice(
                    (b"\xff\xff\xff\xff", bytes(4), b"\0\0\0\x80", b"9999", b'""{[')
                )
            case _:
                own[place:place] = dice.choice(
                    ("\ufeff", "𠮷", "\0", "\u202e", '"', ",", "-", "1e999")
                ).encode()
    return bytes(own)


def test_texts_that_are_not_utf8_are_refused_and_not_read() -> None:
    broken = pa.StringArray.from_buffers(
        2, pa.py_buffer(bytes([0, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0, 0])), pa.py_buffer(b"ok\xff\xfe")
    )
    keys = pa.DictionaryArray.from_arrays(pa.array([0, 7]), pa.array(["a"]), safe=False)
    for case in (broken, keys):
        table = pa.table({"at": ["2023-05-04"] * 2, "kind": ["decision"] * 2, "case": case})
        for source in (table, pa.concat_tables([table, table])):
            with pytest.raises((TypeError, LiandongError)):
                liandong.read_events(source)
        with pytest.raises((TypeError, LiandongError)):
            BOOK.approver_many(case, "2023-05-04")


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("form", READ)
def test_damage_is_survived(form: str) -> None:
    make, read = READ[form]
    whole, dice = make(), random.Random(form)
    read(whole)
    for _ in range(TIMES):
        content = damaged(whole, dice)
        try:
            read(content)
        except CLEAN:
            continue
        except BaseException as error:
            raise AssertionError(f"{content!r:.2000}") from error
