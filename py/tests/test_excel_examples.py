"""The examples in the docstrings of `liandong.excel` run."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import liandong.excel


def test_the_examples_run() -> None:
    names = [module.name for module in pkgutil.iter_modules(liandong.excel.__path__)]
    modules = [importlib.import_module(f"liandong.excel.{name}") for name in names]
    results = [doctest.testmod(module) for module in modules]
    assert sum(result.failed for result in results) == 0
    assert sum(result.attempted for result in results) >= 20


def test_no_library_is_imported_before_it_is_used() -> None:
    import subprocess
    import sys

    code = (
        "import sys, liandong.excel; print({'openpyxl', 'xlsxwriter', 'python_calamine'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "set()"
