"""What answers to point questions hold. In go decoded parts, out come verdicts, assignments, stretches and
packages.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from ..codes import Forbids, Function, Mend, NormClass, Online, RelationLabel, TransferStatus
from ._base import Value, wire
from .common import Silence

__all__ = [
    "Assignment",
    "BoundNorm",
    "Forbidden",
    "PackageEntry",
    "PackageView",
    "Permitted",
    "Relation",
    "Stretch",
    "UnknownMatter",
    "Verdict",
]


@dataclass(frozen=True, slots=True)
class Assignment(Value):
    """A function of a matter, the party that bears it, and the norm that says so (2.4c, 2.5)."""

    function: Function
    party: str | Silence
    norm: str

    def to_dict(self) -> dict[str, Any]:
        """The assignment in the wire format."""
        return {"function": self.function.value, "norm": self.norm, **_or_silence("party", self.party)}


@dataclass(frozen=True, slots=True)
class BoundNorm(Value):
    """A row of the register that binds a party or person."""

    norm: str
    class_: NormClass


@dataclass(frozen=True, slots=True)
class Permitted(Value):
    """The act is permitted; `duties` are the norms under which it sets off duties."""

    duties: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The verdict in the wire format."""
        return {"permitted": {"duties": list(self.duties)}}


@dataclass(frozen=True, slots=True)
class Forbidden(Value):
    """The act is forbidden: why, what would permit it, and who may do it instead, where one party may."""

    why: Forbids
    would_permit: tuple[Mend, ...]
    competent: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The verdict in the wire format."""
        return {"forbidden": Value.to_dict(self)}


Verdict: TypeAlias = "Permitted | Forbidden"
"""Whether an act is permitted."""


@dataclass(frozen=True, slots=True)
class Stretch(Value):
    """Where a matter's transfer stands from a day until the next stretch; the first has no day."""

    from_: date | None
    status: TransferStatus | Silence

    def to_dict(self) -> dict[str, Any]:
        """The stretch in the wire format."""
        from_ = {} if self.from_ is None else {"from": self.from_.isoformat()}
        return {**from_, **_or_silence("state", self.status)}


@dataclass(frozen=True, slots=True)
class PackageEntry(Value):
    """A matter of a package: who decides, who supervises, how it is handled, and the duties that follow
    (2.4).
    """

    matter: str
    authority: str | Silence
    supervisors: tuple[str, ...] | Silence
    online: Online | Silence
    duties: tuple[str, ...]
    agent_liaises_with: str | None = None


@dataclass(frozen=True, slots=True)
class UnknownMatter(Value):
    """A matter of a package that the catalogue does not hold; it spoils only itself."""

    matter: str

    def to_dict(self) -> dict[str, Any]:
        """The entry in the wire format."""
        return {"matter": self.matter, "unknown_matter": True}


@dataclass(frozen=True, slots=True)
class PackageView(Value):
    """What a package needs on a day: who leads, whether one authority decides all, and each matter (2.4a)."""

    lead: str
    single_authority: bool | Silence
    entries: tuple[PackageEntry | UnknownMatter, ...]


@dataclass(frozen=True, slots=True)
class Relation(Value):
    """The label of a relation by number of zone parties, and whether its pairs are one-to-one (1, 2.6e)."""

    label: RelationLabel | None = None
    pairwise: bool = False

    def to_dict(self) -> dict[str, Any]:
        """The relation in the wire format."""
        label = {} if self.label is None else {"label": self.label.value}
        return {**label, **({"pairwise": "one_to_one"} if self.pairwise else {})}


def _or_silence(name: str, value: object) -> dict[str, Any]:
    return value.to_dict() if isinstance(value, Silence) else {name: wire(value)}
