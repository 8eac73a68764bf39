"""A question that many pages put, its statement put together once: each time another id stands in it.

Django takes three milliseconds to put together the question for a case with all that its pages say of it;
the database answers it in a tenth of that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

# What a compiler knows once it has put its statement together; whoever reads the rows asks it.
KNOWS = ("select", "klass_info", "annotation_col_map", "col_count", "has_extra_select")


@dataclass(frozen=True, slots=True)
class _Statement:
    sql: str
    values: tuple[Any, ...]
    places: frozenset[int]  # of the id among the values
    knows: dict[str, Any]


@dataclass(frozen=True, slots=True, repr=False)
class One:
    """The row of an id, which is not asked for yet."""

    of: Prepared
    id: UUID

    def first(self) -> Any:
        """The row; None: there is none."""
        found = self.of.rows.filter(id=self.id).order_by()[:1]
        found.query.prepared = partial(self.of.told, self.id)
        return next(iter(found), None)


@dataclass(frozen=True, eq=False, repr=False)
class Prepared:
    """Rows of a table about people (``Scoped``), of which one is looked up by its id, whoever asks and when.

    Who may see it is decided on the row (``look_up``); what is closed to whoever asks is not found.
    """

    rows: QuerySet
    _kept: dict[str, _Statement] = field(default_factory=dict)

    def filter(self, *, id: UUID) -> One:
        """What has the row of this id as its ``first()``, as rows that were narrowed have it."""
        return One(self, id)

    def told(self, id: UUID, compiler: Any) -> Any:
        """The compiler with its statement in hand. ``BoundQuery`` comes here with each that it makes."""
        engine, key = compiler.connection.vendor, self.rows.model._meta.pk
        value = key.get_db_prep_value(id, compiler.connection)
        known = self._kept.get(engine)
        if known is None:
            sql, values = compiler.as_sql()
            places = frozenset(place for place, one in enumerate(values) if one == value)
            if len(places) != 1:
                name = self.rows.model.__name__
                raise TypeError(f"{name}: the id stands {len(places)} times in the question")
            knows = {name: getattr(compiler, name) for name in KNOWS}
            known = self._kept[engine] = _Statement(sql, tuple(values), places, knows)
        for name, what in known.knows.items():
            setattr(compiler, name, what)
        compiler.as_sql = partial(_said, known.sql, _with(known, value))
        return compiler


def _with(known: _Statement, value: Any) -> tuple[Any, ...]:
    return tuple(value if place in known.places else one for place, one in enumerate(known.values))


def _said(sql: str, values: Sequence[Any], *_: Any, **__: Any) -> tuple[str, Sequence[Any]]:
    return sql, values
