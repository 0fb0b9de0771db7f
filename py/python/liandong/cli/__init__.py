"""The command `liandong`. In go the words of a command line, out come answers as text or as JSON.

It needs click (`pip install "liandong[cli]"`); without it the command says so.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(args: Sequence[str] | None = None) -> None:
    """Runs the command and leaves with its exit code; `args` are those of the process where none are given.

    Raises:
        SystemExit: always, with the exit code.
    """
    from .language import language_of

    words = list(sys.argv[1:] if args is None else args)
    lang = language_of(words)
    try:
        import click  # noqa: F401
    except ImportError:
        from ..errors import MissingLibrary

        missing = MissingLibrary("click", "cli")
        sys.stderr.write(f"liandong: {missing.zh if lang == 'zh' else missing}\n")
        sys.exit(2)
    from .commands import program

    program(lang).main(words, prog_name="liandong")
