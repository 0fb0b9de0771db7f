"""A font that draws Chinese. In goes a language, out comes a `Voice`: the words to draw, and the fonts for
them.

Nothing is set for good: what matplotlib is told holds while a chart is drawn.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from .._frames import library
from .._text import Lang, in_lang

if TYPE_CHECKING:
    from ..rulebook import Rulebook

__all__ = ["CHINESE_FONTS", "Voice", "chinese_font", "speaking"]

CHINESE_FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans GB",
    "Noto Sans CJK JP",  # the first face of the collection that holds the Chinese one too
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
    "Heiti SC",
    "STHeiti",
    "Heiti TC",
    "DengXian",
    "SimSun",
    "Songti SC",
    "Arial Unicode MS",
    "Droid Sans Fallback",
)
"""Fonts that have Chinese, the better ones for charts first."""

_FILES = (
    "notosanscjk",
    "notosanssc",
    "sourcehansans",
    "wqy-microhei",
    "wqy-zenhei",
    "msyh",
    "simhei",
    "pingfang",
)
_LATIN = "DejaVu Sans"


@dataclass(frozen=True, slots=True)
class Voice:
    """The language a chart is drawn in, and the font that draws Chinese, where there is one."""

    lang: Lang
    chinese: str | None

    def say(self, zh: str, en: str) -> str:
        """The words in the chart's language."""
        return in_lang(self.lang, zh, en)

    def party(self, rulebook: Rulebook, id: str | None) -> str:
        """A party by its name; by its id where the catalogue has no name that can be drawn."""
        if id is None:
            return self.say("未定", "undetermined")
        if id not in rulebook.parties:
            return id
        handle = rulebook.parties[id]
        return self.named(id, handle.name, handle.name_en)

    def named(self, id: str, name: str, name_en: str | None) -> str:
        """A name in the chart's language; the id where only a Chinese one is known and none can be drawn."""
        if self.lang == "en" and name_en:
            return name_en
        return name if self.chinese or name.isascii() else id

    @property
    def fonts(self) -> list[str]:
        """The fonts to draw with, each asked for what the one before it lacks."""
        if self.chinese is None:
            return [_LATIN]
        return [self.chinese, _LATIN] if self.lang == "zh" else [_LATIN, self.chinese]


def chinese_font() -> str | None:
    """The first installed font of `CHINESE_FONTS`, or None."""
    manager = library("matplotlib.font_manager", "plot")
    found = _first_known(manager)
    if found is None:
        # A font installed since matplotlib last looked is not in its list yet.
        for path in manager.findSystemFonts():
            if Path(path).stem.lower().replace("_", "").startswith(_FILES):
                manager.fontManager.addfont(path)
        found = _first_known(manager)
    return found


@contextmanager
def speaking(lang: Lang, *, by_reader: bool = False) -> Iterator[Voice]:
    """Draws in this language within the block; in English where no font draws Chinese, which is said once.

    With `by_reader` the text stays text and the reader's own fonts draw it, so that Chinese is always kept.
    """
    in_lang(lang, "", "")
    matplotlib = library("matplotlib", "plot")
    font = chinese_font()
    if font is None and by_reader:
        voice = Voice(lang, CHINESE_FONTS[0])
    elif font is None and lang == "zh":
        _say_once()
        voice = Voice("en", None)
    else:
        voice = Voice(lang, font)
    with matplotlib.rc_context({"font.family": voice.fonts, "axes.unicode_minus": False}):
        yield voice


def _first_known(manager: object) -> str | None:
    installed = {font.name for font in manager.fontManager.ttflist}  # type: ignore[attr-defined]
    return next((name for name in CHINESE_FONTS if name in installed), None)


@cache
def _say_once() -> None:
    warnings.warn(
        "no installed font draws Chinese, so charts are in English; install one, such as Noto Sans CJK SC"
        " (Debian: fonts-noto-cjk) / 未找到中文字体，图表改用英文；请安装思源黑体（Noto Sans CJK SC）等字体",
        stacklevel=6,
    )
