"""What liandong refuses. In goes a refusal of the wire format, out comes one typed exception.

Every exception is a `LiandongError`, which is a `ValueError`: `str(error)` is the message in English,
`error.zh` in Chinese, and `error.faults` lists all that is wrong with an input at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .values import Silence

__all__ = [
    "Fault",
    "InputError",
    "LiandongError",
    "MissingLibrary",
    "NoFinding",
    "Undecided",
    "UnknownId",
    "from_wire",
]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of an input: its place as a path such as `$.matters[17].original`, what is wrong and how to
    mend it.
    """

    path: str
    en: str
    zh: str

    def to_dict(self) -> dict[str, Any]:
        """The fault in the wire format."""
        return {"path": self.path, "en": self.en, "zh": self.zh}


class LiandongError(ValueError):
    """A value that liandong refuses; `str(error)` is the message in English, `error.zh` in Chinese."""

    zh: str
    faults: tuple[Fault, ...]

    def __init__(self, message: str, zh: str = "", faults: Iterable[Fault] = ()) -> None:
        self.zh, self.faults = zh or message, tuple(faults)
        super().__init__(message, self.zh, self.faults)

    def __str__(self) -> str:
        return str(self.args[0])

    def to_dict(self) -> dict[str, Any]:
        """The refusal in the wire format."""
        wire: dict[str, Any] = {"kind": "input", "message": str(self), "zh": self.zh}
        if self.faults:
            wire["faults"] = [fault.to_dict() for fault in self.faults]
        return wire


class InputError(LiandongError):
    """A catalogue, profile, transfer, event or question that is refused; `error.faults` lists every fault of
    it.
    """

    @classmethod
    def of(cls, faults: Iterable[Fault], what: str = "input", what_zh: str = "输入") -> InputError:
        """The refusal of `what` for these faults, all named in its message."""
        listed = tuple(faults)
        english = "; ".join(f"{fault.path}: {fault.en}" for fault in listed)
        chinese = "；".join(f"{fault.path}：{fault.zh}" for fault in listed)
        return cls(f"{what} refused: {english}", f"{what_zh}未被接受：{chinese}", listed)


class UnknownId(LiandongError):
    """An id that the catalogue does not hold.

    `error.kind` is what it was to name (matter, party, person, project, package), `error.id` the id as it was
    given, `error.nearest` up to three known ids that resemble it, nearest first.
    """

    kind: str
    id: str
    nearest: tuple[str, ...]

    def __init__(self, message: str, zh: str, kind: str, id: str, nearest: Iterable[str] = ()) -> None:
        super().__init__(message, zh)
        self.kind, self.id, self.nearest = kind, id, tuple(nearest)
        self.args = (message, zh, kind, id, self.nearest)

    def to_dict(self) -> dict[str, Any]:
        """The refusal in the wire format."""
        wire = super().to_dict()
        return wire | {"kind": f"unknown_{self.kind}", "nearest": list(self.nearest)}


class NoFinding(LiandongError, IndexError):
    """A place at which an audit has no finding; `error.findings` is how many it has."""

    findings: int

    def __init__(self, message: str, zh: str, findings: int) -> None:
        super().__init__(message, zh)
        self.findings = findings
        self.args = (message, zh, findings)

    def to_dict(self) -> dict[str, Any]:
        """The refusal in the wire format."""
        return super().to_dict() | {"kind": "unknown_finding", "findings": self.findings}


class Undecided(LiandongError):
    """A value was asked for where the text is silent; `error.silence` says why (`Answer.unwrap`)."""

    silence: Silence

    def __init__(self, silence: Silence) -> None:
        super().__init__(silence.text("en"), silence.text("zh"))
        self.silence = silence
        self.args = (silence,)

    def __str__(self) -> str:
        return self.silence.text("en")


class MissingLibrary(LiandongError, ImportError):
    """A library that an optional part needs is not installed; the message says how to install it."""

    def __init__(self, library: str, extra: str) -> None:
        install = f'pip install "liandong[{extra}]"'
        en = f"`{library}` is not installed; run {install}"
        super().__init__(en, f"未安装 `{library}`；请运行 {install}")
        self.args = (library, extra)
        self._en = en

    def __str__(self) -> str:
        return self._en


def from_wire(error: Mapping[str, Any]) -> LiandongError:
    """The exception of a refusal, the `error` member of an answer."""
    kind, message, zh = str(error["kind"]), str(error["message"]), str(error["zh"])
    if kind == "unknown_finding":
        return NoFinding(message, zh, int(error["findings"]))
    if kind.startswith("unknown_"):
        nearest = [str(id) for id in error.get("nearest", ())]
        return UnknownId(message, zh, kind.removeprefix("unknown_"), _named(message, nearest), nearest)
    faults = [Fault(fault["path"], fault["en"], fault["zh"]) for fault in error.get("faults", ())]
    return InputError(message, zh, faults)


def _named(message: str, nearest: list[str]) -> str:
    """The id in the message of an unknown one, which the wire format does not give by itself."""
    return message.partition("`")[2].rpartition("` (nearest: `" if nearest else "`; add it to `")[0]
