"""The compiled part: hot questions, logs as columns, and the wire format. Its classes are the bases of the
package's own.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final, Generic, Literal, TypeAlias, TypeVar, final

from typing_extensions import Self, disjoint_base

from .codes import TransferStatus
from .values import Digests, Duty, Finding, Party, Reason, Silence

__all__ = [
    "SAMPLE_CATALOGUE",
    "SAMPLE_PROFILE",
    "Answer",
    "AuditCore",
    "EventsCore",
    "LedgerCore",
    "MatterCore",
    "RulebookCore",
    "Table",
    "__version__",
    "approver_many",
    "compare",
    "outlook",
    "permits_many",
    "responsibilities_many",
    "sensitivity",
    "status_many",
]

__version__: Final[str]
SAMPLE_CATALOGUE: Final[str]
SAMPLE_PROFILE: Final[str]

_T_co = TypeVar("_T_co", covariant=True)
_Day: TypeAlias = date | str
_Json: TypeAlias = dict[str, Any]

@final
class Answer(Generic[_T_co]):
    """A value, or the text's silence, with the reasons it rests on.

    `value` is what was asked for, or a `Silence` that says why there is none; `reasons` are the norms, facts,
    readings and limits it rests on, the deciding ones first. Two answers are equal where their values and
    reasons are.
    """

    __match_args__: Final = ("value", "reasons")

    def __new__(
        cls, value: _T_co | Silence, reasons: tuple[Reason, ...], digests: Digests
    ) -> Answer[_T_co]: ...
    @property
    def value(self) -> _T_co | Silence:
        """The value, or a `Silence` that says why there is none."""

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What the answer rests on, the deciding reasons first."""

    @property
    def digests(self) -> Digests:
        """SHA-256 of the catalogue, profile and calendar that the answer rests on."""

    def unwrap(self) -> _T_co:
        """The value where there is one.

        Raises:
            Undecided: where the text does not decide or does not apply; the exception carries the silence.
        """

    def to_dict(self) -> _Json:
        """The answer in the wire format."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def __reduce__(self) -> tuple[Any, ...]: ...
    def _repr_html_(self) -> str: ...
    def __class_getitem__(cls, key: Any) -> Any: ...

@disjoint_base
class RulebookCore:
    def __new__(cls, catalogue: str | RulebookCore, profile: str | None = None) -> Self: ...
    def approver(self, matter: str, on: _Day, accepted_on: _Day | None = None) -> Answer[Party]:
        """Who accepts, examines and decides a matter on a day (2.4c, 2.5a)."""

    def status(self, matter: str, on: _Day) -> Answer[TransferStatus]:
        """Where the transfer of a matter stands on a day (2.4c, 2.4d)."""

    def ask(self, question: str) -> str:
        """Answers a question of the wire format, JSON to JSON; refusals are answers too."""

    def _with_profile(self, profile: str) -> RulebookCore: ...
    def _with_transfers(self, transfers: str) -> RulebookCore: ...
    def _as_known_on(self, on: _Day) -> RulebookCore: ...
    def _source(self) -> tuple[str, str | None, list[str], str | None]: ...
    def _digests(self) -> _Json: ...
    def _profiles(self) -> tuple[str, str]: ...
    @property
    def _warnings(self) -> list[tuple[str, str, str]]: ...

@disjoint_base
class MatterCore:
    def __new__(cls, rulebook: RulebookCore, id: str) -> Self: ...
    @property
    def id(self) -> str:
        """The adopter's id of the matter."""

    @property
    def name(self) -> str:
        """Its name in Chinese."""

    @property
    def name_en(self) -> str | None:
        """Its name in English, where recorded."""

    @property
    def codes(self) -> tuple[str, ...]:
        """Its codes as recorded."""

    def approver(self, on: _Day, accepted_on: _Day | None = None) -> Answer[Party]:
        """Who accepts, examines and decides it on a day (2.4c, 2.5a)."""

    def status(self, on: _Day) -> Answer[TransferStatus]:
        """Where its transfer stands on a day (2.4c, 2.4d)."""

@disjoint_base
class EventsCore:
    def __new__(cls, of: EventsCore) -> Self: ...
    @staticmethod
    def from_arrow(source: object, naming: _Json) -> EventsCore: ...
    @staticmethod
    def from_lists(
        names: Sequence[str], lists: Sequence[Any], naming: _Json, faulty: Sequence[tuple[int, str]]
    ) -> EventsCore: ...
    @staticmethod
    def from_csv(
        text: bytes,
        naming: _Json,
        encoding: str | None = None,
        delimiter: str | None = None,
        short_rows: bool = False,
    ) -> EventsCore: ...
    @staticmethod
    def from_json(text: bytes, array: bool, encoding: str | None = None) -> EventsCore: ...
    @staticmethod
    def sample(count: int | None, seed: int) -> EventsCore: ...
    @property
    def unknown_columns(self) -> list[str]:
        """The columns that mean no field, in their order; nothing of them is in the log."""

    @property
    def encoding(self) -> str | None:
        """How a file of text was encoded."""

    @property
    def delimiter(self) -> str | None:
        """What stood between the cells of a CSV file."""

    @property
    def unreadable(self) -> tuple[tuple[int, str], ...]:
        """The rows and lines that are no events: each its place, counted from 0, and why."""

    def _table(self) -> Table: ...
    def _event(self, row: int) -> _Json | None: ...
    def __len__(self) -> int: ...

@disjoint_base
class AuditCore:
    def __new__(
        cls,
        rulebook: RulebookCore,
        events: EventsCore,
        as_of: str,
        scope_of: _Json,
        progress: Callable[[int, int], object] | None = None,
    ) -> Self: ...
    @property
    def _duty_count(self) -> int: ...
    @property
    def _finding_count(self) -> int: ...
    def _duty(self, place: int) -> Duty: ...
    def _finding(self, place: int) -> Finding: ...
    def _standing(self, by: Literal["case", "project"] | None = None) -> list[_Json]: ...
    def _hindsight(self) -> list[_Json]: ...
    def _evidence(self, place: int, masked: str | None = None) -> tuple[_Json, str, str]: ...
    def _duties(self) -> Table: ...
    def _findings(self) -> Table: ...

@disjoint_base
class LedgerCore:
    def __new__(
        cls, rulebook: RulebookCore, events: EventsCore | None = None, state: bytes | None = None
    ) -> Self: ...
    def _record(self, event: str, tell: bool) -> Any: ...
    def _events(self) -> EventsCore: ...
    def state(self) -> bytes:
        """Its state in few bytes, to go on from later (`rulebook.ledger(state=…)`)."""

    def __len__(self) -> int:
        """How many events it holds."""

@final
class Table:
    """Columns of an answer, one row each.

    It speaks the Arrow PyCapsule interface, so that polars, pyarrow, pandas and DuckDB take it without
    copying; iterating gives rows as dicts, and `column` the values of one column as Python objects.
    """

    @property
    def column_names(self) -> list[str]:
        """The names of the columns."""

    @property
    def num_rows(self) -> int:
        """How many rows there are."""

    def column(self, name: str) -> list[Any]:
        """The values of a column: texts, numbers, booleans, days, moments (+08:00), lists, or None.

        Raises:
            KeyError: when there is no such column; it names those there are.
        """

    def rows(self, start: int = 0, stop: int | None = None) -> list[_Json]:
        """The rows from one place to another, each a dict; all of them where no places are given."""

    def to_pandas(self) -> Any:
        """The columns as a pandas data frame; texts are categories where pyarrow is installed."""

    def to_polars(self) -> Any:
        """The columns as a polars data frame; nothing is copied."""

    def to_arrow(self) -> Any:
        """The columns as a pyarrow table; nothing is copied."""

    def __len__(self) -> int: ...
    def __getitem__(self, row: int, /) -> _Json: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> Any:
        """The columns as an Arrow stream; nothing is copied."""

    def __arrow_c_schema__(self) -> Any:
        """The names and types of the columns as an Arrow schema."""

    def _repr_html_(self) -> str: ...

def outlook(
    rulebook: RulebookCore, events: EventsCore, as_of: str, from_: str, to: str
) -> tuple[list[_Json], list[str]]: ...
def compare(
    rulebook: RulebookCore, other: RulebookCore, events: EventsCore, as_of: str, scope_of: _Json
) -> _Json: ...
def sensitivity(rulebook: RulebookCore, events: EventsCore, as_of: str, scope_of: _Json) -> list[_Json]: ...
def approver_many(rulebook: RulebookCore, matters: Any, on: Any, accepted_on: Any = None) -> Table: ...
def status_many(rulebook: RulebookCore, matters: Any, on: Any) -> Table: ...
def permits_many(rulebook: RulebookCore, asked: _Json) -> Table: ...
def responsibilities_many(rulebook: RulebookCore, matters: Any, on: Any) -> Table: ...
