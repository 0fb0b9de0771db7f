"""In: the Parquet of a log and how many threads. Out: what `audit.sql` makes of it, as Arrow tables."""

from __future__ import annotations

from pathlib import Path

import catalogue
import duckdb
import pyarrow as pa

SQL = Path(__file__).with_name("audit.sql")


def audit(parquet: Path, threads: int, as_of: str) -> tuple[pa.Table, pa.Table]:
    with duckdb.connect(config={"threads": threads}) as connection:
        for name, table in catalogue.tables().items():
            connection.register(name, table)
        connection.execute(f"CREATE TEMP MACRO as_of() AS DATE '{as_of}'")
        source = f"read_parquet('{parquet}', file_row_number = true)"
        connection.execute(f"CREATE TEMP VIEW parquet AS FROM {source}")
        connection.execute(SQL.read_text(encoding="utf-8"))
        answers = (f'SELECT * RENAME (addressee AS "to") FROM {name}' for name in ("duty", "finding"))
        duties, findings = (connection.sql(query).to_arrow_table() for query in answers)
        return duties, findings
