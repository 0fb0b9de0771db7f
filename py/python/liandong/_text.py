"""Words in two languages. In goes what is said in Chinese and in English, out comes the one that was asked
for.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from .errors import LiandongError

__all__ = ["SUBJECTS", "Lang", "in_lang"]

Lang: TypeAlias = Literal["zh", "en"]
"""A language that a person reads: Chinese or English."""


def in_lang(lang: Lang, zh: str, en: str) -> str:
    """The words in this language.

    Raises:
        LiandongError: when `lang` is neither `zh` nor `en`.
    """
    if lang == "zh":
        return zh
    if lang == "en":
        return en
    raise LiandongError(
        f"unknown language `{lang}`; there are `zh` and `en`", f"未知语言 `{lang}`；可用 `zh`、`en`"
    )


SUBJECTS = {
    "case": ("办件", "case"),
    "matter": ("事项", "matter"),
    "party": ("单位", "party"),
    "person": ("人员", "person"),
    "project": ("项目", "project"),
    "package": ("一件事", "package"),
    "period": ("期间", "period"),
    "event": ("事件", "event"),
    "line": ("日志行", "line"),
    "limit": ("时限", "limit"),
}
"""What a `Subject` is, by its kind."""
