"""The records of one kind, found by id and by value: `Collection`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Self, TypeVar, overload

from kpbargaining.errors import UnknownName
from kpbargaining.tables.matching import asked_id
from kpbargaining.tables.table import Table

if TYPE_CHECKING:
    from kpbargaining.records.kinds import AnyRecord

__all__ = ["Collection"]

Entry = TypeVar("Entry", bound="AnyRecord")


class Collection(Table[Entry]):
    """The records of one kind, in order and by id: `ds.sessions["2030-acme/2030-05-06"]`.

    Sessions and job actions stand in order of the days they were held on, or else meant for,
    steps in that of their way; all others, and those without such days last, in natural order of
    their ids: `ta-2` before `ta-10`.
    """

    @cached_property
    def _by_id(self) -> dict[str, Entry]:
        retired = {name: each for each in self.rows for name in each.formerly or ()}
        return retired | {record.id: record for record in reversed(self.rows)}

    @cached_property
    def _groups(self) -> dict[str, dict[Any, list[Entry]]]:
        """The records by the values of the fields that were asked for."""
        return {}

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in order."""
        return tuple(record.id for record in self.rows)

    def __contains__(self, record: object) -> bool:
        """Whether there is such a record, or one of that id."""
        return record in (self._by_id if isinstance(record, str) else self.rows)

    def get(self, record_id: str | None) -> Entry | None:
        """The record of that id, or None; raises `InvalidValue` for what is no text."""
        return None if record_id is None else self._by_id.get(asked_id(record_id))

    @overload
    def __getitem__(self, place: str | int) -> Entry: ...
    @overload
    def __getitem__(self, place: slice) -> Self: ...
    def __getitem__(self, place: str | int | slice) -> Entry | Self:
        """The record of that id; raises `UnknownName` with the nearest ids."""
        if isinstance(place, slice):
            return super().__getitem__(place)
        if type(place) is int:
            return self.rows[place]
        found = self._by_id.get(place) if isinstance(place, str) else None
        if found is None:
            raise UnknownName("id", place, self.ids)
        return found

    def having(self, name: str, value: object) -> list[Entry]:
        """The records whose field is just this value, from an index that is made once."""
        if name not in self._groups:
            groups: dict[Any, list[Entry]] = {}
            for record in self.rows:
                groups.setdefault(getattr(record, name), []).append(record)
            self._groups[name] = groups
        return self._groups[name].get(value, [])

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.ids)
