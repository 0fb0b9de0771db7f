"""In: a log and how many threads. Out: what `zone.sql` and `audit.sql` make of it, as Arrow tables.

From memory the log is a table of DuckDB's own before the clock starts: what repeats is an ENUM, as its guide for
performance advises, and a case its number.
"""

from __future__ import annotations

from pathlib import Path

import catalogue
import duckdb
import pyarrow as pa
from data import CODED, PLAIN, Data, interned

ZONE, AUDIT = (
    Path(__file__).with_name(name).read_text(encoding="utf-8") for name in ("zone.sql", "audit.sql")
)

# Of each column of the log or of the catalogue what its texts name; they share a type.
NAMED = {
    "party": ["log.actor", "log.to", "party.id", "party.successor", "matter.original", "transfer.decided_by",
              "observed.handled_by", "supervising.party", "role.party"],
    "matter": ["log.matter", "matter.id", "transfer.matter", "observed.matter", "supervising.matter",
               "platform.matter"],
    "person": ["log.officer", "log.person", "role.person"],
    "kind": ["log.kind"],
    "channel": ["log.channel"],
    "way": ["log.handled_via"],
    "result": ["log.result"],
}  # fmt: skip

Answers = tuple[pa.Table, pa.Table]


def connect(threads: int, as_of: str) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(config={"threads": threads})
    connection.execute(f"CREATE MACRO as_of() AS DATE '{as_of}'")
    return connection


def known(connection: duckdb.DuckDBPyConnection, data: Data, types: dict[str, str]) -> None:
    """The catalogue's tables, the working days and the limits."""
    for name, table in (catalogue.tables(data.catalogue) | {"working": data.working()}).items():
        connection.register("own", table)
        columns = (typed(f"{name}.{column}", types) for column in table.column_names)
        connection.execute(f"CREATE TABLE {name} AS SELECT {', '.join(columns)} FROM own")
    given = (f"{value or 'NULL'}::BIGINT AS {name}" for name, value in data.limits().items())
    connection.execute(f"CREATE TABLE limits AS SELECT {', '.join(given)}")


def typed(place: str, types: dict[str, str]) -> str:
    column = place.split(".")[1]
    return f'"{column}"::{types[place]} AS "{column}"' if place in types else f'"{column}"'


def renamed(columns: list[str]) -> str:
    """The columns of a log as the audit calls them; what no event has is nothing."""
    own = {"at": "moment", "case": "case_id", "to": "addressee"}
    there = [f'"{name}" AS {own.get(name, name)}' for name in columns]
    missing = [f"NULL::VARCHAR AS {own.get(name, name)}" for name in (*PLAIN, *CODED) if name not in columns]
    return ", ".join(there + missing)


def judged(connection: duckdb.DuckDBPyConnection) -> Answers:
    connection.execute(AUDIT)
    answers = (f'SELECT * RENAME (addressee AS "to") FROM {name}' for name in ("duty", "finding"))
    duties, findings = (connection.sql(query).to_arrow_table() for query in answers)
    return duties, findings


def from_parquet(data: Data, threads: int) -> Answers:
    with connect(threads, data.as_of) as connection:
        known(connection, data, {})
        connection.execute(ZONE)
        source = f"read_parquet('{data.parquet}', file_row_number = true)"
        columns = [name for name in connection.sql(f"FROM {source}").columns if name != "file_row_number"]
        connection.execute(
            f"CREATE TABLE log AS SELECT file_row_number AS row, {renamed(columns)} FROM {source}"
        )
        return judged(connection)


class Memory:
    """A log in memory, to be audited again and again."""

    def __init__(self, data: Data, threads: int) -> None:
        self.connection = connect(threads, data.as_of)
        rows, self.cases = interned(data.parquet)
        types = self.types(rows, catalogue.tables(data.catalogue))
        known(self.connection, data, types)
        columns = ", ".join(typed(f"log.{name}", types) for name in rows.column_names)
        self.connection.register("arrow", rows)
        self.connection.execute(
            f"CREATE TABLE stored AS SELECT row_number() OVER () AS row, {columns} FROM arrow"
        )
        self.connection.unregister("arrow")
        self.connection.execute(f"CREATE VIEW log AS SELECT row, {renamed(rows.column_names)} FROM stored")

    def types(self, rows: pa.Table, tables: dict[str, pa.Table]) -> dict[str, str]:
        """An ENUM for all that names the same."""
        own = {}
        for name, places in NAMED.items():
            texts: set[str] = set()
            for place in places:
                table, column = place.split(".")
                there = rows if table == "log" else tables[table]
                if column in there.column_names:
                    texts.update(filter(None, there[column].unique().to_pylist()))
                    own[place] = f"{name}_enum"
            texts.update(["bureau", "committee", "platform", "message", "offline"] if texts else ["-"])
            values = ", ".join(f"'{text}'" for text in sorted(texts))
            self.connection.execute(f"CREATE TYPE {name}_enum AS ENUM ({values})")
        return own

    def prepared(self) -> duckdb.DuckDBPyConnection:
        """What holds on which days; each has temporary tables of its own."""
        cursor = self.connection.cursor()
        cursor.execute(ZONE)
        return cursor
