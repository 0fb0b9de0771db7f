"""Runs the notebooks and keeps their outputs. In go the notebooks beside this file, out
come the same with new outputs.

`python py/notebooks/refresh.py [first-hour …]` needs `nbclient`, `ipykernel` and a font that draws Chinese.
What changes with every run and says nothing, such as when a cell ran, is left out.
"""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).resolve().parent


def refresh(path: Path) -> None:
    """Runs one notebook and writes it back with its outputs."""
    book = nbformat.read(path, as_version=4)
    client = NotebookClient(book, timeout=300, record_timing=False, resources={"metadata": {"path": HERE}})
    client.execute()
    book.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for cell in book.cells:
        cell.metadata = {}
        for output in cell.get("outputs", ()):
            output.get("metadata", {}).clear()
    nbformat.write(book, path)


if __name__ == "__main__":
    for path in sorted(HERE.glob("*.ipynb")):
        if len(sys.argv) == 1 or path.stem in sys.argv[1:]:
            refresh(path)
            print(f"{path.name}: {path.stat().st_size:,} bytes")
