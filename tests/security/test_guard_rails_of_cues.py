"""The eleven guard-rails of passive cues, each a test that bears its number.

Those of what is ticked at a window are also in ``cauce/desk/intake/screenings/tests/test_guard_rails.py``.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
from django.apps import apps
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.content.checks.instruments import WHO
from cauce.content.errors import BadInput, CauceError
from cauce.content.loader import load_edition
from cauce.custody.journal.door import Absent, AlreadyDone, Refused
from cauce.custody.journal.models import Entry
from cauce.custody.keystore import KeyGone, mark
from cauce.intake.screenings import access_links, actions
from cauce.intake.screenings.links import cues_on, links_on
from cauce.intake.screenings.models import Encounter, LinkKey, LinkMark, LinkNotice, LinkQuery
from cauce.intake.screenings.rules import FIELDS, alike
from cauce.measurement.facts.periods import period_of
from cauce.measurement.indicators.cues import cue_numbers
from cauce.measurement.indicators.disparity import groups_of
from cauce.rules.permissions import SYSTEM
from cauce.rules.roles import ROLES
from cauce.staff.notices.models import Message
from tests.cast import today

PHONE = "+1 (713) 555-0147"
CUES = ["other_speaks", "visible_fear"]


@pytest.fixture
def on(cast):
    """Headquarters turned coincidences on for their term."""
    return actions.switch_cues(actor=cast.sofia.actor, scope="links", on=True, reason="review")


def visit(cast, phone: str = PHONE, *, minor: bool = False, cleared=(), field="companion_phone"):
    """One visit at the window of Houston, in which Lucía noticed a value."""
    actions.record_links(
        actor=cast.lucia.actor, post=cast.houston, given={field: phone}, minor=minor, cleared=list(cleared)
    )


def ask(cast, typed: str = PHONE, who=None) -> LinkQuery:
    return actions.ask_link(
        actor=(who or cast.ines).actor,
        post=cast.houston,
        field="companion_phone",
        typed=typed,
        reason="person_told",
    )


def tick(client, cast, **more):
    client.force_login(cast.lucia.user)
    return client.post("/mostrador/", {"once": str(uuid.uuid4())} | more)


def test_it_1_never_changes_delays_or_annotates_the_document_service(client, cast, on):
    """The answer of the counter is the same page, whatever coincides; no document has a column."""
    blind = r'(csrf\w+|once)" value="[^"]+"'
    seen = []
    for _ in range(5):  # the fifth coincides with four before it
        tick(client, cast, companion_phone=PHONE)
        seen.append(re.sub(blind, "", client.get("/mostrador/").content.decode()))
    assert LinkNotice.objects.count() == 1 and len(set(seen)) == 1
    columns = {f.name for t in (LinkMark, LinkNotice, LinkKey) for f in t._meta.get_fields()}
    assert not columns & {"document", "service", "appointment", "folio", "name", "turn", "person"}


def test_it_2_is_visible_only_to_protection(client, cast, on):
    for _ in range(4):
        visit(cast)
    told = Message.objects.filter(key__startswith="links:")
    assert {one.recipient for one in told} == {str(cast.ines.user.id), str(cast.mateo.user.id)}
    assert not [one for one in told if "0147" in one.body or re.search("teléfono", one.subject)]
    found = access_links.notices(cast.ines.actor, "HOU", today())
    assert [(one.field, one.count) for one in found] == [("companion_phone", 4)]
    assert access_links.notices(cast.aurora.actor, "HOU", today()) == []  # she decides, no more
    for other in ("lucia", "raul", "elena", "bruno", "clara", "sofia"):
        with pytest.raises(Absent):
            access_links.posts_of(getattr(cast, other).actor)
        client.force_login(getattr(cast, other).user)
        assert client.get("/coincidencias/").status_code == 404
    with pytest.raises(Absent):  # another post sees nothing of Houston
        access_links.notice_for(cast.tomas.actor, LinkNotice.objects.get().id)


def test_it_3_puts_no_score_on_a_person_and_expires(cast, on):
    for _ in range(4):
        visit(cast)
    notice = LinkNotice.objects.get()
    assert dt.timedelta(days=29) <= notice.expires_on - today() <= dt.timedelta(days=90)
    assert not [
        m
        for m in apps.get_app_config("screenings").get_models()
        for f in m._meta.get_fields()
        if re.search("score|risk|puntaje", f.name)
    ]
    key, month = LinkKey.objects.get(), dt.timedelta(days=31)
    assert key.ends_on - today() <= dt.timedelta(days=90)
    actions.expire_links(actor=SYSTEM, at=timezone.now() + month)
    assert not LinkNotice.objects.exists()
    # Its period ends for everybody on the same day, within the month or after it.
    assert LinkKey.objects.exists() is (key.ends_on > (timezone.now() + month).date())
    actions.expire_links(actor=SYSTEM, at=timezone.now() + dt.timedelta(days=91))
    assert not LinkKey.objects.exists() and not LinkMark.objects.exists()
    with pytest.raises(KeyGone):  # a copy of the table says nothing either
        mark(key.id, key.purpose, alike("companion_phone", PHONE))


def test_it_4_leaves_every_decision_to_a_person_with_a_reason(cast, on):
    for _ in range(4):
        visit(cast)
    assert not Encounter.objects.exists()  # nothing happened by itself
    query = ask(cast)
    assert query.reason == "person_told"
    with pytest.raises(CauceError):
        actions.ask_link(
            actor=cast.ines.actor, post=cast.houston, field="companion_phone", typed=PHONE, reason="porque sí"
        )
    actions.decide_link(actor=cast.mateo.actor, query=query, approve=True)
    written = [row.what for row in Entry.objects.all()]
    assert {"links.ask", "links.decide"} <= set(written)


def test_it_5_offers_everybody_the_same_and_prints_it(client, cast):
    client.force_login(cast.lucia.user)
    page = client.get("/mostrador/cartel/").content.decode()
    assert "cualquier persona" in page and "anybody" in page and "911" in page
    assert not re.search(r"trata|víctima|explotación|traffick|victim", page, re.I)
    asks = next(i for i in load_edition().instruments["window-cues"].items if i.id == "person_asks")
    assert "todo el mundo" in asks.help.es  # the private question is asked of everybody
    actions.switch_cues(actor=cast.sofia.actor, scope="cues", on=False, reason="review")
    assert "todo el mundo" in client.get("/mostrador/").content.decode()


def test_it_6_links_on_keyed_marks_for_one_purpose_and_lets_nothing_out(cast, on):
    visit(cast)
    visit(cast, field="address")
    marks = list(LinkMark.objects.select_related("key"))
    assert len({one.digest for one in marks}) == 2  # one value, two purposes: they do not meet
    for table in (LinkMark, LinkKey, LinkNotice, Entry):
        rows = str(list(table.objects.values()))
        assert "7135550147" not in rows and "555-0147" not in rows
    # No role may carry them away, and no other post can compare its own with these.
    assert set(ROLES["links.ask"]) == {"protection_officer", "protection_consul"}
    assert all(relations == ("own",) for relations in ROLES["links.ask"].values())
    assert not [name for name in ROLES if "link" in name and "export" in name]
    key = LinkKey.objects.get(purpose="companion_phone")
    assert key.post_id == "HOU"


def test_it_7_publishes_the_quarter_without_anybody_and_warns_of_disparity(client, cast):
    for turn in ("A1", "A2"):
        made = actions.pass_to_protection(
            actor=cast.lucia.actor, post=cast.houston, turn=turn, cues=CUES, asked=False
        )
        actions.open_case_from(actor=cast.ines.actor, encounter=made)
    quarter = period_of(today(), "quarter")
    found = cue_numbers(["HOU"], quarter.since, quarter.until)
    assert found.raised is None and found.accepted is None  # two: a small cell
    assert all(one.talks is None for groups in found.groups.values() for one in groups)
    few = groups_of({"woman": (40, 30), "man": (60, 6), "other": (3, 1)}, small=5)
    by = {one.value: one for one in few}
    assert by["other"].talks is None and by["woman"].talks is None  # nor by subtraction
    many = groups_of({"woman": (40, 30), "man": (60, 6)}, small=5)
    assert [one.value for one in many if one.alert] == ["man"]
    even = groups_of({"woman": (40, 10), "man": (40, 9)}, small=5)
    assert not [one for one in even if one.alert]
    client.force_login(cast.sofia.user)
    page = client.get("/red/senales/").content.decode()
    assert "oculto" in page and "A1" not in page
    for other in ("ines", "lucia", "clara"):
        client.force_login(getattr(cast, other).user)
        assert client.get("/red/senales/").status_code == 404
    client.force_login(cast.aurora.user)  # whoever leads the post sees its own
    assert "oculto" in client.get("/oficina/senales/").content.decode()


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        # One person confirmed of seven, and the table beside it says that there were twelve talks.
        ({"not_known": (7, 1), "woman": (3, 1), "man": (2, 0)}, {}),
        ({"not_known": (12, 2)}, {"not_known": (12, None)}),
        # What two small groups come to together is as small.
        ({"man": (90, 40), "woman": (30, 20), "other": (3, 2), "not_known": (2, 1)}, {"man": (90, 40)}),
        ({"woman": (40, 30), "man": (60, 4)}, {"woman": (40, None), "man": (60, None)}),
        ({"woman": (40, 30), "man": (60, 0)}, {"woman": (40, 30), "man": (60, 0)}),
    ],
)
def test_no_table_of_a_quarter_tells_of_few_who_were_confirmed_nor_lets_it_be_worked_out(counts, shown):
    found = groups_of(counts, small=5)
    assert {one.value: (one.talks, one.confirmed) for one in found if one.talks} == shown
    assert all(one.rate is None for one in found if one.confirmed is None)


def test_it_8_has_a_kill_switch_and_a_sunset(client, cast, on):
    visit(cast)
    assert LinkMark.objects.count() == 1
    actions.switch_cues(actor=cast.sofia.actor, scope="links", on=False, reason="misuse")
    visit(cast)
    assert LinkMark.objects.count() == 1  # nothing is marked any more
    with pytest.raises(BadInput):
        ask(cast)
    client.force_login(cast.lucia.user)
    assert "companion_phone" not in client.get("/mostrador/").content.decode()
    actions.switch_cues(actor=cast.sofia.actor, scope="cues", on=False, reason="disparity")
    page = client.get("/mostrador/").content.decode()
    assert "other_speaks" not in page and "person_asks" in page
    found = actions.record_cues(actor=cast.lucia.actor, post=cast.houston, cues=CUES)
    assert found.outcomes == ("nothing_more_now",)
    asked = actions.record_cues(actor=cast.lucia.actor, post=cast.houston, cues=["person_asks"])
    assert asked.outcomes == ("offer_private_talk",)  # help that is asked for is never off
    for other in ("ines", "mateo", "aurora", "raul", "bruno"):
        with pytest.raises(Refused):
            actions.switch_cues(actor=getattr(cast, other).actor, scope="cues", on=True, reason="review")


def test_it_8_turns_itself_off_when_nobody_confirms_it(cast, on):
    assert on.ends_on == today() + dt.timedelta(days=365)
    assert links_on(on.ends_on - dt.timedelta(days=1)) and not links_on(on.ends_on)
    actions.switch_cues(actor=cast.sofia.actor, scope="cues", on=True, reason="review")
    assert cues_on(today()) and not cues_on(today() + dt.timedelta(days=365))


def test_it_8_compares_nothing_until_headquarters_turns_it_on(client, cast):
    visit(cast)
    assert not LinkMark.objects.exists()
    client.force_login(cast.lucia.user)
    assert "Algo más que noté" not in client.get("/mostrador/").content.decode()


def test_it_9_has_none_of_the_prohibited_inputs():
    edition = load_edition()
    compared = [
        f"{row.id} {row.title.es} {row.title.en} {row.note.es} {row.note.en}"
        for row in edition.catalogues["link_fields"]
    ]
    cues = [f"{i.text.es} {i.text.en}" for i in edition.bank.values() if i.kind == "cue"]
    assert {row.id for row in edition.catalogues["link_fields"]} == set(FIELDS)
    assert compared and cues and not [words for words in compared + cues if WHO.search(words)]
    assert not set(FIELDS) & {"nationality", "language", "occupation", "ethnicity", "tattoo"}


def test_it_9_refuses_a_value_that_is_not_compared(cast, on):
    with pytest.raises(CauceError):
        visit(cast, "mexicana", field="nationality")


def test_it_10_needs_two_people_for_a_query_and_both_are_in_the_journal(client, cast, on):
    for _ in range(4):
        visit(cast)
    query = ask(cast, who=cast.mateo)
    assert query.answer is None
    with pytest.raises(BadInput):  # he may decide, but not what he asked himself
        actions.decide_link(actor=cast.mateo.actor, query=query, approve=True)
    with pytest.raises(Refused):
        actions.decide_link(actor=cast.ines.actor, query=query, approve=True)
    actions.decide_link(actor=cast.aurora.actor, query=query, approve=True)
    query.refresh_from_db()
    assert (query.answer, query.asked_by != query.decided_by) == (4, True)
    who = {row.what: row.actor for row in Entry.objects.filter(about_id=str(query.id))}
    assert who["links.ask"] != who["links.decide"]
    with pytest.raises(BadInput):
        actions.decide_link(actor=cast.aurora.actor, query=query, approve=False)
    refused = ask(cast)
    actions.decide_link(actor=cast.mateo.actor, query=refused, approve=False)
    refused.refresh_from_db()
    assert refused.answer is None
    actions.expire_links(actor=SYSTEM, at=timezone.now() + dt.timedelta(days=31))
    assert not LinkQuery.objects.exists() and "links.expire" in {row.what for row in Entry.objects.all()}


def test_it_11_looks_at_employers_only_after_a_complaint(cast, on):
    for _ in range(5):
        visit(cast, "Rancho El Olvido", field="employer")
    assert not LinkMark.objects.exists()
    actions.record_complaint(
        actor=cast.ines.actor, post=cast.houston, field="employer", typed="rancho el olvido, LLC"
    )
    visit(cast, "Rancho El Olvido", field="employer")
    assert not LinkMark.objects.exists()  # another spelling is another name: nothing is guessed
    actions.record_complaint(
        actor=cast.ines.actor, post=cast.houston, field="employer", typed="RANCHO EL OLVIDO"
    )
    for _ in range(4):
        visit(cast, "Rancho El Olvido", field="employer")
    assert LinkNotice.objects.get().key.purpose == "employer"


def test_it_needs_four_adults_who_are_no_family_or_two_unrelated_minors(cast, on):
    for cleared in ("kinship", "employer_housing", "accredited_agent", "organised_event"):
        for _ in range(5):
            visit(cast, cleared=[cleared])
    assert not LinkMark.objects.exists()  # what explains it leaves no mark at all
    for _ in range(3):
        visit(cast)
    assert not LinkNotice.objects.exists()
    visit(cast, "52 1 713 555 0147")  # the same telephone, written otherwise
    assert LinkNotice.objects.get().count == 4
    visit(cast, minor=True)
    assert not LinkNotice.objects.filter(minor=True).exists()
    visit(cast, minor=True)
    assert LinkNotice.objects.get(minor=True).count == 2


def test_it_counts_a_form_sent_twice_once(cast, on):
    once = uuid.uuid4()
    form = {
        "actor": cast.lucia.actor,
        "post": cast.houston,
        "given": {"companion_phone": PHONE},
        "minor": False,
        "cleared": [],
        "once": once,
    }
    actions.record_links(**form)
    with pytest.raises(AlreadyDone):
        actions.record_links(**form)
    assert LinkMark.objects.get().count == 1


def test_it_10_lets_nobody_try_values_who_is_told_of_coincidences(client, cast, on):
    for _ in range(3):
        visit(cast)
    with pytest.raises(Refused):
        actions.record_links(
            actor=cast.ines.actor,
            post=cast.houston,
            minor=False,
            cleared=[],
            given={"companion_phone": PHONE},
        )
    client.force_login(cast.ines.user)
    page = client.get("/mostrador/")
    assert page.status_code == 200 and "companion_phone" not in page.content.decode()
    assert LinkMark.objects.get().count == 3 and not LinkNotice.objects.exists()


def test_it_10_never_lets_the_number_of_a_notice_grow(cast, on):
    for _ in range(7):
        visit(cast)
    assert LinkNotice.objects.get().count == 4


def test_it_6_leaves_no_row_a_visit_and_tells_the_journal_no_number(cast, on):
    for _ in range(3):
        visit(cast)
    assert LinkMark.objects.count() == 1
    for entry in Entry.objects.filter(what="links.record"):
        assert not entry.detail


def test_it_changes_nothing_in_a_case_that_opened_without_a_cue(cast, on):
    """A coincidence opens no case and is written in none."""
    case = cases.open_case(
        actor=cast.ines.actor, post=cast.houston, channel="walk_in", started_at=timezone.now()
    )
    for _ in range(4):
        visit(cast)
    links = {
        f.related_model
        for t in (LinkMark, LinkNotice, LinkQuery)
        for f in t._meta.get_fields()
        if f.is_relation
    }
    assert type(case) not in links
