"""A row that an act takes for itself: nobody else changes it until the act is over."""

from __future__ import annotations

from typing import Any, ClassVar


class Held:
    """What a table says so that its rows can be held, for ``@act(on=…)`` and whoever needs it besides.

    The lock is of the transaction under way. PostgreSQL locks the row alone, and not against rows that
    point to it; SQLite has no locks of rows: there the transaction is the only one that writes. On both
    the row is read again, since what was shown may have changed meanwhile.
    """

    # Rows that it belongs to, held before it, several in the order of their ids: always the case first.
    HELD_FIRST: ClassVar[tuple[str, ...]] = ()
    READ_AGAIN: ClassVar[tuple[str, ...] | None] = None  # what acts change; None: all of it
    READ_WITH: ClassVar[tuple[str, ...]] = ()  # what it points to that is read in the same question

    objects: ClassVar[Any]

    def hold(self) -> None:
        """Lock the row in the transaction under way and read it again. Raises ``DoesNotExist``."""
        first = {name: getattr(self, name) for name in self.HELD_FIRST}
        for row in sorted(first.values(), key=lambda one: str(one.pk)):
            row.hold()
        every = getattr(type(self), "written", type(self).objects)  # also what was corrected since
        rows = every.select_for_update(no_key=True, of=("self",))
        if self.READ_WITH:
            rows = rows.select_related(*self.READ_WITH)
        self.refresh_from_db(fields=self.READ_AGAIN, from_queryset=rows)  # type: ignore[attr-defined]
        for name in self.READ_WITH:
            _read_anew(self, name.partition("__")[0])
        for name, row in first.items():
            setattr(self, name, row)  # the one that is held, not another read of it


def _read_anew(row: Any, name: str) -> None:
    """Forget what a row pointed to before somebody else changed it. Whoever waited for the lock on PostgreSQL
    gets the new row, joined with what the old one pointed to: with nobody, though somebody has it now."""
    field = row._meta.get_field(name)
    if field.is_cached(row):
        pointed = field.get_cached_value(row)
        if getattr(row, field.attname) != (pointed.pk if pointed is not None else None):
            field.delete_cached_value(row)


def lock(row: Any) -> None:
    """Lock a row in the transaction under way without reading it again: two who number something of it
    follow one another."""
    type(row).objects.select_for_update(no_key=True).get(pk=row.pk)
