"""What a value is. In goes a frozen dataclass, out comes its wire format; absent members are left out, never
null.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from datetime import date
from enum import Enum
from typing import Any, TypeGuard

from .._time import iso

__all__ = ["APART", "Value", "wire"]

APART = {"apart": True}
"""The metadata of a field that the wire format does not hold."""


def wire(value: Any) -> Any:
    """A member as the wire format writes it."""
    if isinstance(value, Value):
        return value.as_member()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return iso(value)
    if _is_tuple(value):
        return [wire(entry) for entry in value]
    return value


def _is_tuple(value: object) -> TypeGuard[tuple[Any, ...]]:
    return isinstance(value, tuple)


@dataclass(frozen=True, slots=True)
class Value:
    """A value that leaves the library: compared by content, hashable, and written by `to_dict()`."""

    def to_dict(self) -> dict[str, Any]:
        """The value in the wire format; a member at its default is left out.

        A Python keyword carries an underscore as a field (`from_`, `with_`) and none on the wire.
        """
        members: dict[str, Any] = {}
        for own in fields(self):
            value = getattr(self, own.name)
            if own.metadata.get("apart") or (own.default is not MISSING and value == own.default):
                continue
            members[own.name.rstrip("_")] = wire(value)
        return members

    def _repr_html_(self) -> str:
        from .. import html

        return html.of(self)

    def as_member(self) -> Any:
        """How the value stands as a member of another."""
        return self.to_dict()
