"""The door of every write: permission, one transaction, exactly one journal entry.

``@act`` is how each public function of every ``actions`` module begins. Reads of a person's data
pass through ``record_read``; what a person may not see raises ``Absent``, and so does what is not
there: from outside they look the same, and the attempt is in the journal.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from django.db import connection, transaction
from django.utils import timezone

from cauce.content.errors import Bilingual, CauceError
from cauce.rules.permissions import ANYWHERE, Actor, Scope, permits
from cauce.rules.roles import ROLES

from . import read_limits, statements, withdrawing
from .chain import Link, append
from .models import Submission

EFFECT = "effect"
_inside: ContextVar[int] = ContextVar("cauce_acts_under_way", default=0)
# The refusals written since the request began: whoever answers it sees whether they still stand.
_attempts: ContextVar[Attempts | None] = ContextVar("cauce_attempts", default=None)
# Names of all acts and what they require: the architecture tests and the glossary read it.
ACTS: dict[str, str] = {}


class Refused(CauceError):
    """The actor has no right to this act here."""

    id = "refused"


class SealedFile(CauceError):
    """The file was sealed: it is read, and nothing is added to it."""

    id = "sealed_file"

    def __init__(self) -> None:
        super().__init__(
            "El expediente está sellado: se registró un fallecimiento y ya no se le agrega nada. "
            "No se guardó nada de esto, ni se envió nada.",
            "The file is sealed: a death was recorded and nothing is added to it any more. "
            "None of this was saved, and nothing was sent.",
            cure_es=(
                "Copie lo que escribió. Si la persona vive, deshagan el registro entre dos; si es algo de "
                "antes, déselo a la persona titular del consulado."
            ),
            cure_en="Copy what you wrote. If the person is alive, undo the record between two; if it is from "
            "before, give it to the head of post.",
        )


class Absent(Bilingual):
    """There is no such thing, or it is not for this actor: the two look the same.

    It is no ``CauceError``: a page that shows those beside its form would tell that there is something.
    """

    id = "absent"

    def __init__(self) -> None:
        super().__init__(
            "No hay nada con esa dirección.",
            "There is nothing at that address.",
            cure_es="Regrese a su lista de trabajo.",
            cure_en="Go back to your worklist.",
        )


def as_id(value: UUID | str) -> UUID:
    """An id that came from outside. Raises ``Absent`` for what is none."""
    try:
        return value if isinstance(value, UUID) else UUID(str(value))
    except ValueError as problem:
        raise Absent() from problem


@dataclass
class Entry:
    """The journal entry under way: the act says what it is about, in ids and codes only."""

    post: str | None = None
    about_kind: str = ""
    about_id: str = ""
    details: dict[str, Any] = field(default_factory=dict)

    def about(self, kind: str, id: object, *, post: str | None = None) -> None:
        self.about_kind, self.about_id = kind, str(id)
        if post is not None:
            self.post = post

    def detail(self, **values: Any) -> None:
        self.details.update(values)


def _scope(thing: Any) -> Scope:
    return thing if isinstance(thing, Scope) else getattr(thing, "scope", ANYWHERE)


def _only_sealed(actor: Actor, scope: Scope) -> bool:
    """Whether the file is theirs to read, and only its seal keeps them from working on it."""
    return scope.sealed is not None and permits(actor, "case.read", scope).allowed


def _refuse(name: str, actor: Actor, permission: str, scope: Scope) -> Refused | SealedFile:
    record_refusal(actor, name, post=scope.post, permission=permission)
    if _only_sealed(actor, scope):
        return SealedFile()
    return Refused(
        "Su función no permite hacer esto aquí.",
        "Your role does not allow this here.",
        where=name,
        cure_es="Pídalo a quien tenga esa función en su consulado.",
        cure_en="Ask someone at your post who has that role.",
    )


class AlreadyDone(Exception):
    """The same form was sent before: nothing was done again; ``about`` names what it made."""

    def __init__(self, about_kind: str, about_id: str) -> None:
        self.about_kind, self.about_id = about_kind, about_id
        super().__init__(f"{about_kind} {about_id}")


def effect(function: Callable) -> Callable:
    """A write that is always part of an act above it and is covered by that act's entry."""

    @functools.wraps(function)
    def wrapper(*args: Any, **given: Any) -> Any:
        if not _inside.get():
            raise RuntimeError(f"{function.__qualname__} is part of an act: call it from inside one")
        return function(*args, **given)

    wrapper.effect = True  # type: ignore[attr-defined]
    return wrapper


def _claim(key: UUID | None, actor: Actor, name: str) -> Submission | None:
    """Claim the key of a form inside the act's transaction. Raises ``AlreadyDone``."""
    if key is None:
        return None
    # Bound to the act: the key of one form never passes for what another form would have done.
    made, new = Submission.objects.get_or_create(key=uuid5(key, name), actor=actor.user)
    if not new:
        raise AlreadyDone(made.about_kind, made.about_id)
    return made


def _keep(submission: Submission | None, entry: Entry) -> None:
    if submission is not None:
        submission.about_kind, submission.about_id = entry.about_kind, entry.about_id
        submission.save(update_fields=["about_kind", "about_id"])


def _hold(thing: Any) -> None:
    # Locks the row and reads it again: two acts on one thing follow one another, and the second
    # sees what the first wrote, whatever its caller had in hand.
    hold = getattr(thing, "hold", None)
    if hold is not None:
        hold()


def act(name: str, *, requires: str, on: str | None = None) -> Callable:
    """Make a function an act. ``on`` names the keyword argument whose ``scope`` decides.

    A thing that has ``hold()`` is held first: its row locked and read again.
    ``requires=EFFECT`` marks what is only ever called from inside another act. The function
    receives ``actor`` and ``entry``; callers pass everything by keyword, and never ``entry``.
    ``once`` (a UUID, optional) is the key of a form: sent again, it raises ``AlreadyDone`` and
    changes nothing. Raises ``Refused`` (and writes it down) when the actor may not.
    """
    if requires not in ROLES:
        raise KeyError(requires)

    def decorate(function: Callable) -> Callable:
        parameters = inspect.signature(function).parameters
        if not {"actor", "entry"} <= set(parameters):
            raise TypeError(f"{name}: an act takes actor and entry")
        ACTS[name] = requires

        @functools.wraps(function)
        def wrapper(*, actor: Actor, once: UUID | None = None, **given: Any) -> Any:
            scope = _scope(given.get(on)) if on else ANYWHERE
            if requires == EFFECT:
                if not _inside.get():
                    raise RuntimeError(f"{name} is an effect: it is called from inside an act")
            else:
                if not permits(actor, requires, scope).allowed:
                    raise _refuse(name, actor, requires, scope)
            with transaction.atomic(), withdrawing.written():
                submission = _claim(once, actor, name)
                _hold(given.get(on) if on else None)
                # It may have gone elsewhere, or been blocked, while this waited for it.
                scope = _scope(given.get(on)) if on else ANYWHERE
                if requires != EFFECT and not permits(actor, requires, scope).allowed:
                    raise _refuse(name, actor, requires, scope)
                entry = Entry(post=scope.post)
                token = _inside.set(_inside.get() + 1)
                try:
                    result = function(actor=actor, entry=entry, **given)
                finally:
                    _inside.reset(token)
                append(
                    Link(
                        "act",
                        name,
                        actor.user,
                        timezone.now(),
                        entry.post,
                        entry.about_kind,
                        entry.about_id,
                        entry.details,
                    )
                )
                _keep(submission, entry)
            return result

        wrapper.act = name  # type: ignore[attr-defined]
        wrapper.requires = requires  # type: ignore[attr-defined]
        return wrapper

    return decorate


@contextmanager
def together() -> Iterator[None]:
    """The acts of one form, each with its own entry: all of them are done or none, and what they take away is
    noted as one. The last should be the one that nothing undoes."""
    with transaction.atomic(), withdrawing.written():
        yield


def record_read(
    actor: Actor, what: str, *, about: tuple[str, object], post: str | None, **detail: Any
) -> None:
    """Write down that somebody read a person's data; call it in the transaction of the read.

    Raises ``TooMany`` instead when it would be one more record than the work explains.
    """
    kind, id = about
    if actor.glass:
        detail["glass"] = actor.glass
    with transaction.atomic():
        read_limits.check(actor, (kind, str(id)), timezone.now())
        append(Link("read", what, actor.user, timezone.now(), post, kind, str(id), detail))


def record_refusal(actor: Actor, what: str, *, post: str | None = None, about=("", ""), **detail):
    """Write down an attempt that was refused. See ``refusals``: it stands though an act is undone."""
    kind, id = about
    if actor.glass:
        detail["glass"] = actor.glass
    attempts = _attempts.get()
    detail |= attempts.where if attempts else {}
    link = Link("refused", what, actor.user, timezone.now(), post, kind, str(id), detail)
    with transaction.atomic():
        written = append(link)
    if attempts:
        attempts.noted.append((link, written.pk))
        attempts.may_be_undone |= len(connection.atomic_blocks) > attempts.depth


@dataclass
class Attempts:
    """What one request was refused. ``where`` (route, method) goes into each entry; ``depth``: in how many
    transactions the request began; ``may_be_undone``: something was refused inside of one more."""

    where: dict[str, str] = field(default_factory=dict)
    noted: list[tuple[Link, int]] = field(default_factory=list)
    depth: int = field(default_factory=lambda: len(connection.atomic_blocks))
    may_be_undone: bool = False


def answering_a_page() -> bool:
    """Whether this runs because somebody asked for a page, and not in a command or in the loop."""
    return _attempts.get() is not None


@contextmanager
def refusals() -> Iterator[Attempts]:
    """What is refused inside is written again where an act that was undone took it along."""
    attempts = Attempts()
    token = _attempts.set(attempts)
    try:
        yield attempts
    finally:
        _attempts.reset(token)
        if attempts.may_be_undone:
            _write_again(attempts.noted)


def _write_again(noted: list[tuple[Link, int]]) -> None:
    """Those refusals that are not there any more."""
    ids = [id for _, id in noted]
    lost = statements.missing(ids)
    # The number of an entry that was undone is given again: of several, another may bear it by now.
    held = statements.held(ids) if len(ids) > 1 else {}
    for link, id in noted:
        if id in lost or (held and held[id] != (link.what, link.at)):
            with transaction.atomic():
                append(link)


def check_may(actor: Actor, permission: str, thing: Any = ANYWHERE, *, about=("", "")) -> None:
    """Raise ``Absent`` (journalled as refused) unless the actor has the permission on the thing;
    ``SealedFile`` to whoever reads a sealed file and would work on it."""
    scope = _scope(thing)
    if not permits(actor, permission, scope).allowed:
        record_refusal(actor, permission, post=scope.post, about=about)
        if _only_sealed(actor, scope):
            raise SealedFile()
        raise Absent()
