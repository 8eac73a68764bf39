"""The same person at another post: asked with her yes, told to two officers and no more, joined and
parted.
"""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.contact import safe_now, verdict_for
from cauce.cases.drift import differences
from cauce.cases.facts import consents_of, edition_of, own_consents
from cauce.cases.models import Case
from cauce.content.errors import BadInput
from cauce.custody.journal import chain
from cauce.custody.journal.door import Refused
from cauce.custody.journal.models import Entry
from cauce.custody.keystore import KeyGone, shred
from cauce.measurement.facts.reading import same
from cauce.measurement.models import Merge
from cauce.people.models import Mark
from cauce.rights.rights.copying import own_copy
from cauce.rules.consent import may
from cauce.rules.permissions import SYSTEM
from cauce.sharing.joins import actions as joins
from cauce.sharing.joins.join_side import Leg
from cauce.sharing.joins.models import Possible
from cauce.sharing.referrals.actions.sending import NoConsent
from cauce.staff.notices.models import Message
from cauce.staff.obligations.models import Obligation
from cauce.standards.htcds.records import cases_for_export
from tests.cast import shelter
from tests.joins import HERE, THERE, both, joined, known, loop, notices, says, see, told_same, two

pytestmark = pytest.mark.django_db


def test_nobody_is_compared_without_their_own_yes_and_the_others(cast):
    here = known(cast, cast.ines, cast.houston, HERE)
    there = known(cast, cast.tomas, cast.laredo, THERE, yes=None)
    loop()
    assert (Possible.objects.count(), set(Mark.objects.values_list("person", flat=True))) == (
        0,
        {here.person_id},
    )
    opened = Entry.objects.filter(what="identity.mark")
    assert [one.about_id for one in opened] == [str(here.person_id)]
    yes = says(cast.tomas, there, "known_elsewhere")
    loop()
    loop()
    assert Possible.objects.get().state == "found"
    assert Entry.objects.filter(what="identity.match").count() == 2
    # Taken back: nothing of hers is marked from that moment, and nobody sees the coincidence any more.
    cases.withdraw_consent(actor=cast.tomas.actor, case=there, consent=yes, at=timezone.now())
    assert not Mark.objects.filter(person=there.person).exists()
    pair = two_of(here, there)
    for by, case in both(cast, pair):
        with pytest.raises(BadInput):
            joins.want_to_talk(actor=by.actor, possible=pair.possible, case=case, at=timezone.now())
    with pytest.raises(BadInput):
        joined(cast, pair)


def two_of(here, there):
    return SimpleNamespace(here=here, there=there, possible=Possible.objects.get())


def test_a_twin_a_sister_or_one_without_a_date_is_nobody_known_and_is_opened_once(cast):
    known(cast, cast.ines, cast.houston, HERE)
    known(cast, cast.tomas, cast.laredo, ("Rosa Isela", *HERE[1:]))
    known(cast, cast.tomas, cast.laredo, (*HERE[:3], ""))
    for _ in range(2):
        loop()
    assert [one.state for one in Possible.objects.all()] == ["unlike"]
    assert not notices("join_found") and Entry.objects.filter(what="identity.match").count() == 2


def test_what_cannot_be_opened_or_compared_holds_up_nobody_else(cast, monkeypatch):
    lost = known(cast, cast.ines, cast.houston, ("Ana", "Sol", "Ek", "1990-01-02"))
    shred(lost.person.key_id)

    def twice(*_):
        raise IntegrityError  # as where two turns of the loop meet

    known(cast, cast.ines, cast.houston, HERE)
    known(cast, cast.tomas, cast.laredo, THERE)
    monkeypatch.setattr("cauce.sharing.joins.actions.comparing.may_be_one", twice)
    assert loop()["pairs_looked_at"] == 0
    monkeypatch.undo()
    assert loop()["pairs_looked_at"] == 1 and Possible.objects.get().state == "found"


def test_both_officers_learn_who_to_talk_to_and_nothing_else(cast, client):
    pair = two(cast)
    canaries = (
        "Lupita",
        "Tzotzilmé",
        "Peres",
        pair.there.folio,
        str(pair.there.id),
        str(pair.there.person_id),
        "1998-11-02",
        "2 de noviembre de 1998",
    )
    pages = [
        see(client, cast.ines, "joins:list"),
        see(client, cast.ines, "joins:one", pair.possible.id),
        see(client, cast.ines, "protection:worklist"),
        see(client, cast.ines, "protection:case", pair.here.id),
        see(client, cast.ines, "protection:history", pair.here.id),
    ]
    assert {page.status_code for page in pages} == {200}
    texts = [page.content.decode() for page in pages]
    texts += [
        str(own_copy(cast.ines.actor, pair.here, language="es")),
        str(list(cases_for_export(SYSTEM, case=pair.here.id))),
    ]
    texts += [f"{one.subject} {one.body}" for one in Message.objects.all()]
    assert not [c for c in canaries for text in texts if c in text]
    shown = texts[1]
    assert "Tomás Arriaga" in shown and cast.laredo.name in shown and "Posible coincidencia" in shown
    # Nobody else of the post, nor anybody of another, can tell it from nothing.
    for who in (cast.lucia, cast.aurora, cast.mateo, cast.sofia, cast.elena):
        assert see(client, who, "joins:one", pair.possible.id).status_code == 404
    told = notices("join_found")
    assert {one.recipient for one in told} == {str(m.user.id) for m in (cast.ines, cast.tomas)}
    assert len({(one.subject, one.body) for one in told}) == 1


def test_both_must_want_to_talk_and_neither_sees_the_others_answer_first(cast, client):
    pair = two(cast)
    ines = {"actor": cast.ines.actor, "possible": pair.possible, "case": pair.here}
    tomas = {"actor": cast.tomas.actor, "possible": pair.possible, "case": pair.there}
    with pytest.raises(BadInput):
        joins.answer(**ines, said="same", at=timezone.now())
    with pytest.raises(Refused):
        joins.want_to_talk(**ines | {"case": pair.there}, at=timezone.now())
    joins.want_to_talk(**ines, at=timezone.now())
    joins.want_to_talk(**tomas, at=timezone.now())
    joins.answer(**tomas, said="not_same", at=timezone.now())
    page = see(client, cast.ines, "joins:one", pair.possible.id).content.decode()
    assert "No es la misma persona" not in page.replace("<label", "").split("</header>")[-1].split("<form")[0]
    joins.answer(**ines, said="same", at=timezone.now())
    pair.possible.refresh_from_db()
    assert pair.possible.state == "not_same"
    loop()
    assert Possible.objects.count() == 1
    with pytest.raises(BadInput):
        joined(cast, pair)


def test_they_are_joined_by_two_people_and_a_yes_at_each_post(cast):
    pair = two(cast)
    told_same(cast, pair)
    with pytest.raises(BadInput, match="yes to joining"):
        joins.ask_to_join(
            actor=cast.ines.actor, possible=pair.possible, case=pair.here, leads=True, at=timezone.now()
        )
    join = joined(cast, pair)
    assert (pair.here.joined_with_id, pair.here.leads, pair.there.leads) == (pair.there.id, True, False)
    with pytest.raises(BadInput):
        joins.agree_to_join(actor=cast.ines.actor, leg=Leg(join, pair.here.id), at=timezone.now())
    # Counted once from then on, and as two once they are parted; twice over changes nothing.
    for counted, undone in ((1, 0), (1, 0)):
        loop()
        assert (len(same(timezone.now())), Merge.objects.exclude(undone_at=None).count()) == (counted, undone)
    joins.part(actor=cast.tomas.actor, leg=Leg(join, pair.there.id), why="asked", at=timezone.now())
    loop()
    assert same(timezone.now()) == {} and Merge.objects.exclude(undone_at=None).count() == 1


def owed(*files: Case) -> list[str]:
    return sorted(
        Obligation.objects.filter(
            subject_id__in=[one.id for one in files], state__in=("open", "overdue", "to_find_out")
        ).values_list("action", flat=True)
    )


def test_what_is_owed_is_asked_for_once_and_the_more_careful_of_both_holds(cast):
    pair = two(cast)
    alone = set(owed(pair.here)) | set(owed(pair.there))
    service = shelter(cast.jacaranda)
    to = str(service.organization_id)
    for by, case in both(cast, pair):
        says(by, case, "contact")
        cases.confirm_contact(
            actor=by.actor,
            case=case,
            at=timezone.now(),
            ways=[{"way": "phone_call", "days": list(range(7)), "languages": ["spa"]}],
        )
    says(cast.tomas, pair.there, "referral", given=False, recipient=to)
    says(cast.ines, pair.here, "referral", recipient=to, fields=("needs",))
    told_same(cast, pair)
    joined(cast, pair)
    once = owed(pair.here, pair.there)
    assert set(once) == alone and len(once) == len(set(once))
    # A no at the other post narrows this one's yes, and her yes there opens nothing here.
    now = timezone.now()
    assert not may(consents_of(pair.here), "referral", now, to).allowed
    assert may(own_consents(pair.here), "referral", now, to).allowed
    with pytest.raises(NoConsent):
        send_it(cast, pair.here, service)
    says(cast.tomas, pair.there, "us_authority", recipient="us_local_police", fields=("danger",))
    assert not may(consents_of(pair.here), "us_authority", now, "us_local_police").allowed
    # «No contactar» there is «no contactar» here.
    assert verdict_for(pair.here, "phone_call", "spa", timezone.now()).allowed
    assert safe_now(pair.here, timezone.now()) == {"phone_call"}
    cases.confirm_contact(actor=cast.tomas.actor, case=pair.there, ways=[{"way": "none"}], at=timezone.now())
    assert not verdict_for(pair.here, "phone_call", "spa", timezone.now()).allowed
    assert safe_now(pair.here, timezone.now()) == frozenset()
    # What is done at one post is asked for at neither.
    edition = edition_of(pair.there)
    acts = {act: one for one in owed(pair.here) for act in edition.actions[one].done_by}
    name = next(one for one in ("safety_checked", "rights_explained") if one in acts)
    cases.record_act(
        actor=cast.tomas.actor,
        case=pair.there,
        name=name,
        happened_at=timezone.now(),
        facts={"danger.immediate": False},
    )
    assert acts[name] not in owed(pair.here, pair.there)
    assert differences(timezone.now())[1] == []


def send_it(cast, case, service):
    from cauce.sharing.referrals import actions as referrals

    return referrals.send(
        actor=cast.ines.actor,
        case=case,
        asked=referrals.Asked(service=service, shared={"needs": "alojamiento"}),
        sought=referrals.Sought(need="shelter", priority="normal"),
        at=timezone.now(),
    )


def test_both_officers_reading_at_once_take_the_two_journals_in_one_order(cast, client, monkeypatch):
    pair = two(cast)
    told_same(cast, pair)
    join = joined(cast, pair)
    taken: list[str] = []
    locked = chain._locked
    monkeypatch.setattr(chain, "_locked", lambda name: (taken.append(name), locked(name))[1])
    orders = []
    for who in (cast.ines, cast.tomas):
        taken.clear()
        assert see(client, who, "joins:joint", join.id).status_code == 200
        orders.append([name for name in taken if name in ("HOU", "LAR")][-2:])
    assert orders == [["HOU", "LAR"]] * 2


@pytest.mark.parametrize("act", ["mark", "compare"])
def test_what_cannot_be_opened_is_tried_again_and_holds_up_nothing_else(cast, monkeypatch, act):
    known(cast, cast.ines, cast.houston, HERE)
    known(cast, cast.tomas, cast.laredo, THERE)

    def fails(**_given):
        raise KeyGone("Su llave ya no está.", "Its key is gone.")

    monkeypatch.setattr(f"cauce.sharing.joins.rounds.{act}", fails)
    assert loop()["pairs_looked_at"] == 0
    monkeypatch.undo()
    assert loop()["pairs_looked_at"] == 1


def test_to_take_back_what_the_other_agreed_to_meanwhile_parts_nothing_and_says_so(cast, client):
    pair = two(cast)
    told_same(cast, pair)
    join = joined(cast, pair)
    client.force_login(cast.ines.user)
    address = reverse("joins:one", args=[pair.possible.id])
    page = client.post(address, {"do": "leave"}, follow=True).content.decode()
    assert "Ya se juntaron" in page and "No se juntan" not in page
    join.refresh_from_db()
    assert join.ended_at is None
