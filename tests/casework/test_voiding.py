"""A case opened by mistake is voided by two people, and never after danger, an act, a referral or a minor."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from cauce.cases import access_voiding as voiding
from cauce.cases import actions
from cauce.cases.access_day import counts_of_post
from cauce.cases.drift import differences
from cauce.cases.models import Case
from cauce.content.errors import BadInput, CauceError
from cauce.custody.journal.door import Absent, Refused
from cauce.custody.journal.models import Entry
from cauce.rights.rights import actions as rights
from cauce.rules.bands import edges
from cauce.sharing.referrals import actions as referrals
from cauce.staff.notices.models import Message
from cauce.staff.obligations.models import Obligation
from cauce.staff.oversight.actions import GlassCase, decide, open_glass
from cauce.staff.oversight.models import Proposal
from tests.cast import shelter

pytestmark = pytest.mark.django_db
WHY = "Se abrió dos veces al pulsar de nuevo."


@pytest.fixture
def case(cast):
    """Opened at Houston half an hour ago, and nothing since."""
    started = timezone.now() - dt.timedelta(minutes=30)
    return actions.open_case(actor=cast.ines.actor, post=cast.houston, channel="walk_in", started_at=started)


def ask(cast, case, by=None, **given) -> Proposal:
    says = {"reason": WHY, "no_complaint": True, "at": timezone.now(), **given}
    return actions.propose_void(actor=(by or cast.ines).actor, case=case, **says)


def agreed(cast, case) -> None:
    decide(
        actor=cast.mateo.actor, proposal=ask(cast, case), approve=True, reason="Sí, lo vi.", at=timezone.now()
    )


def counted(actor, post: str) -> list[tuple[int, int]]:
    now = timezone.now()
    return counts_of_post(actor, post, edges(now, "America/Chicago"), now).voided


def voided(cast, case) -> Case:
    agreed(cast, case)
    actions.void_case(actor=cast.ines.actor, case=case, at=timezone.now())
    return Case.objects.get(id=case.id)


def refused(cast, case) -> str:
    with pytest.raises(BadInput) as problem:
        ask(cast, case)
    return problem.value.es


def test_one_asks_another_agrees_and_the_first_voids_it(cast, case):
    made = ask(cast, case)
    assert WHY not in str(made.payload)
    told = set(Message.objects.filter(key__startswith="void").values_list("recipient", flat=True))
    assert {str(cast.mateo.user.id), str(cast.aurora.user.id)} == told
    with pytest.raises(CauceError):  # nobody agreed yet
        actions.void_case(actor=cast.ines.actor, case=case, at=timezone.now())
    with pytest.raises(CauceError):  # whoever asked does not agree
        decide(actor=cast.ines.actor, proposal=made, approve=True, reason="Sí, lo vi yo.", at=timezone.now())
    decide(actor=cast.mateo.actor, proposal=made, approve=True, reason="Sí, lo vi.", at=timezone.now())
    actions.void_case(actor=cast.ines.actor, case=case, at=timezone.now())
    found = Case.objects.get(id=case.id)
    assert found.status == "voided" and found.closed_at is not None
    assert Entry.objects.get(what="case.void").detail["second"] == str(cast.mateo.user.id)


def test_it_is_kept_owes_nothing_and_is_counted_at_its_post(cast, case):
    found = voided(cast, case)
    assert not Obligation.objects.filter(subject_id=found.id).exists()
    assert differences(timezone.now())[1] == []
    assert counted(cast.aurora.actor, "HOU") == [(found.closed_at.year, 1)]
    assert counted(cast.tomas.actor, "LAR") == []
    with pytest.raises(Absent):
        counted(cast.tomas.actor, "HOU")


def test_nothing_is_added_to_it_and_it_is_not_opened_again(cast, case):
    found = voided(cast, case)
    given = {"actor": cast.ines.actor, "case": found}
    for act in (
        lambda: actions.record_act(name="safety_checked", happened_at=timezone.now(), **given),
        lambda: actions.record_facts(facts={"danger.immediate": True}, at=timezone.now(), **given),
        lambda: actions.save_section(kind="draft", content="Algo.", seen=0, **given),
        lambda: actions.record_consent(purpose="keeping", given=True, at=timezone.now(), **given),
        lambda: actions.reopen_case(at=timezone.now(), **given),
        lambda: actions.close_case(reason="goals_met", note="", at=timezone.now(), **given),
    ):
        with pytest.raises(BadInput):
            act()
    assert refused(cast, found).startswith("No se puede anular")
    assert Case.objects.get(id=case.id).status == "voided"


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"danger.immediate": True}, "señal urgente"),
        ({"danger.family": True}, "señal urgente"),
        ({"person.age": 16}, "menor de edad"),
        ({"person.age_doubt": True}, "menor de edad"),
    ],
)
def test_never_after_danger_or_a_minor_though_it_was_taken_back_since(cast, case, facts, says):
    actions.record_facts(actor=cast.ines.actor, case=case, facts=facts, at=timezone.now())
    assert says in refused(cast, case)
    actions.record_facts(actor=cast.ines.actor, case=case, facts=dict.fromkeys(facts), at=timezone.now())
    assert says in refused(cast, case), "what was known once stands against it"


def test_an_adult_of_whom_nothing_else_is_known_may_have_been_a_mistake(cast, case):
    actions.record_facts(actor=cast.ines.actor, case=case, facts={"person.age": 30}, at=timezone.now())
    assert voiding.why_not(case) == []


@pytest.mark.parametrize("what", ["act", "draft", "consent", "opinion", "request", "party", "glass"])
def test_never_after_something_was_done(cast, case, what):
    ines, now = cast.ines.actor, timezone.now()
    if what == "act":
        actions.record_act(actor=ines, case=case, name="safety_checked", happened_at=now)
    elif what == "draft":
        actions.save_section(actor=ines, case=case, kind="draft", content="Lo que contó.", seen=0)
    elif what == "consent":
        actions.record_consent(actor=ines, case=case, purpose="contact", given=False, at=now)
    elif what == "opinion":
        actions.ask_opinion(actor=ines, case=case, of=cast.mateo.user, question="¿Qué opina?", at=now)
    elif what == "party":
        says = {"user": cast.mateo.user, "relation": "named", "words": "", "at": now}
        row = actions.declare_party(actor=ines, case=case, **says)
        assert "Ya se hizo" in refused(cast, case)
        actions.lift_recusal(actor=cast.aurora.actor, recusal=row, reason="No era.", at=now)
    elif what == "glass":
        there = GlassCase(case.id, case.person_id, case.key_id, case.post)
        says = {"reason_code": "person_is_here", "text": "Está aquí y quien la busca espera afuera."}
        open_glass(actor=cast.tomas.actor, case=there, at=now, **says)
    else:
        rights.receive(actor=ines, case=case, kind="access", asked="Ver lo mío.", received_at=now, at=now)
    assert "Ya se hizo" in refused(cast, case)


def test_a_referral_under_way_says_so_and_nothing_of_it_is_lost(cast, case):
    agreed(cast, case)
    service = shelter(cast.jacaranda)
    actions.record_consent(
        actor=cast.ines.actor,
        case=case,
        purpose="referral",
        given=True,
        at=timezone.now(),
        recipient=str(service.organization_id),
        terms=actions.ConsentTerms(("needs",)),
    )
    sent = referrals.send(
        actor=cast.ines.actor,
        case=case,
        asked=referrals.Asked(service, {"needs": "Una cama."}),
        sought=referrals.Sought(need="shelter", priority="urgent"),
        at=timezone.now(),
    )
    with pytest.raises(BadInput) as problem:
        actions.void_case(actor=cast.ines.actor, case=case, at=timezone.now())
    assert "canalización" in problem.value.es and "No se cambió nada" in problem.value.cure_es
    before = sent.state
    sent.refresh_from_db()
    assert (Case.objects.get(id=case.id).status, sent.state) == ("active", before)
    assert "canalización" in refused(cast, case)


def test_what_was_learned_since_undoes_what_was_agreed_to(cast, case):
    agreed(cast, case)
    actions.record_facts(actor=cast.ines.actor, case=case, facts={"person.age": 30}, at=timezone.now())
    with pytest.raises(CauceError):
        actions.void_case(actor=cast.ines.actor, case=case, at=timezone.now())
    assert Case.objects.get(id=case.id).status == "active"


def test_not_after_a_complaint_nor_by_another_post_nor_twice_at_once(cast, case):
    with pytest.raises(BadInput):
        ask(cast, case, no_complaint=False)
    with pytest.raises(Refused):
        ask(cast, case, by=cast.tomas)
    ask(cast, case)
    with pytest.raises(BadInput):
        ask(cast, case)


def test_in_a_post_of_one_the_named_neighbour_agrees(cast, case):
    for one in (cast.mateo, cast.aurora):
        one.user.is_active = False
        one.user.save()
    cast.houston.signs_here = cast.laredo
    cast.houston.save()
    cast.tomas.user.assignments.update(role="protection_consul")
    made = ask(cast, case)
    assert made.looks == cast.laredo
    from cauce.staff.offices.access import actor_for

    decide(
        actor=actor_for(cast.tomas.user),
        proposal=made,
        approve=True,
        reason="Sí, lo vi yo.",
        at=timezone.now(),
    )
    actions.void_case(actor=cast.ines.actor, case=case, at=timezone.now())
    assert Case.objects.get(id=case.id).status == "voided"


def test_the_record_of_one_ends_like_any_other(cast, case):
    from cauce.rights.rights import access

    found = voided(cast, case)
    later = found.closed_at + dt.timedelta(days=366 * 3)
    assert [(one.id, due.part) for one, due in access.over(later)] == [(found.id, "words")]
