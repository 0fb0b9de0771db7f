"""In: a catalogue. Out: its lists as tables, one row an entry, as a database would hold them.

Nothing is decided here: what the entries mean is each contender's to say. A span is from its first day on and
up to, not including, `until`; an end left open is the first or last day there is.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa

OPEN_START, OPEN_END = date(1, 1, 1), date(9999, 12, 31)

TEXT, DAY, FLAG = pa.string(), pa.date32(), pa.bool_()
SPAN = {"from_day": DAY, "until": DAY}
COLUMNS: dict[str, dict[str, pa.DataType]] = {
    "party": {"id": TEXT, "kind": TEXT, "successor": TEXT, "succeeded_on": DAY},
    "matter": {"id": TEXT, "original": TEXT, "governed_from": DAY, "reassigned_on": DAY},
    "transfer": {
        "matter": TEXT, "kind": TEXT, "effective": DAY, "decided_by": TEXT, "partial": FLAG, "finishes": FLAG,
    },
    "observed": {"matter": TEXT, "on_day": DAY, "handled_by": TEXT},
    "supervising": {"matter": TEXT, "party": TEXT} | SPAN,
    "platform": {"matter": TEXT, "capable": FLAG} | SPAN,
    "role": {"person": TEXT, "role": TEXT, "party": TEXT} | SPAN,
}  # fmt: skip


def tables(file: Path) -> dict[str, pa.Table]:
    """Every table by its name."""
    with open(file, encoding="utf-8") as opened:
        catalogue = json.load(opened)
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in COLUMNS}
    for party in catalogue["parties"]:
        after = party.get("succeeded_by", {})
        own = {"id": party["id"], "kind": party["kind"]}
        rows["party"].append(own | {"successor": after.get("party"), "succeeded_on": day(after.get("on"))})
    for matter in catalogue["matters"]:
        name = {"matter": matter["id"]}
        handed = min((hand["on"] for hand in matter.get("reassigned", [])), default=None)
        days = {"governed_from": day(matter.get("governed_from")), "reassigned_on": day(handed)}
        rows["matter"].append({"id": matter["id"], "original": matter.get("original")} | days)
        for record in matter.get("transfers", []):
            own = {"kind": record["kind"], "effective": day(record.get("effective"))}
            whole = {"decided_by": record.get("decided_by"), "partial": record.get("scope") == "partial"}
            finishes = {"finishes": record.get("pending") == "accepting_authority_finishes"}
            rows["transfer"].append(name | own | whole | finishes)
        for sight in matter.get("observed", []):
            rows["observed"].append(name | {"on_day": day(sight["on"]), "handled_by": sight["handled_by"]})
        for entry in matter.get("supervising", []):
            rows["supervising"].append(name | {"party": entry["party"]} | span(entry))
        for entry in matter.get("platform", []):
            rows["platform"].append(name | {"capable": entry["capable"]} | span(entry))
    for person in catalogue["persons"]:
        for held in person["roles"]:
            own = {"person": person["id"], "role": held["role"], "party": held.get("party")}
            rows["role"].append(own | span(held))
    return {
        name: pa.Table.from_pylist(rows[name], schema=pa.schema(list(columns.items())))
        for name, columns in COLUMNS.items()
    }


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def span(entry: dict[str, Any]) -> dict[str, date]:
    last = day(entry.get("to"))
    return {
        "from_day": day(entry.get("from")) or OPEN_START,
        "until": last + timedelta(1) if last else OPEN_END,
    }
