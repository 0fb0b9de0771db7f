"""The language that the command speaks. In go a command line and the environment, out comes zh or en.

It is settled before the command line is read: help, and complaints about it, are in that language too.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

from .._text import Lang

__all__ = ["language_of"]


def language_of(words: Sequence[str], environ: Mapping[str, str] | None = None) -> Lang:
    """What `--lang` says, wherever it stands; else Chinese where the locale is, and English.

    >>> language_of(["who", "S-001", "--lang=zh"])
    'zh'
    >>> language_of([], {"LANG": "zh_CN.UTF-8"}), language_of([], {"LANG": "zh_CN.UTF-8", "LC_ALL": "C"})
    ('zh', 'en')
    """
    asked = None
    for place, word in enumerate(words):
        name, _, value = word.partition("=")
        if name == "--":
            break
        if name == "--lang":
            asked = value or "".join(words[place + 1 : place + 2])
    if asked in ("zh", "en"):
        return "zh" if asked == "zh" else "en"
    return "zh" if _locale(os.environ if environ is None else environ).lower().startswith("zh") else "en"


def _locale(environ: Mapping[str, str]) -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(name):
            return environ[name]
    return _windows_locale()


def _windows_locale() -> str:
    """The language of Windows, which sets no such variables."""
    if sys.platform != "win32":
        return ""
    import ctypes

    primary_language = ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF
    return "zh" if primary_language == 0x04 else ""
