"""What an act takes away is noted in the list outside the database; and how each kind goes again.

An act, or an effect of one, calls ``note``: the door writes one line for all of it as the last step of
the act's transaction. Whoever owns the thing says beside its act how it ends again in a restored copy
(``again``): with what is still open there, so that the second time changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.module_loading import module_has_submodule

from cauce.content.errors import BadInputs

from . import ledger
from .ledger import End, Line

bad_input = BadInputs(__file__)

# Ends things of one kind again: their ids, the instant, what was noted with them; how many were open.
Again = Callable[..., int]
_AGAIN: dict[str, Again] = {}
_ALWAYS: set[str] = set()
_noted: ContextVar[list[End] | None] = ContextVar("cauce_withdrawn", default=None)


def again(kind: str, *, always: bool = False) -> Callable[[Again], Again]:
    """Say how things of a kind end again: ``function(ids, at, **detail)``, as part of the replay's act.

    ``always``: on request also where the database has carried the line out already, because what lies
    beside it (the keystore) may be the copy that is older.
    """

    def keep(function: Again) -> Again:
        _AGAIN[kind] = function
        if always:
            _ALWAYS.add(kind)
        return function

    return keep


def kinds() -> dict[str, Again]:
    """Every kind and how it ends again; all actions of the house are read for it."""
    for app in apps.get_app_configs():
        if app.name.startswith("cauce.") and module_has_submodule(app.module, "actions"):
            import_module(f"{app.name}.actions")
    return dict(_AGAIN)


def note(kind: str, *ids: object, **detail: Any) -> None:
    """These things were withdrawn: part of an act. ``detail``: ids and codes that ending them again needs.

    Raises ``KeyError`` for a kind that nobody could end again, ``RuntimeError`` outside an act.
    """
    if kind not in _AGAIN:
        raise KeyError(kind)
    noted = _noted.get()
    if noted is None:
        raise RuntimeError(f"{kind} is withdrawn inside an act")
    if ids:
        noted.append(End(kind, tuple(str(one) for one in ids), detail))


def close(kind: str, rows: QuerySet, **values: Any) -> int:
    """Give ``values`` to these rows and note them; no ``values``: they are deleted. How many there were."""
    ids = list(rows.values_list("pk", flat=True))
    note(kind, *ids)
    held = rows.filter(pk__in=ids)
    return held.update(**values) if values else held.delete()[0]


@contextmanager
def written() -> Iterator[None]:
    """What is noted inside is written as the last step; inside another act, as that one's.

    What an act within an act noted is dropped with it when it is undone.
    """
    held = _noted.get()
    if held is not None:
        before = len(held)
        try:
            yield
        except BaseException:
            del held[before:]
            raise
        return
    token = _noted.set([])
    try:
        yield
        write()
    finally:
        _noted.reset(token)


def write() -> None:
    """Write what was noted so far, on the disk: before the end of the act only where what follows
    cannot be undone (a key is destroyed)."""
    noted = _noted.get()
    if noted:
        ledger.append(noted, timezone.now())
        noted.clear()


def to_replay(*, keys: bool, unsigned: bool = False) -> list[Line]:
    """The lines to carry out in this database; ``keys``: also those of the kinds that are ``always``;
    ``unsigned``: somebody says that the list is ours, though the keys at hand cannot tell.

    Raises ``LedgerBroken``, also where lines are lost that this copy never carried out; ``BadInput`` for a
    kind that this version does not know.
    """
    known = kinds()
    ledger.refuse_forgotten(unsigned=unsigned)
    compared = ledger.compared()
    found = [
        line
        for line, done in compared
        if not done or (keys and any(end.kind in _ALWAYS for end in line.ends))
    ]
    if not unsigned:
        ledger.refuse_foreign([line for line, _ in compared], found)
    for line in found:
        for end in line.ends:
            if end.kind not in known:
                raise bad_input(
                    "program_does_not_know_how_to_withdraw", where=end.kind[:40], number=line.number
                )
    return found


def carry_out(line: Line) -> int:
    """Withdraw again what a line says; how many things were still open. Part of the replay's act."""
    done = ledger.is_kept(line)
    ends = [end for end in line.ends if not done or end.kind in _ALWAYS]
    found = sum(_AGAIN[end.kind](end.ids, line.at, **end.detail) for end in ends)
    noted = _noted.get()
    if noted is not None:
        noted.clear()  # this line says it already
    ledger.keep(line)
    return found
