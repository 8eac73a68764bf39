"""What comes with the program: the history of a new house, and a draft for one that goes its own way."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.utils import timezone

from cauce.content import earlier_editions, loader
from cauce.content.errors import BadInput, NotInForce
from cauce.content.loader import load_edition
from cauce.custody.journal.door import Refused
from cauce.custody.journal.models import Entry
from cauce.protocol.editions import access, actions, folder, schedule
from cauce.protocol.editions.models import Edition
from cauce.rules.permissions import SYSTEM
from tests.drafting import approved, change, draft, tried

pytestmark = pytest.mark.django_db
BEFORE, NOW = earlier_editions.shipped()[-2:]
BEGINS = schedule.start_of(NOW.in_force_from)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def nothing_remembered():
    """What another test read of these editions is no part of this house."""
    folder.forget()


@pytest.fixture
def clock():
    with time_machine.travel(BEGINS - 20 * DAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast(db, clock):
    from tests import quickcast

    return quickcast.build()


def test_a_house_that_never_drafted_has_the_edition_of_each_day(db):
    assert Edition.objects.count() == 0
    assert access.edition_by_id(BEFORE.id).hash == BEFORE.hash
    assert access.edition_by_id(NOW.id) is load_edition()
    minute = dt.timedelta(minutes=1)
    assert access.in_force(BEGINS - minute) == BEFORE.id
    assert access.in_force(BEGINS) == NOW.id == access.in_force(timezone.now() + 900 * DAY)
    first = earlier_editions.shipped()[0]
    assert access.first_day() == first.in_force_from
    assert access.in_force(schedule.start_of(first.in_force_from) - DAY) == first.id
    with pytest.raises(NotInForce):
        access.edition_by_id("1999.1")


def test_it_says_which_editions_held_between_two_days_and_which_began(db):
    day = NOW.in_force_from
    assert access.in_force_between(day - DAY, day) == (BEFORE.id,)
    assert access.in_force_between(day - DAY, day + DAY) == (BEFORE.id, NOW.id)
    assert access.in_force_between(day, day + DAY) == (NOW.id,)
    assert access.beginnings(BEGINS - DAY, BEGINS) == ((NOW.id, BEGINS),)
    assert access.beginnings(BEGINS, BEGINS + DAY) == ()


def test_an_earlier_edition_that_was_touched_is_made_again_from_its_archive(db):
    home = Path(settings.EDITIONS_ROOT) / BEFORE.hash / "content"
    access.edition_by_id(BEFORE.id)
    (home / "sources.yaml").write_text("[]\n", encoding="utf-8")
    folder.forget()
    assert access.edition_by_id(BEFORE.id).hash == BEFORE.hash
    assert (
        loader.hashes_of({p: f.read_bytes() for p, f in loader.content_files(home).items()})[0] == BEFORE.hash
    )


def test_a_new_house_registers_the_whole_history_each_with_its_date_and_base(db):
    made = actions.adopt(actor=SYSTEM, at=BEGINS + DAY)
    rows = [
        (one.id, one.in_force_from, one.content_hash, one.base_id, one.state)
        for one in Edition.objects.order_by("in_force_from")
    ]
    ids = [None, *(one.id for one in earlier_editions.shipped())]
    assert rows == [
        (one.id, one.in_force_from, one.hash, base, "approved")
        for one, base in zip(earlier_editions.shipped(), ids, strict=False)
    ]
    assert made.id == NOW.id and access.in_force(BEGINS) == NOW.id
    assert actions.adopt(actor=SYSTEM, at=BEGINS + DAY) == made
    assert Edition.objects.count() == len(rows)
    # The same bytes lie with the program: they are not written and parsed a second time.
    assert access.edition_by_id(NOW.id) is load_edition()


def test_what_has_not_begun_is_no_history_and_two_people_take_it_over_on_its_date(cast, clock):
    actions.adopt(actor=SYSTEM, at=timezone.now())
    assert [one.id for one in access.editions(cast.sofia.actor)][0] == BEFORE.id
    assert access.offered() is load_edition()
    made = actions.take(actor=cast.sofia.actor, note="Lo que trae el programa.").edition
    assert (made.id, made.base_id, made.state) == (NOW.id, BEFORE.id, "draft")
    assert (made.in_force_from, made.content_hash) == (NOW.in_force_from, NOW.hash)
    assert access.offered() is None
    approved(cast, made)
    clock.move_to(BEGINS)
    assert access.in_force(timezone.now()) == NOW.id and access.current_edition() is load_edition()
    assert Entry.objects.filter(what="edition.take").count() == 1


def test_taken_late_it_begins_tomorrow_and_differs_in_nothing_else(cast, clock):
    actions.adopt(actor=SYSTEM, at=timezone.now())
    clock.move_to(BEGINS + 40 * DAY)
    made = actions.take(actor=cast.sofia.actor).edition
    assert made.in_force_from == schedule.day_of(timezone.now()) + DAY
    ours, theirs = access.texts(made), earlier_editions.files_of(NOW)
    assert {path for path in ours if ours[path].encode() != theirs[path]} == {"edition.yaml"}
    assert ours.keys() == theirs.keys()
    with pytest.raises(BadInput, match="exists already"):
        actions.take(actor=cast.sofia.actor)
    assert actions.take(actor=cast.sofia.actor, id=f"{NOW.id}b").edition.id == f"{NOW.id}b"


def test_whoever_took_it_over_does_not_approve_it(cast):
    actions.adopt(actor=SYSTEM, at=timezone.now())
    with pytest.raises(Refused):
        actions.take(actor=cast.aurora.actor)
    made = actions.take(actor=cast.sofia.actor).edition
    tried(cast, made, errors=[])
    actions.propose(actor=cast.ximena.actor, edition=made, seen=made.content_hash)
    with pytest.raises(BadInput, match="Whoever wrote it"):
        actions.approve(actor=cast.sofia.actor, edition=made, seen=made.content_hash)


OURS, BOTH, THEIRS, NEW = ("catalogues/channels.yaml", "coverage.yaml", "sources.yaml", "parameters/zz.yaml")


@pytest.fixture
def newer(tmp_path, monkeypatch):
    """The program as it will come one day, with other words in two files and one file more."""
    root = shutil.copytree(load_edition().root, tmp_path / "content")
    for path in (BOTH, THEIRS):
        with (root / path).open("a", encoding="utf-8") as file:
            file.write("# del programa\n")
    (root / NEW).write_text("[]\n", encoding="utf-8")
    loader.seed_cache(root, load_edition())
    monkeypatch.setenv("CAUCE_CONTENT", str(root))
    return root


def test_what_the_house_changed_stays_and_what_both_changed_is_named(cast, clock, newer):
    clock.move_to(BEGINS - 20 * DAY)
    actions.adopt(actor=SYSTEM, at=timezone.now())
    own = draft(cast, "2026.1h")
    for path in (OURS, BOTH):
        change(cast, own, path, lambda text: text + "# de la casa\n")
    approved(cast, own)
    clock.move_to(BEGINS + DAY)
    found = actions.take(actor=cast.sofia.actor)
    texts = access.texts(found.edition)
    assert (found.edition.base_id, found.both) == ("2026.1h", (BOTH,))
    assert texts[OURS].endswith("# de la casa\n")
    assert texts[BOTH].endswith("# del programa\n") and texts[THEIRS].endswith("# del programa\n")
    assert texts[NEW] == "[]\n"
