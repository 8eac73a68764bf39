"""The invented network: the same seed makes the same one, by the same rules and the same journal."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import Counter
from contextlib import closing

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from cauce.cases import access
from cauce.cases.drift import differences
from cauce.cases.dry_run import following_another
from cauce.cases.models import Case, CaseAct
from cauce.cases.notes.models import ColleagueNote
from cauce.content import earlier_editions
from cauce.content.loader import load_edition
from cauce.custody.journal.chain import verify
from cauce.custody.journal.models import Entry
from cauce.demo import stories
from cauce.demo.load import load
from cauce.family.reunification.models import Return, Reunification
from cauce.protocol.editions import access as access_editions
from cauce.protocol.editions import folder, schedule
from cauce.protocol.editions.models import Edition
from cauce.rights.rights.models import UnkeptDraft
from cauce.rules.pathway.model import DEPARTED
from cauce.sharing.referrals.models import Referral
from cauce.staff.offices.models import Post
from tests import demonstration

from . import believable

pytestmark = pytest.mark.django_db(transaction=True)


# What follows from an act of another part stands under that act's own entry: so does what an office in
# Mexico answered, which meets an action of the Protocol.
ANSWERED = {"family_protection_requested", "victim_register_filed"}
FOLLOWS = {"aid_requested", "safe_contact_made", *ANSWERED}


FOLIOS = "SELECT folio, status, keeping, danger FROM cases_case ORDER BY folio"
# Of figures, which ``cauce demo`` loads besides; and of Django.
FIGURES = ("facts.bulk_load", "numbers.close", "statistics.prepare", "statistics.propose", "statistics.sign")
YEARBOOKS = "SELECT kind, period, state, prepared_by <> signed_by FROM measurement_statisticsedition"
BESIDES = ("measurement_", "journal_entry", "django_", "auth_")


def held(cursor, tables):
    """What can be told of each case, what was done how often, and how many rows every table has."""
    cursor.execute(FOLIOS)
    found = {"cases": [(*row[:3], bool(row[3])) for row in cursor.fetchall()]}
    cursor.execute("SELECT what, COUNT(*) FROM journal_entry GROUP BY what")
    found["done"] = {what: times for what, times in cursor.fetchall() if what not in FIGURES}
    for table in tables:
        cursor.execute(f'SELECT COUNT(*) FROM "{table}"')  # noqa: S608
        found[table] = cursor.fetchone()[0]
    return found


def made_by_another_process():
    file = demonstration.made() / demonstration.NETWORK / "cauce.sqlite3"
    return closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True))


def held_by_another_process(tables):
    with made_by_another_process() as there:
        return held(there.cursor(), tables)


def parts_apart():
    """Told cases on which a part with acts of its own stands: a family, a return, a detention."""
    return Reunification.objects, Return.objects, CaseAct.objects.filter(name="hearing_set")


def check_whole(counts):
    """Rows equal rules, the chains hold, every act has its entry, every sealed part opens."""
    assert counts["posts"] == 53 == Post.objects.count()
    assert Case.objects.count() >= counts["cases"] >= 53 * 3
    assert Referral.objects.count() >= counts["referrals"] > 0
    assert differences(timezone.now()) == (Case.objects.count(), [])
    assert verify()[1] == []
    assert [row.to is None for row in ColleagueNote.objects.order_by("at")] == [True, False]
    bulk = Entry.objects.filter(what="case.open", detail__act="contact_started")
    loaded = set(bulk.values_list("about_id", flat=True))
    told = Entry.objects.filter(what="case.bulk_load").values_list("detail__cases", flat=True)
    assert len(loaded) == sum(told) >= counts["cases"] + UnkeptDraft.objects.count()
    ways = ("case.open", "case.record_act", "case.depart")
    entries = Entry.objects.filter(what__in=ways, about_id__in=loaded)
    written = Counter(
        (id, detail.get("act", DEPARTED)) for id, detail in entries.values_list("about_id", "detail")
    )
    rows = CaseAct.objects.filter(case_id__in=loaded).values_list("case_id", "name")
    acts = Counter((str(id), name) for id, name in rows)
    assert written - acts == Counter()
    apart = {str(id) for rows in parts_apart() for id in rows.values_list("case_id", flat=True)}
    assert 0 < len(apart & loaded) < 20
    assert {name for id, name in acts - written if id not in apart} <= FOLLOWS
    for case in Case.objects.all()[:30]:
        for part in (access.notes, access.consents, access.assessments, access.risks):
            part(case)
        assert access.plan_items(case) is not None
        assert access.section(case, "facts")[1]


def check_believable():
    """No part of a case gainsays another, and the posts are of three kinds, few of which are late."""
    told = believable.everything()
    assert believable.contradictions(told, timezone.now()) == []
    codes = sorted(Post.objects.values_list("code", flat=True))
    owed, shares = believable.owed(timezone.now()), {}
    for kind in stories.KINDS:
        of = [owed[code] for code in codes if code in owed and stories.kind_of(code, codes) == kind]
        shares[kind] = sum(late for _, late in of) / sum(many for many, _ in of)
    # Sixty cases are few: of two thousand they are 4, 19 and 44 hundredths.
    assert shares["good"] < 0.08 < shares["middling"] < 0.28 < shares["overwhelmed"] < 0.75, shares
    lists = Counter(believable.band_of(one, timezone.now()) for one in told if one.case.status == "active")
    assert lists["late"] < 0.3 * sum(lists.values()), lists


def check_yearbook():
    """The last year whose day had come is public, by two people, and each of its files can be read."""
    with made_by_another_process() as there:
        rows = there.execute(YEARBOOKS)
        assert [tuple(row) for row in rows.fetchall()] == [("yearbook", "2025", "published", True)]


def check_editions():
    """Both editions with what two people did before the second began, and each case under its own."""
    before, now = earlier_editions.shipped()[-2:]
    begins = schedule.start_of(now.in_force_from)
    rows = Edition.objects.order_by("in_force_from")
    assert [(one.id, one.state, one.content_hash) for one in rows] == [
        (one.id, "approved", one.hash) for one in earlier_editions.shipped()
    ]
    made = rows.get(id=now.id)
    folder.forget()  # what another test of this process read of it
    assert made.base_id == before.id and access_editions.content_of(made) is load_edition()
    trial = access_editions.last_trial(made)
    assert trial.found["errors"] == [] and trial.found["open"]["cases"] > 3
    told = list(Entry.objects.filter(what__startswith="edition.").order_by("at"))
    assert [one.what.partition(".")[2] for one in told] == [
        "adopt",
        "take",
        "try",
        "propose",
        "approve",
    ]
    assert told[-1].at < begins and len({one.actor for one in told}) == 3
    assert [one.at for one in access_editions.approvals(made)] == [one.at for one in told[-2:]]
    for case in Case.objects.all():
        then = {one["edition"] for one in case.followed}
        ended = case.closed_at or timezone.now()
        assert case.edition == (before.id if ended < begins else now.id), case.folio
        assert then == ({before.id} if case.opened_at < begins <= ended else set()), case.folio
    moved = Entry.objects.filter(what="case.edition_moved")
    assert moved.count() == Case.objects.exclude(followed=[]).count() > 3
    assert not any(following_another(access_editions.current_edition(), {}))


def test_the_same_seed_makes_the_same_whole_network():
    """The same as another process made on the same day, on whichever engine."""
    names = connection.introspection.table_names()
    tables = sorted(name for name in names if not name.startswith(BESIDES))
    assert len(tables) > 90
    with time_machine.travel(demonstration.DAY, tick=True):
        counts = load(60)
        with connection.cursor() as cursor:
            here, there = held(cursor, tables), held_by_another_process(tables)
        assert {name: (here[name], there[name]) for name in here if here[name] != there[name]} == {}
        check_whole(counts)
        check_editions()
        check_believable()
        check_yearbook()


def test_where_the_edition_is_still_to_come_the_story_goes_as_far_as_that_day():
    before, now = earlier_editions.shipped()[-2:]
    day = schedule.start_of(now.in_force_from) - dt.timedelta(days=20)
    with time_machine.travel(day, tick=True):
        load(60)
        assert list(Edition.objects.order_by("id").values_list("id", "state")) == [
            (before.id, "approved"),
            (now.id, "proposed"),
        ]
        assert set(Case.objects.values_list("edition", flat=True)) == {before.id}
        assert differences(timezone.now())[1] == []
        assert believable.contradictions(believable.everything(), timezone.now()) == []
