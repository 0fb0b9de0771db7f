"""The compiled module's types. `Rulebook` is where to start."""

from datetime import date
from typing import Final, Generic, Literal, TypeAlias, TypeVar, final

__all__ = [
    "Answer",
    "Digests",
    "Fault",
    "InputError",
    "LiandongError",
    "Matter",
    "Party",
    "Reason",
    "Rulebook",
    "Silence",
    "UnknownId",
    "__version__",
]

__version__: Final[str]

_Lang: TypeAlias = Literal["zh", "en"]
_T_co = TypeVar("_T_co", covariant=True)

@final
class Rulebook:
    """A catalogue and a profile, compiled once; immutable, and safe to share between threads."""

    @staticmethod
    def from_json(catalogue: str) -> Rulebook:
        """A rulebook of a catalogue in JSON, with the text's own readings and no limits.

        Raises:
            InputError: when the catalogue is refused; it lists every fault.
        """

    def with_profile(self, profile: str) -> Rulebook:
        """Another rulebook of the same catalogue, with the readings and limits of a profile in JSON.

        Raises:
            InputError: when the profile is refused; it lists every fault.
        """

    def matter(self, id: str) -> Matter:
        """The matter of this id.

        Raises:
            UnknownId: when the catalogue holds no such matter.
        """

    @property
    def digests(self) -> Digests:
        """The digests that every answer of this rulebook rests on."""

    def ask(self, question: str) -> str:
        """Answers a question of the wire format, JSON to JSON; refusals are answers too."""

@final
class Matter:
    """A matter of a rulebook."""

    @property
    def id(self) -> str:
        """The adopter's id of the matter."""

    def approver(self, on: date) -> Answer[Party]:
        """Who approves the matter on this day (2.4c, 2.5a).

        A `datetime` is refused: which day it lies in depends on a time zone that it may not have.

        Raises:
            TypeError: when `on` is no date, or a `datetime`.
        """

@final
class Answer(Generic[_T_co]):
    """A value, or the text's silence, with the reasons it rests on."""

    @property
    def value(self) -> _T_co | Silence:
        """The value, or a `Silence` that says why there is none."""

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What the answer rests on, the deciding reasons first."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Party:
    """A party of the catalogue."""

    @property
    def id(self) -> str:
        """The adopter's id."""

    @property
    def name(self) -> str:
        """The name in Chinese."""

    @property
    def name_en(self) -> str | None:
        """The name in English, where recorded."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Silence:
    """Why there is no value: the text does not decide, or does not apply."""

    @property
    def kind(self) -> Literal["undetermined", "not_governed"]:
        """Whether the text does not decide, or does not apply."""

    @property
    def why(self) -> str:
        """The code of the cause, for example `undated_transfer`."""

    def text(self, lang: _Lang = "zh") -> str:
        """The silence in words."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Reason:
    """What an answer rests on: a norm and, where one was used, a reading or the adopter's limit."""

    @property
    def norm(self) -> str:
        """The norm's id: clause and letter, for example `2.5a`."""

    @property
    def reading(self) -> str | None:
        """The id of the reading that was used, if one was."""

    @property
    def limit(self) -> str | None:
        """The id of the adopter's limit that was used, if one was."""

    def text(self, lang: _Lang = "zh") -> str:
        """The reason in words."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Digests:
    """SHA-256 of what an answer rests on: the same digests and the same question give the same answer."""

    @property
    def catalogue(self) -> str:
        """Of the catalogue."""

    @property
    def profile(self) -> str:
        """Of the profile."""

    @property
    def calendar(self) -> str:
        """Of the calendar."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

class LiandongError(ValueError):
    """A value that liandong refuses. `str(error)` is the message in English."""

    zh: str
    """The message in Chinese."""
    faults: tuple[Fault, ...]
    """Every fault of a refused catalogue or profile; otherwise empty."""

class InputError(LiandongError):
    """A catalogue or profile that is refused. `faults` lists every fault found in it."""

class UnknownId(LiandongError):
    """An id that the catalogue does not hold."""

    kind: Literal["matter", "party", "person", "package"]
    """What the id was to name."""
    id: str
    """The id as it was given."""
    nearest: tuple[str, ...]
    """Up to three known ids that resemble it, nearest first."""

@final
class Fault:
    """One fault of an input."""

    @property
    def path(self) -> str:
        """The place as a JSON path, for example `$.matters[17].original`."""

    @property
    def en(self) -> str:
        """What is wrong and how to mend it, in English."""

    @property
    def zh(self) -> str:
        """The same in Chinese."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
