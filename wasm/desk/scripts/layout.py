"""Writes the layout of the catalogue workbook for the desk: in go the Python package's declarations, out comes
`src/files/workbook/layout.json`. With `--check` it only compares, and exits 1 where they differ.

One list of sheets, columns and words serves both readers.
"""

from __future__ import annotations

import importlib
import json
import sys
import types
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
EXCEL = HERE.parents[2] / "py" / "python" / "liandong" / "excel"
LAYOUT = HERE.parent / "src" / "files" / "workbook" / "layout.json"


def declarations() -> tuple[Any, Any]:
    """The modules, without the package around them, whose compiled part need not be built for this."""
    package = types.ModuleType("layout_of_excel")
    package.__path__ = [str(EXCEL)]
    sys.modules[package.__name__] = package
    sheets, words = (importlib.import_module(f"{package.__name__}.{name}") for name in ("_sheets", "_words"))
    return sheets, words


def layout() -> dict[str, Any]:
    """Sheets with their columns, and the closed lists by name."""
    sheets, words = declarations()
    lists = {name.lower(): own for name, own in vars(words).items() if isinstance(own, words.Words)}
    names = {id(own): name for name, own in lists.items()}

    def column(own: Any) -> dict[str, Any]:
        made = {"path": list(own.path), "headings": list(own.headings), "kind": own.kind}
        if own.required:
            made["required"] = True
        if own.words:
            made["words"] = names[id(own.words)]
        return made

    def sheet(own: Any) -> dict[str, Any]:
        made: dict[str, Any] = {"key": own.key, "names": list(own.names)}
        made |= {"parent": own.parent} if own.parent else {}
        made |= {flag: True for flag in ("single", "plain") if getattr(own, flag)}
        return made | {"columns": [column(each) for each in own.columns]}

    return {
        "sheets": [sheet(own) for own in sheets.SHEETS],
        "instructions": list(sheets.INSTRUCTIONS),
        "words": {name: own.entries for name, own in lists.items()},
    }


def written_out(value: Any, depth: int = 0) -> str:
    """JSON with one column, or one word of a closed list, a line."""
    line = json.dumps(value, ensure_ascii=False)
    if depth == 4 or len(line) < 100:
        return line
    gap = "\n" + " " * (depth + 1)
    if isinstance(value, dict):
        parts = [f"{json.dumps(key)}: {written_out(own, depth + 1)}" for key, own in value.items()]
        return "{" + gap + f",{gap}".join(parts) + "\n" + " " * depth + "}"
    return "[" + gap + f",{gap}".join(written_out(own, depth + 1) for own in value) + "\n" + " " * depth + "]"


def main() -> int:
    written = written_out(layout()) + "\n"
    if "--check" not in sys.argv:
        LAYOUT.write_text(written, encoding="utf-8")
        return 0
    if LAYOUT.read_text(encoding="utf-8") == written:
        return 0
    print("layout.json differs from py/python/liandong/excel; run scripts/layout.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
