"""A house of an earlier day is brought up to date, also cut in the middle, and nothing in it is lost."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils import timezone

from cauce.cases.models import Case
from cauce.custody.journal import ledger
from cauce.custody.journal.models import Entry
from cauce.custody.keystore import KeyGone, seal
from cauce.custody.keystore.columns import sealed_columns
from cauce.operations.checks import refuse_unsafe
from cauce.operations.loop.tick import tick
from cauce.operations.migrating import Behind, lacking
from cauce.protocol.editions import schedule
from cauce.site.routes import OPEN_ROUTES
from cauce.staff.accounts.environment import check_environment
from cauce.staff.offices.models import User
from faults.chores_migrations import hashes
from tests.architecture.asking import Asking, read_once
from tests.architecture.matrix import PRINTED, WALKED, allowed
from tests.architecture.walking import PLACE, filled

from .opened import House, differ, kept, opened, said

pytestmark = pytest.mark.django_db
OLDEST = "2026-11-25"
CURE = "cauce upgrade"
LINKS = re.compile(rb'href="(/[^"#?]*)')
# Printing takes its time, and puts on paper what the pages show.
PAPER = PRINTED | {"protocol:download", "protection:referral_paper", "letters:paper"}


@dataclass
class Brought:
    """A house and how it was brought here; of the start and the command, what each said.

    ``halfway``: the migrations lacking after the cut; ``between``, ``after``: what every column held.
    """

    house: House
    start: str
    start_halfway: str
    command_halfway: tuple[int, str]
    halfway: list[tuple[str, str]]
    between: dict[str, list[Any]]
    after: dict[str, list[Any]]
    entries: int
    replanned: tuple[int, str]


def at_the_start() -> str:
    """What a server says that does not start; '' for one that does."""
    try:
        refuse_unsafe()
    except Behind as problem:
        return problem.text("es")
    return ""


@pytest.fixture(autouse=True)
def anchors_end_with_their_test():
    """Not here: those of a house stay with it."""


@pytest.fixture(autouse=True)
def only_the_shipped_edition():
    """Not here: which editions hold is asked of the database of the house, not of what a test knew before."""
    yield
    schedule.forget()


@pytest.fixture(scope="module", params=kept())
def brought(request, django_db_setup, django_db_blocker) -> Iterator[Brought]:
    """One old house, cut in the middle, then brought to the end, its clock run, its cases planned."""
    folder = Path(settings.KEYSTORE_ROOT).parent / request.param
    with django_db_blocker.unblock(), opened(request.param, folder) as house:
        start = at_the_start()
        if house.lacked:
            house.cut()
        halfway = at_the_start(), said("replan", "--check"), lacking(), hashes(None)
        if house.lacked:
            call_command("migrate", verbosity=0)
        after, entries = hashes(None), Entry.objects.count()
        assert said("withdrawals", "replay")[0] == 0
        refuse_unsafe()
        check_environment(timezone.now())
        tick(timezone.now())
        yield Brought(house, start, *halfway, after, entries, said("replan", "--apply"))


def test_the_oldest_house_is_kept_for_this_engine_and_was_behind(brought):
    assert OLDEST in kept()
    assert brought.house.lacked or brought.house.made_at.date().isoformat() > OLDEST


def test_a_server_starts_on_it_only_once_it_is_up_to_date(brought):
    assert (CURE in brought.start) is bool(brought.house.lacked)
    assert at_the_start() == ""


def test_cut_in_the_middle_it_says_what_to_do_and_run_again_it_completes(brought):
    if brought.house.lacked:
        assert brought.halfway and set(brought.halfway) <= set(brought.house.lacked)
        assert CURE in brought.start_halfway and "nada se perdió" in brought.start_halfway
        if len(brought.house.lacked) > 1:
            assert len(brought.halfway) < len(brought.house.lacked)
        # Of the last change, cut after its work, only the record lacks: a command finds what it asks for; nor
        # does replanning ask for what figures keep.
        asked = [one for one in brought.halfway if one[0] != "measurement"]
        if len(asked) > 1:
            assert brought.command_halfway[0] == 2 and CURE in brought.command_halfway[1]
        elif not asked:
            assert brought.command_halfway[0] == 0
    else:
        assert brought.start_halfway == "" and brought.halfway == []
    assert lacking() == []


def test_neither_the_cut_nor_the_rest_changed_anything_that_was_written(brought):
    before = brought.house.before
    assert len(before) > 300 and before["cases_case.folio"][0] > 5
    assert differ(before, brought.between) == [] and differ(before, brought.after) == []


def test_planned_again_no_row_differs(brought):
    assert brought.replanned[0] == 0, brought.replanned[1]
    status, told = said("replan", "--check")
    assert status == 0 and "0 filas difieren" in told
    assert Case.objects.exclude(erased_at=None).count() + int(told.split()[0]) == Case.objects.count()


def test_the_journal_its_anchors_the_list_of_erasures_and_the_keys_hold(brought):
    assert brought.entries >= brought.house.before["journal_entry.seal"][0]
    status, told = said("journal", "verify")
    assert status == 0 and "La bitácora está completa" in told and " 0 anclas" not in told
    assert said("withdrawals", "verify")[0] == said("keys", "check")[0] == 0
    ends = [end for line in ledger.lines() for end in line.ends if end.kind == "erasure"]
    erased = [end for end in ends if end.detail["part"] == "record"]
    assert len(erased) == Case.objects.exclude(erased_at=None).count()
    for end in erased:
        with pytest.raises(KeyGone):
            seal(UUID(end.detail["keys"][0]), "", {})


def test_everything_that_was_sealed_opens_with_its_own_keys(brought):
    opens = Counter[str]()
    for key in Case.objects.filter(erased_at=None).values_list("key_id", flat=True):
        for column in sealed_columns():
            for row in column.rows(key):
                if getattr(row, column.attname):
                    column.open(row, key)
                    opens[column.model._meta.label] += 1
    assert opens["cases.Section"] >= 8 and len(opens) > 5


def pages(username: str) -> tuple[dict[str, bytes], dict[str, int]]:
    """The pages, by address, that somebody of Houston sees who opens each list, each page of their cases,
    and one of whatever else is linked from those; and the status of the answers that are no pages."""
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get(username=username))
    ask, shown, others, opened = Asking(client), dict[str, bytes](), dict[str, int](), set[str]()
    case = {"case_id": Case.objects.filter(post="HOU", erased_at=None).earliest("opened_at").id}
    waiting = deque(
        filled(address, case)
        for route, address in WALKED
        if {name for _, name in PLACE.findall(address)} <= case.keys()
        and allowed(route, username, "houston" if PLACE.search(address) else "nothing")
    )
    unlinked = set(waiting)  # of a case without a family there is no page of its family
    named = set(waiting)  # most that a page names stood on the one before
    with read_once():
        while waiting:
            here = waiting.popleft()
            route = _route(here)
            if route in opened | PAPER | OPEN_ROUTES or not route:
                continue
            opened.add(route)
            with transaction.atomic():
                answer = ask("get", here)
                page = b"" if answer.streaming else answer.content
                transaction.set_rollback(True)
            if answer.status_code == 404 and here in unlinked:
                continue
            if answer.status_code != 200:
                others[here] = answer.status_code
                continue
            shown[here] = page
            links = dict.fromkeys(one.decode() for one in LINKS.findall(page))
            waiting.extend(one for one in links if one not in named)
            named.update(links)
    return shown, others


def _route(address: str) -> str:
    try:
        return resolve(address).view_name
    except Resolver404:
        return ""


@pytest.mark.parametrize("who", ["ines", "aurora"])
def test_page_by_page_nothing_breaks_and_its_cases_are_shown(brought, who):
    shown, others = pages(who)
    assert {here: code for here, code in others.items() if code >= 400 and code != 405} == {}
    assert len(shown) > (120 if who == "ines" else 50)
    if who == "ines":
        here = Case.objects.filter(post="HOU", erased_at=None, closed_at=None)
        text = b" ".join(shown.values())
        assert [one.folio for one in here if one.folio.encode() not in text] == []
