"""A04: an administrator opens every page and asks every door, and sees nothing of any case."""

from __future__ import annotations

import itertools
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.utils import timezone

from cauce.cases import access as cases
from cauce.cases.models import Case
from cauce.custody.journal.door import Absent
from cauce.custody.journal.models import Entry
from cauce.people import access as people
from cauce.rules.permissions import SYSTEM
from cauce.rules.roles import ROLES
from cauce.staff.accounts.access import scope_of
from cauce.staff.accounts.actions import suspend
from cauce.staff.accounts.actions._shared import Refusal
from cauce.staff.offices import access as offices
from cauce.staff.offices.actions import add_user, assign
from cauce.staff.offices.models import User
from tests import quickcast
from tests.architecture.matrix import WALKED
from tests.architecture.walking import CANARY, filled, houston

from .asking import asking, heard

pytestmark = pytest.mark.django_db
STORY = "Citlalmina contó que dormía en la calle Nochebuena 1977"


@pytest.fixture(scope="module")
def made(module_db):
    """A case of Houston with a name and a story in it, and one thing of every other kind."""
    from cauce.cases.actions import save_section

    cast = quickcast.build()
    ids = houston(cast)
    case = Case.objects.get(id=ids["case_id"])
    save_section(actor=cast.ines.actor, case=case, kind="narrative", content=STORY, seen=1)
    return SimpleNamespace(cast=cast, ids=ids)


@pytest.fixture
def cast(world):
    return world.cast


@pytest.fixture
def kept(world):
    return world.ids


def crawl(member, ids) -> tuple[int, list[str]]:
    """Every route, read and written, with real ids; how many opened, and which showed a canary."""
    opened, shown = 0, []
    with asking(member.user) as ask:
        for (name, address), method in itertools.product(WALKED, ("get", "post")):
            answer = ask(method, filled(address, ids))
            if answer.status_code == 200:
                opened += 1
                body = b"".join(answer.streaming_content) if answer.streaming else answer.content
                if CANARY.encode() in body or b"Nochebuena" in body:
                    shown.append(f"{method} {name}")
    return opened, shown


@pytest.mark.pages
def test_an_administrator_walks_every_route_and_no_name_or_story_is_there(cast, kept, client):
    opened, shown = crawl(cast.bruno, kept)
    assert opened > 3 and shown == []
    client.force_login(cast.bruno.user)
    assert client.get("/admin/").status_code == 404


def test_the_story_is_there_for_whom_it_is(cast, kept, client):
    """Otherwise no walk could fail to find it."""
    client.force_login(cast.ines.user)
    page = client.get(f"/casos/{kept['case_id']}/relato/").content.decode()
    assert "Nochebuena" in page


def test_opening_a_case_as_administrator_is_refused_and_written_down(cast, kept):
    case, admin = Case.objects.select_related("person").get(id=kept["case_id"]), cast.bruno.actor
    for ask_for in (
        lambda: people.identity(admin, case.person, reason="attend"),
        lambda: people.search_in_scope(admin, "HOU", CANARY),
        lambda: cases.case_for(admin, case.id),
        lambda: cases.page_for(admin, case.id, "page", timezone.now()),
        lambda: cases.worklist_pages(admin, "HOU", timezone.now()),
        lambda: cases.case_to_open(admin, case.folio),
    ):
        before = Entry.objects.filter(kind="refused", actor=admin.user).count()
        with pytest.raises(Absent):
            ask_for()
        assert Entry.objects.filter(kind="refused", actor=admin.user).count() == before + 1


def test_of_a_case_nothing_is_read_for_whom_none_opens_but_where_the_attempt_is_written(cast, kept):
    with heard() as sent, pytest.raises(Absent):
        cases.case_for(cast.bruno.actor, kept["case_id"])
    [read] = [one.partition(" FROM ")[0] for one in sent if "cases_" in one]
    assert "post_id" in read and "," not in read
    entry = Entry.objects.filter(kind="refused", actor=cast.bruno.actor.user).latest("id")
    assert (entry.chain, entry.about_id) == ("HOU", str(kept["case_id"]))


def test_no_permission_on_a_case_names_the_administrator():
    """What they may do is about accounts, keys of the journal and the example mail, never a case."""
    held = {name for name, rows in ROLES.items() if "administrator" in rows}
    of_cases = (
        "case.",
        "identity.",
        "referral.",
        "form.",
        "arrival.",
        "encounter.",
        "directory.",
        "links.",
        "journal.",
        "record.",
        "glass.",
        "annex.approve",
        "device.",
    )
    assert [name for name in held if name.startswith(of_cases)] == []
    assert "role.propose" in held


def test_there_is_no_admin_of_django_and_no_superuser():
    assert not apps.is_installed("django.contrib.admin")
    names = {field.name for field in get_user_model()._meta.get_fields()}
    assert not names & {"is_superuser", "is_staff", "user_permissions", "groups"}
    urls = import_module(settings.ROOT_URLCONF).urlpatterns
    assert not any("admin" in str(one.pattern) for one in urls)


def test_whoever_is_made_at_the_terminal_has_no_rights(cast, client):
    with pytest.raises((CommandError, AttributeError)):
        call_command("createsuperuser", interactive=False, username="raiz", verbosity=0)
    user = get_user_model().objects.create(username="raiz", display_name="Raíz")
    user.is_superuser = user.is_staff = True
    assert offices.actor_for(user).grants == ()
    client.force_login(user)
    for address in ("/pendientes/", "/cuentas/", "/propuestas/", "/bitacora/", "/protocolo/", "/admin/"):
        assert client.get(address).status_code == 404, address


def test_an_administrator_alone_lets_the_only_auditor_not_rest(cast):
    """To suspend an account is at once and by one person: nobody would look on from then."""
    at, elena = timezone.now(), cast.elena
    given = {"actor": cast.bruno.actor, "scope": scope_of(elena.user), "at": at}
    with pytest.raises(Refusal, match="two people"):
        suspend(user=elena.user, **given)
    assert User.objects.get(id=elena.user.id).is_active
    other = add_user(actor=SYSTEM, username="otra-auditora", display_name="Otra")
    assign(actor=SYSTEM, user=other, role="auditor")
    suspend(user=elena.user, **given)
    assert not User.objects.get(id=elena.user.id).is_active
    with pytest.raises(Refusal):
        suspend(user=other, **given)
