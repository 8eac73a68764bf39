"""One walk, many questions: every address as one person opens it, asked once in a run and kept.

A test asks for ``walked(who, how, world)`` and looks at each answer; the first of the run walks, in the
world of Houston, and whoever comes later reads what was answered then, in whichever process. It counts
as having asked the database what the walk asked (``tests/suite/record.py``).
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from types import SimpleNamespace

from django.http import HttpResponse
from django.utils.datastructures import CaseInsensitiveMapping

from cauce.cases.models import Case
from tests.security.asking import asking, heard, written
from tests.security.opened_keys import secrets_of
from tests.suite.kept import kept
from tests.suite.record import Asked, Recorder

from .matrix import ALL
from .walking import PLACE, filled

# Starting over takes seconds, and has its own tests; who signs out could not go on.
NEVER = ("demo:reset", "demo:scene")
SIGNS_OUT = ("close", "leave")


@dataclass(frozen=True)
class How:
    """How each address is asked for: plainly, or with what a page of another site could send along."""

    name: str
    query: str = ""
    headers: dict[str, str] = field(default_factory=dict)


PLAINLY = How("plainly")
# An order in the address, and the ways to have the answer as a script.
URGED = How(
    "urged",
    "do=yes&what=accept&callback=robar&jsonp=robar&format=js",
    {"HTTP_ORIGIN": "https://otro.example"},
)


@dataclass(frozen=True)
class Answer:
    """What one address answered, in Django's words, and the tables written to meanwhile but for traces.

    ``placed``: Houston has something of each kind that the address names; else it named nothing.
    """

    name: str
    placed: bool
    status_code: int
    headers: CaseInsensitiveMapping
    content: bytes
    streaming: bool
    written: frozenset[str]

    @property
    def page(self) -> str:
        """The words of the answer, where it is a page or a text."""
        return "" if self.streaming else self.content.decode("utf-8", "replace")


@dataclass(frozen=True)
class Walk:
    """Every answer to one person; and what the world held that no answer may show to whom it is not for.

    ``secrets``: the root of the keystore and the keys of Houston's case; ``folio``: that of the case.
    """

    answers: tuple[Answer, ...]
    secrets: tuple[bytes, ...]
    folio: str
    asked: Asked

    def __iter__(self) -> Iterator[Answer]:
        return iter(self.answers)


def walked(who: str | None, how: How, world: Callable[[], SimpleNamespace]) -> Walk:
    """The walk of this person (None: nobody signed in) in this run.

    ``world`` is called where nobody of the run has walked so yet, and gives what was made in this
    database: the ``cast``, and the ``ids`` of one thing of each kind of Houston.
    """
    made: list[Walk] = []

    def walk() -> bytes:
        made.append(_walk(who, how, world()))
        return pickle.dumps(made[0])

    read = kept(f"walk {who} {how.name}", walk)
    if made:
        return made[0]
    found: Walk = pickle.loads(read)  # noqa: S301  what another process of this run wrote
    if Recorder.here:
        Recorder.here.watch.read_again(found.asked)
    return found


def _walk(who: str | None, how: How, world: SimpleNamespace) -> Walk:
    case = Case.objects.get(id=world.ids["case_id"])
    secrets = secrets_of([case.key_id, case.draft_key_id])
    by_itself = Recorder.here.watch.by_itself() if Recorder.here else nullcontext(Asked())
    with by_itself as asked, asking(getattr(world.cast, who).user if who else None) as ask:
        answers = tuple(_answers(ask, who, how, world.ids))
    return Walk(answers, tuple(secrets), case.folio, asked)


def _answers(ask: Callable[..., HttpResponse], who: str | None, how: How, ids) -> Iterator[Answer]:
    for name, address in ALL:
        if name in NEVER or (who and name in SIGNS_OUT):
            continue
        placed = {place for _, place in PLACE.findall(address)} <= set(ids)
        with heard() as sent:
            got = ask("get", filled(address, ids if placed else None), how.query, **how.headers)
        body = b"".join(got.streaming_content) if got.streaming else got.content
        headers = CaseInsensitiveMapping(got.headers.items())
        yield Answer(name, placed, got.status_code, headers, body, got.streaming, frozenset(written(sent)))
