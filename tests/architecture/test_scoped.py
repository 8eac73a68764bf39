"""An unscoped question about people cannot be put unnoticed: the manager, a rule and a walk."""

from __future__ import annotations

import ast

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import BinaryField, Count, Exists, OuterRef, Q
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cauce.cases.models import Assessment, Case, Consent, Section
from cauce.custody.journal.door import refusals
from cauce.custody.journal.scoped import ScopedRows, Unscoped
from cauce.desk.intake.screenings import urls
from cauce.people.models import Person

from .reading import app_of, code, nodes, short

# Tables that hold no person, though they belong to a post or hold something sealed.
NOT_OF_PEOPLE = {
    "accounts": "who signs in, and with what: by user",
    "cases.LetterSeries": "the last number of letters of a post, by year: nobody is in it",
    "cases.RegisterKey": "keys of marks; a mark is nobody's number",
    "cases.RegisterOrder": "the order of a sheet of the content",
    "cases.HolderKey": "the keys of whoever holds reserved parts, by user",
    "collection.Device": "a telephone of a post; what it sent is Arrival",
    "directory": "organisations, their services, and interpreters: found across posts by purpose",
    "exports": "files that were made, by their own id and maker",
    "learning": "what somebody on the staff learned, by user",
    "machines": "keys of partners' systems, and the queue of what they are told: ids and states",
    "measurement.StatisticsFile": "a file that anybody may download: figures that point at nobody",
    "measurement.Fact": "counted facts: a post by its code, keys that name nobody",
    "measurement.KeptUnits": "what facts say, kept: keys that name nobody",
    "notices.Message": "an outbox of neutral messages: codes and ids",
    "obligations.Obligation": "what is due, by code and date; whose is an id",
    "offices": "posts, people who work in them, incidents with things",
    "outings": "places, hours, things and counts of a post: nobody who came is in it",
    "readiness": "what a post has ready",
    "editions": "content, and what a post adds to it",
    "oversight": "a proposal that a second person decides: ids and codes",
    "rights.ArchivalAuthorisation": "leave to destroy archives: a number, a day, a post",
    "screenings.LinkKey": "keys of marks; a mark is nobody's name",
    "screenings.LinkMark": "keyed digests; compared across posts by purpose",
    "screenings.LinkComplaint": "a digest and a date",
    "aid.Budget": "how much a post may spend in a period",
    "screenings.CueSwitch": "whether cues are on",
}


def of_people() -> dict[str, type]:
    """Models whose manager is scoped, by name."""
    return {
        model.__name__: model
        for model in apps.get_models()
        if isinstance(model._default_manager.all(), ScopedRows)
    }


def looks_like_people(model) -> bool:
    named = {field.name for field in model._meta.get_fields() if field.concrete}
    sealed = any(isinstance(field, BinaryField) for field in model._meta.get_fields())
    return sealed or bool(named & {"post", "case", "person", "referral", "encounter", "sitting"})


def test_every_table_about_people_has_the_manager_that_asks_whose():
    free = [
        model._meta.label
        for model in apps.get_models()
        if model.__module__.startswith("cauce.")
        and looks_like_people(model)
        and model.__name__ not in of_people()
        and model._meta.label not in NOT_OF_PEOPLE
        and model._meta.app_label not in NOT_OF_PEOPLE
    ]
    assert free == []
    assert {
        "Case",
        "Section",
        "Person",
        "Identity",
        "Consent",
        "Assessment",
        "CaseAct",
        "Referral",
        "Sitting",
        "Encounter",
        "Arrival",
        "FilledForm",
    } <= set(of_people())


# Where another part than the owner asks a table about people, and why that is no way around.
ASKED_ELSEWHERE = {
    "cauce/measurement/boards/post_comparison/rows.py": (
        "numbers: instants by post; counts and medians alone leave it"
    ),
    "cauce/measurement/indicators/by_edition.py": "numbers: grouped counts",
    "cauce/measurement/indicators/counting.py": "numbers: grouped counts and medians",
    "cauce/measurement/indicators/cues.py": "numbers: small cells are not shown",
    "cauce/measurement/facts/departures.py": "numbers: codes by post",
    "cauce/measurement/facts/obligations.py": "numbers: which cases are left out",
    "cauce/measurement/facts/collecting.py": "the loop: the row that an entry of the journal is about",
    "cauce/measurement/facts/voiding.py": "the loop: whether a case began with a turn at a window",
    "cauce/measurement/facts/tallying.py": "the loop: which reviews came due on a day",
    "cauce/measurement/facts/profiling.py": "the loop: codes of one case",
    "cauce/measurement/facts/correcting.py": "the loop: the rows that a correction is about",
    "cauce/measurement/facts/retallying.py": "the loop: what one case owed on days that are over",
    "cauce/cases/corrections/access.py": "corrections: rows of a case that was checked",
    "cauce/cases/owed.py": "what one case owes, and how often an act of it was recorded",
    "cauce/cases/corrections/standing.py": "corrections: what one case owes, before and after",
    "cauce/cases/corrections/known_before.py": "corrections: what was known of one case before",
    "cauce/intake/screenings/access.py": "corrections: which answers of one case are out of sight",
    "cauce/sharing/referrals/access_correcting.py": "corrections: which requests of one case still count",
    "cauce/cases/corrections/actions/acts.py": "corrections: the act that is corrected, by case",
    "cauce/cases/corrections/actions/plans.py": "corrections: the line that is corrected, by case",
    "cauce/sharing/referrals/actions/correcting.py": "corrections: what a sending left in its case",
    "cauce/cases/papers/access.py": "papers: the loop: cases with copies, and with a yes taken back",
    "cauce/cases/notes/access.py": "notes: who is to do something in one case; the loop: cases with notes",
    "cauce/custody/journal/bulk_rows.py": "new rows of whichever owner gives them",
    "cauce/cases/actions/bulk.py": "the demonstration's persons, made with their cases",
    "cauce/cases/actions/opening_many.py": "the persons of a crew, made with their cases",
    "cauce/sharing/referrals/access.py": "the loop: which referrals rest on a yes that is over",
    "cauce/sharing/referrals/access_together.py": "who of one post said yes to a service",
    "cauce/sharing/referrals/actions/chasing.py": "the loop: cases held while their referrals are chased",
    "cauce/sharing/referrals/actions/sending.py": "the consent that a referral rests on, by case",
    "cauce/standards/htcds/records.py": "the command that exports without identity",
    "cauce/demo/directory_upkeep.py": "the demonstration's invented network",
    "cauce/demo/load.py": "the demonstration's invented network",
    "cauce/demo/mexico.py": "the demonstration's invented network",
    "cauce/demo/choosing.py": "the demonstration's invented network",
    "cauce/demo/more.py": "the demonstration's invented network",
    "cauce/demo/aid.py": "the demonstration's invented network",
    "cauce/demo/colleagues.py": "the demonstration's invented network",
    "cauce/demo/joins.py": "the demonstration's invented network",
    "cauce/demo/crews.py": "the demonstration's invented network",
    "cauce/demo/drafts.py": "the demonstration's invented network",
    "cauce/demo/follow_up.py": "the demonstration's invented network",
    "cauce/demo/notes.py": "the demonstration's invented network",
    "cauce/demo/scenes.py": "the demonstration's invented network",
}


def asked(module: ast.Module, names) -> list[tuple[int, str]]:
    """(line, what) of each place where a module asks a table about people, or goes around it."""
    found = []
    for node in nodes(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr in ("get_model", "raw", "extra"):
                found.append((node.lineno, f".{node.func.attr}()"))
        if not isinstance(node, ast.Attribute):
            continue
        owner = node.value.id if isinstance(node.value, ast.Name) else ""
        if node.attr in ("objects", "written") and owner in names:
            found.append((node.lineno, f"{owner}.{node.attr}"))
        if node.attr in ("_base_manager", "_default_manager"):
            found.append((node.lineno, f".{node.attr}"))
    return found


def test_only_the_owner_asks_a_table_about_people():
    names, wrong = of_people(), []
    for path, module in code():
        here = short(path)
        for line, what in asked(module, names):
            model = names.get(what.partition(".")[0])
            owner = model._meta.app_label if model else ""
            if app_of(path) != owner and here not in ASKED_ELSEWHERE:
                wrong.append(f"{here}:{line} {what}")
    assert wrong == []


@pytest.mark.parametrize(
    "snippet",
    [
        "rows = Case.objects.all()",
        "Person._base_manager.get(id=1)",
        "X._default_manager.count()",
        "apps.get_model('cases', 'Case')",
        "rows.raw('SELECT 1')",
        "rows.extra(where=['1'])",
    ],
)
def test_the_rule_finds_a_module_that_goes_around(snippet):
    assert asked(ast.parse(snippet), of_people())


WIDE = {
    "all": lambda: list(Case.objects.all()),
    "count": lambda: Case.objects.count(),
    "exists": lambda: Person.objects.exists(),
    "first": lambda: Case.objects.order_by("id").first(),
    "other column": lambda: list(Case.objects.filter(status="active")),
    "not this post": lambda: list(Case.objects.exclude(post_id="HOU")),
    "this post or danger": lambda: list(Case.objects.filter(Q(post_id="HOU") | Q(danger=True))),
    "iterator": lambda: list(Consent.objects.iterator()),
    "sums": lambda: Section.objects.aggregate(Count("id")),
    "values": lambda: list(Assessment.objects.values_list("case_id")),
    "range of ids": lambda: list(Section.objects.filter(id__gt=0)),
    "inside another": lambda: list(
        Case.objects.filter(id__in=Consent.objects.filter(given=True).values("case_id"))
    ),
}
NARROW = {
    "by id": lambda: Case.objects.filter(id="00000000-0000-4000-8000-000000000000").first(),
    "of a post": lambda: list(Case.objects.of_post("HOU")),
    "of posts, by way of the case": lambda: list(Consent.objects.filter(case__post_id__in=["HOU"])),
    "both of a post": lambda: list(Case.objects.filter(Q(post_id="HOU", danger=True) | Q(post_id="LAR"))),
    "for a reason": lambda: Case.objects.everywhere("numbers").count(),
    "those of a case": lambda: list(Case(id="00000000-0000-4000-8000-000000000000").consents.all()),
    "with one of its own": lambda: list(
        Case.objects.of_post("HOU").filter(Exists(Consent.objects.filter(case=OuterRef("id"))))
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("how", WIDE)
def test_a_page_cannot_ask_for_everybody(how):
    with refusals(), pytest.raises(Unscoped):
        WIDE[how]()
    WIDE[how]()  # a command may


@pytest.mark.django_db
@pytest.mark.parametrize("how", NARROW)
def test_a_page_may_ask_for_its_own(how):
    with refusals():
        NARROW[how]()


@pytest.mark.django_db
def test_what_is_visible_to_somebody_is_of_their_posts(cast):
    with refusals():
        for who, posts in ((cast.ines, ["HOU"]), (cast.bruno, []), (cast.aurora, [])):
            rows = Case.objects.visible_to(who.actor)
            assert [p for p in ("HOU", "LAR") if f"'{p}'" in repr(rows.query.where)] == posts
    with pytest.raises(KeyError):
        Case.objects.everywhere("because")


@pytest.mark.django_db
def test_a_careless_page_breaks_before_it_shows_anything(cast, monkeypatch):
    """The planted mistake: a new page that lists every case."""

    def careless(request, **ids):
        return HttpResponse(", ".join(case.folio for case in Case.objects.all()))

    pattern = next(one for one in urls.urlpatterns if one.name == "offer")
    monkeypatch.setattr(pattern, "callback", careless)
    client = Client(raise_request_exception=False)
    client.force_login(cast.lucia.user)
    with CaptureQueriesContext(
        connection,
    ) as put:
        assert client.get("/mostrador/siguiente/").status_code == 500
    assert not any('FROM "cases_case"' in one["sql"] for one in put.captured_queries)
