"""A folio of nobody, one of another post and one of a case that is closed: one answer, the same questions.

The same text is asked in a world for each kind, by everybody; nothing tells the worlds apart: not the status,
the bytes, the headers, what the database is asked, or what the journal keeps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from cauce.cases import actions as cases
from cauce.cases.models import Case, RegisterKey, RegisterNumber
from cauce.cases.rules.registers import same
from cauce.custody.journal.models import Entry
from cauce.custody.keystore import mark
from cauce.protocol.editions import schedule
from tests import quickcast
from tests.architecture.doorways import EVERYBODY
from tests.profiles import examples

pytestmark = pytest.mark.django_db
KINDS = ("nobodys", "another_posts", "a_partys", "blocked", "erased", "sealed")
AT_A_POST = ("lucia", "ines", "mateo", "aurora", "tomas")
VARIES = re.compile(r'(csrfmiddlewaretoken" value=")[^"]+')
VALUES = re.compile(r"'[^']*'|\b\d+(\.\d+)?\b")


@pytest.fixture(scope="module")
def world(module_db):
    """Cases of Houston that are closed in each way, and one of Laredo; Tomás's are the other way round."""
    cast = quickcast.build()
    at = timezone.now()

    def made(who, post) -> Case:
        case = cases.open_case(actor=who.actor, post=post, channel="walk_in", started_at=at)
        number = f"N-{case.folio}"
        cases.write_number(actor=who.actor, case=case, register="sipc", number=number, at=at)
        return case

    by_post = {}
    for who, post, other in ((cast.ines, cast.houston, "LAR"), (cast.tomas, cast.laredo, "HOU")):
        kept = {kind: made(who, post) for kind in KINDS[1:]}
        Case.objects.filter(id=kept["blocked"].id).update(blocked_at=at)
        Case.objects.filter(id=kept["erased"].id).update(blocked_at=at, erased_at=at)
        Case.objects.filter(id=kept["sealed"].id).update(blocked_at=at, sealed_at=at)
        by_post[post.code] = kept
        by_post.setdefault(other, {})
    for post, other in (("HOU", "LAR"), ("LAR", "HOU")):
        by_post[f"for {post}"] = by_post[post] | {"another_posts": by_post[other]["another_posts"]}
    for name in ("lucia", "mateo", "aurora", "ines"):  # the last one says it of herself
        party(cast.ines, by_post["HOU"]["a_partys"], getattr(cast, name))
    party(cast.tomas, by_post["LAR"]["a_partys"], cast.tomas)
    return SimpleNamespace(cast=cast, cases=by_post)


def party(says, case: Case, whom) -> None:
    case = Case.objects.get(id=case.id)
    cases.declare_party(
        actor=says.actor, case=case, user=whom.user, relation="named", words="", at=timezone.now()
    )


@contextmanager
def bears(case: Case | None, folio: str | None, number: str | None) -> Iterator[None]:
    """While it lasts this case has that folio, or that number of the SIPC; None: nobody's case has."""
    with transaction.atomic():
        if case is not None and folio:
            Case.objects.filter(id=case.id).update(folio=folio)
        if case is not None and number:
            key = RegisterKey.objects.get(register="sipc")
            RegisterNumber.objects.filter(case=case).update(mark=mark(key.id, "sipc", same(number)))
        yield
        transaction.set_rollback(True)


def warm(client: Client) -> None:
    """What is done once is done here: that somebody is at the keyboard is noted, the manual is read."""
    client.get("/atajos/")
    with bears(None, None, None):
        asked(client, "XOL-1999-00001")


def asked(client: Client, typed: str):
    """All that can be seen of an answer, but for the token of its form; and what the journal keeps of it."""
    schedule.assume()  # twice a minute a process asks which edition holds: not of whoever is looked for
    last = Entry.objects.order_by("-id").values_list("id", flat=True).first() or 0
    with CaptureQueriesContext(connection) as held:
        answer = client.post("/atajos/", {"q": typed})
    queries = [VALUES.sub("?", one["sql"]) for one in held if "SAVEPOINT" not in one["sql"]]
    entries = Entry.objects.filter(id__gt=last).order_by("id")
    written = list(entries.values_list("kind", "what", "about_kind", "about_id", "detail"))
    page = VARIES.sub(r"\1", answer.content.decode())
    return answer.status_code, page, dict(answer.headers), queries, written


def kinds_for(world, who: str) -> dict[str, Case | None]:
    post = "LAR" if who == "tomas" else "HOU"
    found = {"nobodys": None} | world.cases[f"for {post}"]
    if who == "aurora":  # a sealed file is the head's to read
        del found["sealed"]
    if who not in AT_A_POST:  # nothing is looked up for them
        return {kind: found[kind] for kind in ("nobodys", "another_posts", "blocked")}
    return found


@pytest.mark.parametrize("who", sorted(EVERYBODY))
@examples(2, one_fixture=True)
@given(
    number=st.integers(90_000, 99_999),
    year=st.integers(2019, 2031),
    between=st.sampled_from(["-", " ", ""]),
    post=st.sampled_from(["HOU", "LAR", "XOL"]),
)
def test_a_number_that_opens_nothing_is_answered_alike_whosever_it_is(
    world, who, number, year, between, post
):
    client = Client()
    client.force_login(getattr(world.cast, who).user)
    warm(client)
    folio, sipc = f"{post}-{year}-{number}", f"S/{year}/{number}"
    for typed, borne in ((folio.replace("-", between), (folio, None)), (sipc, (None, sipc))):
        seen = {}
        for kind, case in kinds_for(world, who).items():
            with bears(case, *borne):
                seen[kind] = asked(client, typed)
        nothing = seen.pop("nobodys")
        assert nothing[0] == 200
        for part, name in enumerate(("status", "bytes", "headers", "questions", "journal")):
            assert [kind for kind, one in seen.items() if one[part] != nothing[part]] == [], name


def test_the_walk_would_find_an_answer_that_differs(world):
    """Mateo's own case that opens to him does differ, in each part that is looked at."""
    client = Client()
    client.force_login(world.cast.mateo.user)
    case = cases.open_case(
        actor=world.cast.ines.actor, post=world.cast.houston, channel="walk_in", started_at=timezone.now()
    )
    warm(client)
    nothing, opened = asked(client, "HOU-2031-99999"), asked(client, case.folio)
    assert [one != other for one, other in zip(nothing, opened, strict=True)] == [True] * 5
    assert len(nothing[3]) > len(opened[3])
