"""The closed lists of a catalogue: in goes a word as a person writes it, out comes its code, and the other
way round.

The first word of each language is the one that is offered and written; the others, and the code itself, are
understood as well. Width, case and the spaces around a word do not matter.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Lang: TypeAlias = Literal["zh", "en"]

_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
EDGES = frozenset(char for char in map(chr, range(0x3001)) if char.isspace()) | frozenset(_INVISIBLE)
"""What a text that begins or ends with it is trimmed of."""


def trimmed(text: str) -> str:
    """A text without the white space (also full-width and invisible) around it."""
    stripped = text.strip()
    if stripped and (stripped[0] in _INVISIBLE or stripped[-1] in _INVISIBLE):
        while stripped != (shorter := stripped.strip(_INVISIBLE).strip()):
            stripped = shorter
    return stripped


def folded(text: str) -> str:
    """A text as it is compared: half width, lower case, without white space or the star of a required
    heading.
    """
    return "".join(unicodedata.normalize("NFKC", trimmed(text)).casefold().split()).rstrip("*")


def nearest(word: str, known: Mapping[str, str]) -> str | None:
    """Of `known` (folded word: word as written) the one that resembles `word` most, if any does."""
    found = difflib.get_close_matches(folded(word)[:80], known, n=1, cutoff=0.5)
    return known[found[0]] if found else None


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """A closed list: code, then the Chinese words, then the English ones."""

    entries: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    _codes: dict[str, str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        codes = {folded(code): code for code in self.entries}
        for code, languages in self.entries.items():
            codes |= {folded(word): code for words in languages for word in words}
        object.__setattr__(self, "_codes", codes)

    def code(self, word: str) -> str | None:
        """The code of a word, in whichever language."""
        return self._codes.get(folded(word))

    def word(self, code: str, lang: Lang) -> str | None:
        """The word that is written for a code."""
        entry = self.entries.get(code)
        return entry[0 if lang == "zh" else 1][0] if entry else None

    def offered(self, lang: Lang) -> list[str]:
        """The words of a drop-down list."""
        return [entry[0 if lang == "zh" else 1][0] for entry in self.entries.values()]

    def nearest(self, word: str) -> str | None:
        """The word of the list that resembles another most."""
        known = {folded(own): own for entry in self.entries.values() for words in entry for own in words}
        return nearest(word, known)


PARTY_KIND = Words(
    {
        "bureau": (("审批局", "行政审批局"), ("bureau", "approval bureau", "the Bureau")),
        "committee": (("管委会", "管理委员会"), ("committee", "administrative committee", "the Committee")),
        "department": (("区直部门", "部门"), ("department", "zone department")),
        "municipal": (("市直部门", "市级部门"), ("municipal", "municipal department")),
        "enterprise": (("区直属企业", "区属企业", "企业"), ("enterprise", "zone enterprise")),
        "other": (("其他", "其他单位"), ("other", "other unit")),
    }
)
TRANSFER_KIND = Words(
    {
        "transfer": (("划转",), ("transfer",)),
        "return": (("收回",), ("return",)),
        "empowerment": (("赋权",), ("empowerment",)),
        "entrustment": (("委托",), ("entrustment",)),
    }
)
SCOPE = Words({"whole": (("全部", "整体"), ("whole",)), "partial": (("部分",), ("partial", "part"))})
PENDING_CASES = Words(
    {
        "by_day_of_act": (("按行为日权限",), ("by day of act",)),
        "accepting_authority_finishes": (("由受理机关办结",), ("accepting authority finishes",)),
    }
)
ROLE = Words(
    {
        "liaison": (("联络员",), ("liaison", "liaison officer")),
        "pusher": (("推送专人", "推送员", "推送人员"), ("pusher", "designated pusher")),
        "agent": (("领办代办人员", "代办员"), ("agent", "service agent")),
        "project_manager": (("项目经理",), ("project manager", "manager")),
    }
)
YES_NO = Words(
    {
        "yes": (("是", "有", "√", "1"), ("yes", "y", "true")),
        "no": (("否", "无", "×", "0"), ("no", "n", "false")),
    }
)
