"""Whoever asks for somebody learns nothing; whoever is asked for decides; a search ends as she chooses."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.models import Case
from cauce.content.loader import parameter_on
from cauce.custody.journal.models import Entry
from cauce.custody.keystore import KeyGone, unseal
from cauce.family.searches import access as searches
from cauce.family.searches import access_passing
from cauce.family.searches.actions import look_for, name_somebody
from cauce.family.searches.models import Named, Passing, Request, Search, SearchStep
from cauce.operations.loop.tick import tick
from cauce.protocol.editions.access import current_edition
from cauce.rules.messages import KEEP, SAME
from cauce.rules.permissions import SYSTEM
from cauce.staff.notices.actions import collect
from cauce.staff.notices.models import Message, Preference
from cauce.staff.oversight.models import Proposal
from tests.cast import today
from tests.closing import close

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN = "Guadalupe Ramírez Ortega", "Esperanza Figueroa Luna"
CALLER = {
    "born": "1990",
    "caller": "Rodolfo Peña",
    "relation": "family",
    "phone": "713 555 0147",
    "words": "Que llame a su casa.",
}
NOISE = re.compile(rb'(csrfmiddlewaretoken" value="[^"]+"|once" value="[^"]+"|nonce="[^"]+")')


@pytest.fixture
def case(cast):
    """A case of Houston, which Inés works on, of somebody whose name is kept."""
    return known(cast)


def known(cast, name: str = "Guadalupe", second: bool = True):
    """``second``: Mateo has worked with her too, since Inés wrote her name."""
    now = timezone.now()
    made = cases.open_case(
        actor=cast.ines.actor,
        post=cast.houston,
        channel="walk_in",
        officer=cast.ines.user,
        started_at=now - dt.timedelta(minutes=9),
    )
    cases.record_consent(actor=cast.ines.actor, case=made, purpose="keeping", given=True, at=now)
    cases.save_identity(
        actor=cast.ines.actor,
        case=made,
        seen_version=0,
        at=now,
        fields={
            "given_names": name,
            "first_surname": "Ramírez",
            "second_surname": "Ortega",
            "birth_date": "1990-05-02",
        },
    )
    if second:
        by_another(cast, made)
    return made


def by_another(cast, case) -> None:
    cases.record_act(
        actor=cast.mateo.actor, case=case, name="urgent_needs_checked", happened_at=timezone.now()
    )


def enter(client, member) -> None:
    client.force_login(member.user)
    session = client.session
    session["proved_at"] = timezone.now().timestamp()
    session.save()


def page(client, member, address: str):
    enter(client, member)
    return client.get(address)


def send(client, member, address: str, **form):
    enter(client, member)
    return client.post(address, form | {"once": str(uuid.uuid4())})


def leave(client, cast, name: str, who=None, **more):
    return send(client, who or cast.lucia, "/recados/", name=name, **CALLER | more)


def kept_days() -> int:
    return int(parameter_on(current_edition(), KEEP, today()).value)


def look(hours: int = 2) -> None:
    tick(timezone.now() + dt.timedelta(hours=hours))


def test_whoever_asks_sees_and_waits_for_the_same_whether_she_is_known_or_not(client, cast, case):
    seen = {}
    for name in (UNKNOWN, KNOWN, UNKNOWN):
        with CaptureQueriesContext(connection) as asked:
            answer = leave(client, cast, name)
        after = page(client, cast.lucia, answer.url)
        again = page(client, cast.lucia, "/recados/")
        bare = [NOISE.sub(b"", one.content) for one in (after, again)]
        tables = [re.sub(r"'[^']*'|x'[^']*'|\d+", "?", row["sql"])[:90] for row in asked]
        seen.setdefault(name, []).append(
            (answer.status_code, answer.url, bare, [len(one) for one in bare], tables)
        )
        look()  # also when the loop has found her
    assert seen[KNOWN][0] == seen[UNKNOWN][1], "words, status, size, and what the server did"
    assert SAME.es in page(client, cast.lucia, "/recados/acuse/").content.decode()
    assert Passing.objects.count() == 1
    rows = Request.objects.order_by("asked_at").values("next_look_at", "by", "post")
    assert len({str(sorted(row.items(), key=str)) for row in rows}) == 1, "nor does a row tell"
    written = str(list(Entry.objects.values_list("what", "about_id", "detail")))
    assert "Ramírez" not in written and "Peña" not in written


def test_her_officer_alone_sees_it_and_her_choice_is_what_is_passed(client, cast, case):
    leave(client, cast, "Lupe Ramírez", who=cast.tomas)  # asked at another post, by a nickname
    assert Passing.objects.count() == 0, "nothing is looked for while somebody stands there"
    look()
    row = Passing.objects.get()
    told = Message.objects.get(key=f"passing:{row.id}")
    assert told.recipient == str(cast.ines.user.id)
    assert "Rodolfo" not in told.body and "Ramírez" not in told.body
    address = f"/recados/propios/{row.id}/"
    for nobody in (cast.mateo, cast.aurora, cast.tomas, cast.lucia, cast.sofia):
        assert page(client, nobody, address).status_code == 404
    assert case.folio not in page(client, cast.mateo, "/recados/propios/").content.decode()
    assert "Rodolfo Peña" in page(client, cast.ines, address).content.decode()
    unsafe = send(client, cast.ines, address, outcome="answered", words="Estoy bien.")
    assert unsafe.status_code == 200 and "contacto seguro" in unsafe.content.decode()
    send(client, cast.ines, address, outcome="answered", words="Estoy bien.", told_safely="on")
    row.refresh_from_db()
    assert row.outcome == "answered" and "Estoy bien." in page(client, cast.ines, address).content.decode()
    send(client, cast.ines, address, do="passed")
    row.refresh_from_db()
    assert row.passed_at is not None
    look(30)
    assert Passing.objects.count() == 1, "looked for again, it is put before her once"


def test_whoever_stands_in_is_told_of_a_warning_and_of_no_other_message(client, cast, case):
    days = today() - dt.timedelta(days=1), today() + dt.timedelta(days=9)
    Preference.objects.create(
        recipient=str(cast.ines.user.id),
        email="",
        tz="America/Chicago",
        away_from=days[0],
        away_to=days[1],
        stand_in=str(cast.mateo.user.id),
    )
    leave(client, cast, KNOWN)
    name_somebody(
        actor=cast.ines.actor, case=case, kind="danger", name="Señor Lara", phone="", at=timezone.now()
    )
    leave(client, cast, KNOWN, caller="Señor Lara", phone="")
    later = timezone.now() + dt.timedelta(hours=2)
    to_look = access_passing.to_look(later)
    look_for(actor=SYSTEM, found=to_look, at=later)
    collect(actor=SYSTEM, at=later, mails=False, stands=lambda *_: True)
    passed = Message.objects.get(recipient=str(cast.mateo.user.id), standing_in=True)
    assert Passing.objects.count() == 2 and passed.urgent


def test_a_file_that_was_sealed_while_the_loop_looked_gets_no_message(client, cast, case):
    leave(client, cast, KNOWN)
    later = timezone.now() + dt.timedelta(hours=2)
    to_look = access_passing.to_look(later)
    assert list(to_look.values()) == [[case]]
    Case.objects.filter(id=case.id).update(blocked_at=later, sealed_at=later)
    assert look_for(actor=SYSTEM, found=to_look, at=later) == 0
    assert not Passing.objects.exists()


def test_whom_she_blocked_or_named_as_a_danger_raises_a_warning_and_hears_the_same(client, cast, case):
    leave(client, cast, KNOWN)
    look()
    first = Passing.objects.get()
    send(
        client,
        cast.ines,
        f"/recados/propios/{first.id}/",
        outcome="blocked",
        words="",
        told_safely="on",
    )
    assert Named.objects.get().kind == "blocked"
    send(
        client,
        cast.ines,
        f"/casos/{case.id}/recados/",
        kind="danger",
        name="El Chino",
        phone="281 555 0199",
    )
    answers = [
        leave(client, cast, KNOWN, **by)
        for by in (
            {"caller": "Otro nombre"},  # from the same telephone
            {"caller": "Señor Lara", "phone": "+1 (281) 555-0199"},
            {"caller": "Su hermana", "phone": "832 555 0111"},
        )
    ]
    assert {one.url for one in answers} == {"/recados/acuse/"}
    look(26)
    rows = {row.warns: row for row in Passing.objects.exclude(id=first.id)}
    assert set(rows) == {"blocked", "danger", ""}
    assert rows["blocked"].outcome == "blocked", "she is not asked again about who she blocked"
    urgent = Message.objects.filter(key__startswith="passing:", urgent=True)
    assert urgent.count() == 2
    assert "Precaución" in page(client, cast.ines, "/recados/propios/").content.decode()


def test_after_its_days_a_message_cannot_be_read_any_more(client, cast):
    leave(client, cast, UNKNOWN)
    row = Request.objects.get()
    blob = bytes(row.sealed)
    look(24 * (kept_days() + 1))
    row.refresh_from_db()
    assert (row.sealed, row.next_look_at) == (None, None)
    with pytest.raises(KeyGone):
        unseal(row.id, Request.sealed.bound_to(row), blob)


def begin(client, cast):
    made = send(
        client,
        cast.ines,
        "/recados/encargos/nuevo/",
        origin="commission",
        who=UNKNOWN,
        asker="Comisión de búsqueda (ejemplo)",
        known="Salió hacia Texas en marzo.",
        owner=str(cast.ines.user.id),
    )
    return SimpleNamespace(url=made.url, row=Search.objects.latest("opened_at"))


def day(field: str, on: dt.date) -> dict[str, str]:
    return {
        f"{field}_day": str(on.day),
        f"{field}_month": str(on.month),
        f"{field}_year": str(on.year),
    }


def test_what_goes_on_is_listed_before_what_ended_however_much_of_that_there_is(client, cast, monkeypatch):
    rows = []
    for ended in range(4):
        row = begin(client, cast).row
        if ended < 3:
            when = timezone.now() - dt.timedelta(days=9 - ended)
            Search.objects.filter(id=row.id).update(state="unfound", ended_at=when, chase_on=None)
        rows.append(row.id)
    monkeypatch.setattr(searches, "MOST", 2)
    shown = [row.id for row, _ in searches.of_post(cast.ines.actor, "HOU")]
    assert shown == [rows[3], rows[2]]


def test_a_search_of_a_shelter_names_nobody_and_its_owner_is_recalled_once(client, cast):
    begun = begin(client, cast)
    step = {"do": "step", "result": "waits", **day("on", today())}
    said = send(client, cast.ines, begun.url, kind="shelters", words=UNKNOWN, **step)
    assert "no lleva palabras" in said.content.decode() and UNKNOWN in said.content.decode()
    assert not SearchStep.objects.exists()
    for kind in ("shelters", "locator", "hospitals", "forensic"):
        send(client, cast.ines, begun.url, kind=kind, words="", **step)
    assert SearchStep.objects.count() == 4
    for days in (8, 8, 9):
        tick(timezone.now() + dt.timedelta(days=days))
    recalled = Message.objects.filter(key__startswith=f"search:{begun.row.id}:")
    assert recalled.count() == 1 and UNKNOWN not in recalled.get().body
    assert page(client, cast.tomas, begun.url).status_code == 404
    assert page(client, cast.sofia, "/recados/encargos/").status_code == 404
    numbers = page(client, cast.sofia, "/recados/encargos/cifras/").content.decode()
    assert "Houston" in numbers and UNKNOWN not in numbers and "—" in numbers


def test_headquarters_reads_in_fives_how_many_errands_a_post_has_and_none_that_are_few(client, cast):
    """Seven told as seven, day after day, say when one came to a small post."""
    row = begin(client, cast).row
    for post, many in (("HOU", 22), ("LAR", 7), ("DAL", 3), ("BOS", 41)):
        for _ in range(many):
            row.pk, row.post_id, row._state.adding = uuid.uuid4(), post, True
            row.save(force_insert=True)
    close("searches")
    shown = page(client, cast.sofia, "/recados/encargos/cifras/").content.decode()
    told = dict(re.findall(r'<th scope="row">([^<]+)</th><td class="number">([^<]+)</td>', shown))
    assert told == {"Houston": "25", "Laredo": "—", "Dallas": "—", "Boston": "40"}


def test_a_death_is_told_by_a_person_before_a_search_ends_and_samples_need_a_yes(client, cast):
    url = begin(client, cast).url
    office = {
        "do": "office",
        "office": "Médico forense (ejemplo)",
        "asked": "Cotejo",
        "sample": "Su madre",
        **day("on", today()),
    }
    assert "sí del familiar" in send(client, cast.ines, url, **office).content.decode()
    send(client, cast.ines, url, **office, **day("agreed_on", today()))
    asked = Search.objects.get().identifications.get()
    answer = {"do": "result", "identification": str(asked.id), "result": "identified"}
    assert "qué autoridad" in send(client, cast.ines, url, **answer).content.decode()
    send(client, cast.ines, url, **answer, authority="Médico forense (ejemplo)", **day("on", today()))
    asked.refresh_from_db()
    assert (asked.result, asked.samples) == ("identified", 1)
    ending = {"do": "end", "state": "died", "may_know": "", "words": ""}
    assert "una persona se lo dice" in send(client, cast.ines, url, **ending).content.decode()
    before = Message.objects.count()
    send(client, cast.ines, url, do="tell", way="in_person", **day("on", today()))
    send(client, cast.ines, url, do="remains", wish="return", bearer="family", aid_kind="")
    send(client, cast.ines, url, **ending)
    row = Search.objects.get()
    assert (row.state, row.wish, row.told_by) == ("died", "return", str(cast.ines.user.id))
    assert Message.objects.count() == before, "nobody is told of a death by a notice"


def test_somebody_found_decides_what_her_family_may_know(client, cast):
    url = begin(client, cast).url
    found = {"do": "end", "state": "found", "words": ""}
    assert "lo decide la persona" in send(client, cast.ines, url, **found).content.decode()
    send(client, cast.ines, url, **found, may_know="nothing")
    row = Search.objects.get()
    assert (row.state, row.may_know, row.chase_on) == ("found", "nothing", None)


def test_the_whole_way_of_a_death_and_back_by_its_pages(client, cast, case):
    address = f"/casos/{case.id}/recados/fin/"
    send(
        client,
        cast.ines,
        address,
        do="die",
        authority="Hospital (ejemplo)",
        how="Llamó trabajo social.",
    )
    waits = Proposal.objects.get(kind="case.death")
    seen = page(client, cast.mateo, f"/propuestas/{waits.id}/").content.decode()
    assert case.folio in seen and "Llamó trabajo social." in seen
    send(client, cast.mateo, f"/propuestas/{waits.id}/", do="yes", reason="Hablé con el hospital.")
    assert Case.objects.get(id=case.id).sealed_at
    assert page(client, cast.mateo, f"/casos/{case.id}/").status_code == 404
    assert "sellado" in page(client, cast.aurora, address).content.decode()
    late = send(client, cast.ines, f"/casos/{case.id}/cierre/", do="reopen", note="Texto largo")
    assert late.status_code in (302, 409)
    kept = send(client, cast.ines, f"/casos/{case.id}/recados/", kind="danger", name="Alguien")
    assert kept.status_code == 409 and "Alguien" in kept.content.decode(), "what was typed is shown"
    send(client, cast.ines, address, do="alive", how="Está aquí, en la oficina.")
    back = Proposal.objects.get(kind="case.found")
    send(client, cast.aurora, f"/propuestas/{back.id}/", do="yes", reason="La vi y hablé con ella.")
    assert Case.objects.get(id=case.id).sealed_at is None
    history = page(client, cast.ines, address).content.decode()
    assert "Hospital (ejemplo)" in history and "La vi y hablé con ella." in history
