"""A lost key: one proposes, another decides, a printed code enrols a new one; the old dies."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from cauce.staff.accounts import actions as accounts
from cauce.staff.accounts.models import Account, Invitation, Key, PrintedCode, SignIn
from cauce.staff.oversight.actions import NotApproved, decide
from cauce.staff.oversight.models import Proposal
from tests.authenticator import SoftKey

from .people import enter, is_in, proved, touch, with_key, with_sheet

pytestmark = pytest.mark.django_db
WHY = {"reason": "La vi en la oficina con su credencial."}


def at_desk(member) -> Client:
    client = Client()
    client.force_login(member.user)
    proved(client)
    return client


def proposed(by, username: str, do: str = "invite") -> Proposal:
    answer = at_desk(by).post(f"/cuenta/personas/{username}/", {"do": do, **WHY})
    assert answer.status_code == 302, answer.content.decode()
    return Proposal.objects.order_by("-proposed_at").first()


def approved(by, other, username: str, do: str = "invite") -> Proposal:
    row = proposed(by, username, do)
    decide(actor=other.actor, proposal=row, approve=True, reason="", at=timezone.now())
    return row


def printed(by, username: str) -> str:
    page = at_desk(by).post(f"/cuenta/personas/{username}/", {"do": "print"}).content.decode()
    found = re.search(r"([A-Z2-9]{5}-[A-Z2-9]{5}-[A-Z2-9]{5})", page)
    return found[1] if found else ""


def begun(username: str, code: str) -> Client:
    client = Client()
    client.post("/entrar/alta/", {"username": username, "invitation": code})
    return client


def enrolled(client: Client, key: SoftKey):
    asked = client.post("/entrar/alta/llave/")
    if asked.status_code != 200:
        return None
    answer = key.make(asked.json())
    return client.post("/entrar/alta/elegir/", {"way": "key", "name": "n", "credential": answer})


def test_aurora_loses_her_key_and_is_back_with_another(cast, no_demo):
    lost = with_key(cast.aurora)
    approved(cast.bruno, cast.sofia, "aurora")
    code = printed(cast.bruno, "aurora")
    new = SoftKey()
    answer = enrolled(begun("aurora", code.lower()), new)
    assert "quedó dada de alta" in answer.content.decode()
    no_demo.BARE_SESSIONS = False
    client = Client()
    assert touch(client, lost).status_code == 200 and not is_in(client)
    assert touch(client, new).status_code == 302 and is_in(client)


def test_what_was_lost_is_dead_from_the_moment_the_code_is_printed(cast, no_demo):
    lost, sheet = with_key(cast.ines), with_sheet(cast.lucia)
    no_demo.BARE_SESSIONS = False
    hers, inside = Client(), Client()
    touch(inside, lost)
    enter(hers, "lucia", sheet[0])
    no_demo.BARE_SESSIONS = True
    approved(cast.bruno, cast.aurora, "ines")
    printed(cast.bruno, "ines")
    no_demo.BARE_SESSIONS = False
    assert not is_in(inside) and is_in(hers)
    assert touch(Client(), lost).status_code == 200
    assert not Key.objects.exists() and PrintedCode.objects.exists()


def test_one_person_alone_prints_nothing(cast):
    proposed(cast.bruno, "aurora")
    assert printed(cast.bruno, "aurora") == ""
    with pytest.raises(NotApproved):
        accounts.print_invitation(
            actor=cast.bruno.actor, user=cast.aurora.user, scope=cast.houston.scope, at=timezone.now()
        )
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("second", ["bruno", "aurora"])
def test_neither_the_proposer_nor_whom_it_concerns_decides(cast, second):
    from cauce.custody.journal.door import Refused

    row = proposed(cast.bruno, "aurora")
    with pytest.raises(Refused):
        decide(
            actor=getattr(cast, second).actor,
            proposal=row,
            approve=True,
            reason="",
            at=timezone.now(),
        )


def test_an_approval_prints_one_code_once_and_for_that_account(cast):
    approved(cast.bruno, cast.sofia, "aurora")
    assert printed(cast.bruno, "mateo") == ""
    assert printed(cast.bruno, "aurora") != ""
    assert printed(cast.bruno, "aurora") == ""
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize("username", ["ines", "lucia", "elena", "clara", "sofia", "nadie"])
def test_only_administration_and_the_head_of_the_post_find_an_account(cast, username):
    for who in ("ines", "mateo", "sofia", "elena", "raul", "clara", "lucia"):
        client = at_desk(getattr(cast, who))
        for ask in (client.get, client.post):
            assert ask(f"/cuenta/personas/{username}/").status_code == 404
        assert client.get("/cuenta/personas/").status_code == 404


def test_a_head_of_post_finds_her_own_people_and_no_others(cast):
    aurora = at_desk(cast.aurora)
    listed = aurora.get("/cuenta/personas/").content.decode()
    assert "Inés Carranza" in listed and "Tomás Arriaga" not in listed
    seen = {
        name: aurora.get(f"/cuenta/personas/{name}/").status_code
        for name in ("ines", "tomas", "bruno", "clara", "nadie")
    }
    assert seen == {"ines": 200, "tomas": 404, "bruno": 404, "clara": 404, "nadie": 404}


def test_whoever_moved_is_helped_where_they_work_now(cast):
    import datetime as dt

    from cauce.rules.permissions import SYSTEM
    from cauce.staff.offices.actions import assign

    cast.tomas.user.assignments.update(ends_on=dt.date(2026, 1, 1))
    assign(actor=SYSTEM, user=cast.tomas.user, role="window_officer", post=cast.houston)
    assert at_desk(cast.aurora).get("/cuenta/personas/tomas/").status_code == 200


def test_a_code_counts_for_an_hour_and_once(cast):
    approved(cast.bruno, cast.sofia, "aurora")
    code = printed(cast.bruno, "aurora")
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=61), tick=True):
        assert enrolled(begun("aurora", code), SoftKey()) is None
    both = begun("aurora", code), begun("aurora", code)
    assert enrolled(both[0], SoftKey()).status_code == 200
    assert enrolled(both[1], SoftKey()) is None
    assert Key.objects.count() == 1


def test_a_code_is_nobody_elses_and_guessing_it_has_to_wait(cast):
    approved(cast.bruno, cast.sofia, "aurora")
    code = printed(cast.bruno, "aurora")
    assert enrolled(begun("sofia", code), SoftKey()) is None
    client, guess = Client(), {"username": "aurora", "invitation": "AAAAA-AAAAA-AAAAA"}
    codes = [client.post("/entrar/alta/", guess).status_code for _ in range(6)]
    assert codes == [200] * 5 + [429]


@pytest.mark.parametrize("way", ["app", "codes"])
def test_whoever_is_privileged_enrols_a_key_and_nothing_else(cast, way):
    """No reset leads to a weaker way in."""
    approved(cast.bruno, cast.sofia, "aurora")
    client = begun("aurora", printed(cast.bruno, "aurora"))
    given = {
        "way": way,
        "new": "vela roja bajo el puente",
        "again": "vela roja bajo el puente",
        "one_time_code": "000000",
    }
    assert client.get(f"/entrar/alta/elegir/?way={way}").status_code == 403
    assert client.post("/entrar/alta/elegir/", given).status_code == 403
    assert not Invitation.objects.filter(used_at__isnull=False).exists()


def test_the_window_begins_with_a_password_and_a_sheet(cast, real):
    real.BARE_SESSIONS = True
    approved(cast.aurora, cast.sofia, "lucia")
    code = printed(cast.aurora, "lucia")
    client = begun("lucia", code)
    new = "vela roja bajo el puente"
    weak = {"way": "codes", "new": "consulado mexico 1", "again": "consulado mexico 1"}
    assert "Se adivina" in client.post("/entrar/alta/elegir/", weak).content.decode()
    page = client.post("/entrar/alta/elegir/", {"way": "codes", "new": new, "again": new})
    sheet = re.findall(r"<code>([A-Z2-9-]{11})</code>", page.content.decode())
    real.BARE_SESSIONS = False
    assert len(sheet) == 10
    inside = Client()
    assert enter(inside, "lucia", sheet[3], new).status_code == 302 and is_in(inside)


def test_while_enrolling_nothing_else_opens(cast, real):
    real.BARE_SESSIONS = True
    approved(cast.bruno, cast.sofia, "aurora")
    client = begun("aurora", printed(cast.bruno, "aurora"))
    real.BARE_SESSIONS = False
    for address in ("/", "/cuenta/", "/oficina/", "/comprobar/"):
        assert client.get(address)["Location"].startswith("/entrar/")


def test_an_account_is_suspended_by_one_at_once_and_comes_back_by_two(cast, no_demo):
    sheet = with_sheet(cast.lucia)
    at_desk(cast.aurora).post("/cuenta/personas/lucia/", {"do": "suspend"})
    assert enter(Client(), "lucia", sheet[0]).status_code == 200
    aurora = at_desk(cast.aurora)
    aurora.post("/cuenta/personas/lucia/", {"do": "reactivate"})
    assert Account.objects.get(user=cast.lucia.user).suspended_at is not None
    approved(cast.aurora, cast.bruno, "lucia", "wake")
    at_desk(cast.aurora).post("/cuenta/personas/lucia/", {"do": "reactivate"})
    assert enter(Client(), "lucia", sheet[0]).status_code == 302


def test_an_approval_to_reactivate_prints_no_code(cast):
    approved(cast.bruno, cast.sofia, "aurora", "wake")
    assert printed(cast.bruno, "aurora") == ""


def test_nobody_suspends_or_helps_their_own_account(cast):
    bruno = at_desk(cast.bruno)
    bruno.post("/cuenta/personas/bruno/", {"do": "suspend"})
    bruno.post("/cuenta/personas/bruno/", {"do": "invite", **WHY})
    assert not Proposal.objects.exists() and not SignIn.objects.exists()
    cast.bruno.user.refresh_from_db()
    assert cast.bruno.user.is_active
