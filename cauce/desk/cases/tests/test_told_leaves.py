"""After each invented person's case: no page asks what is known, no instrument asks what stands, and to an
organisation goes nothing but what the person agreed that this one may have."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from types import SimpleNamespace

import pytest
from django.utils import timezone

from cauce.cases.actions import ConsentTerms, record_act, record_consent, record_facts, start_letter
from cauce.cases.facts import acts_of, facts_of
from cauce.cases.models import Case
from cauce.content.loader import load_edition
from cauce.desk.cases.frame.already import first_words, in_language
from cauce.desk.cases.letters import told_before
from cauce.desk.cases.letters.told_before import known_for
from cauce.desk.cases.screening import talk
from cauce.intake.screenings.known import known_in
from cauce.rules.consent import offered_to
from cauce.rules.dates import says_moment, zone
from cauce.sharing.referrals.actions import answer
from cauce.sharing.referrals.facts import shared_of
from cauce.sharing.referrals.models import Referral
from tests.cast import shelter

from .test_told_walk import TOLD
from .test_told_walk import talk as talked

EDITION = load_edition()
STORIES = [one for one in EDITION.cases.values() if one.scope == "case" and one.facts]
GROUPS = [STORIES[i::3] for i in range(3)]
OFFERED = [one.id for one in offered_to(EDITION.vocabulary, {"shelter"})]
WORDS = {name: f"Palabras sueltas {n}" for n, name in enumerate(OFFERED)}
WORDS["arrival_time"] = f"{dt.date.today() + dt.timedelta(days=2)}T15:00"
# What the directory says that is not known, and the fact that would tell.
DIRECTORY = {
    "person.sex": "si es mujer u hombre",
    "person.age": "la edad",
    "person.with_children": "si viene con familia",
    "person.needs_support": "si necesita apoyos",
}


def opened(desk, story) -> Case:
    plain = {name: value for name, value in story.facts.items() if isinstance(value, bool | int | str)}
    case, now = desk.open(minutes=30), timezone.now()
    record_consent(actor=desk.actor, case=case, purpose="keeping", given=True, at=now)
    record_facts(actor=desk.actor, case=case, facts=plain, at=now)
    return case


def agree(desk, case: Case, service, fields) -> None:
    record_consent(
        actor=desk.actor,
        case=case,
        purpose="referral",
        given=True,
        at=timezone.now(),
        recipient=str(service.organization_id),
        terms=ConsentTerms(fields=tuple(fields)),
    )


def some(n: int) -> set[str]:
    """Another part of what may be asked about for each story; the need always, or there is no request."""
    return {"needs", *OFFERED[n % 4 :: 3]}


@pytest.mark.parametrize("stories", GROUPS, ids=range(len(GROUPS)))
def test_no_page_of_a_case_asks_what_is_known(desk, stories):
    questions = lacking = 0
    for story in stories:
        case = opened(desk, story)
        known = facts_of(case)
        asked = re.findall(r'name="fact"\s+value="([^"]+)"', desk.get(case).content.decode())
        assert not set(asked) & set(known), story.id
        found = desk.client.get(f"/directorio/?for={case.id}&need=shelter").content.decode()
        unknown = re.search(r"No se sabe\s+(.*?)\.", re.sub(r"<[^>]+>", "", found), re.DOTALL)
        said = unknown[1] if unknown else ""
        questions, lacking = questions + len(asked), lacking + bool(said)
        assert [words for name, words in DIRECTORY.items() if name in known and words in said] == [], story.id
    assert questions and lacking, "pages that ask nothing prove nothing"


def test_no_instrument_asks_again_what_stands(desk):
    """Every instrument of a case after every story, by what its pages are made of."""
    asked = 0
    for story in TOLD:
        case = desk.open()
        talked(desk, case, story)
        known, facts = known_in(case, acts_of(case), timezone.now()), facts_of(case)
        for instrument in EDITION.instruments.values():
            if not EDITION.spaces[instrument.spaces[0]].in_case:
                continue
            stands = set(known.answers_to(instrument))
            made = of(instrument, facts, known)
            again = {item.id for item in made.items} & stands - set(talk.EACH_TIME)
            assert again == set(), f"{story.id}: {instrument.id}"
            asked += len(stands)
    assert asked > 100, "a walk over stories that told nothing proves nothing"


def of(instrument, facts, known) -> talk.Talk:
    """A talk with that instrument, of which nothing was answered yet."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(talk, "instrument_of", lambda _: instrument)
        patched.setattr(talk.access, "answers", lambda _: {"answers": {}})
        return talk.talk_of(SimpleNamespace(kind="screening", number=1), facts, known)


@pytest.mark.parametrize("stories", GROUPS, ids=range(len(GROUPS)))
def test_to_a_shelter_goes_only_what_was_agreed_for_it(desk, stories, cast):
    """Whatever is forced into the form; and another organisation is told nothing by that yes."""
    service, other = shelter(cast.jacaranda), shelter(cast.jacaranda, "Casa Girasol (ejemplo)")
    for n, story in enumerate(stories[::2]):
        case, agreed = opened(desk, story), some(n)
        agree(desk, case, service, agreed)
        words = first_words(EDITION, case, facts_of(case), "shelter", agreed, priority="urgent")
        assert words.keys() <= agreed
        page = f"/casos/{case.id}/canalizaciones/?service={service.id}"
        shown = desk.client.get(page).content.decode()
        assert set(re.findall(r'name="s_(\w+)"', shown)) == agreed, story.id
        sent = {f"s_{name}": words for name, words in WORDS.items()}
        form = {"need": "shelter", "priority": "urgent", "way": "none", "do": "anyway"} | sent
        desk.client.post(page, form | {"once": str(uuid.uuid4())})
        assert set(shared_of(Referral.objects.get(case=case))) == agreed, story.id
        elsewhere = page.replace(str(service.id), str(other.id))
        desk.client.post(elsewhere, form | {"once": str(uuid.uuid4())})
        assert Referral.objects.filter(case=case).count() == 1, story.id


def test_what_the_receiver_reads_has_no_word_of_what_was_not_agreed(desk, cast, client):
    service = shelter(cast.jacaranda)
    case, agreed = opened(desk, STORIES[0]), some(0)
    agree(desk, case, service, agreed)
    sent = {f"s_{name}": words for name, words in WORDS.items()}
    form = {"need": "shelter", "priority": "urgent", "way": "none", "do": "anyway", "once": str(uuid.uuid4())}
    desk.client.post(f"/casos/{case.id}/canalizaciones/?service={service.id}", form | sent)
    client.force_login(cast.clara.user)
    read = client.get(f"/solicitudes/{Referral.objects.get(case=case).id}/").content.decode()
    assert {name for name, words in WORDS.items() if words + "<" in read.replace("\n", "")} <= agreed
    assert WORDS["needs"] in read


def test_a_letter_begins_with_what_its_recipient_may_have_and_no_more(desk, cast, monkeypatch):
    service = shelter(cast.jacaranda)
    case = desk.open(need__shelter=True, person__age=24, person__age_doubt=False)
    record_consent(actor=desk.actor, case=case, purpose="keeping", given=True, at=timezone.now())
    agree(desk, case, service, ("needs", "first_name_or_alias", "arrival_time", "age_band", "dependants"))
    hour = timezone.now().astimezone(zone(case.post.time_zone)).replace(hour=15, minute=0) + dt.timedelta(
        days=1
    )
    words = {"s_arrival_time": f"{hour:%Y-%m-%dT%H:%M}", "s_dependants": "Una hija"}
    words |= {"s_needs": "Dormir hoy.", "s_first_name_or_alias": "Luz", "s_age_band": "18 a 29 años"}
    form = {"need": "shelter", "priority": "urgent", "way": "none", "do": "send", "once": str(uuid.uuid4())}
    desk.client.post(f"/casos/{case.id}/canalizaciones/?service={service.id}", form | words)
    letter = start_letter(
        actor=desk.actor,
        case=case,
        template="shelter",
        language="es",
        recipient=str(service.organization_id),
        at=timezone.now(),
    )
    page = desk.get(case, f"cartas/{letter.id}/").content.decode()
    assert 'value="Luz"' in page and "Dormir hoy.</textarea>" in page and "Ya se sabe" in page
    assert "18 a 29" not in page, "the letter has no place for it"
    tz = {"tz": zone(case.post.time_zone), "city": case.post.city, "language": "es"}
    assert f'value="{says_moment(hour, **tz)}"' in page, "a full day, and not asked anew"
    assert "Quiénes vienen con la persona: Una hija" in page
    answer(actor=cast.clara.actor, referral=Referral.objects.get(case=case), what="accept", at=timezone.now())
    way = desk.get(case, "actos/P4-04e/").content.decode()
    assert f'value="{hour:%Y-%m-%dT%H:%M}"' in way, "the hour that the place was told, to be agreed"
    later = hour + dt.timedelta(hours=2)
    record_act(
        actor=desk.actor,
        case=case,
        name="way_agreed",
        happened_at=timezone.now(),
        action="P4-04e",
        facts={"need.arrival_at": later.isoformat()},
    )
    assert f'value="{says_moment(later, **tz)}"' in desk.get(case, f"cartas/{letter.id}/").content.decode()
    agree(desk, case, service, ("needs",))
    page = desk.get(case, f"cartas/{letter.id}/").content.decode()
    assert "Luz" not in page and "Dormir hoy.</textarea>" in page
    assert "Una hija" not in page and "Quiénes vienen con la persona:" not in page, "nor its paragraph"
    with monkeypatch.context() as screen:  # the request was written while the screen spoke English
        screen.setattr(told_before.referrals, "told_to", lambda *_: {"needs": "Safe place to sleep"})
        assert (
            "Lugar seguro donde dormir</textarea>" in desk.get(case, f"cartas/{letter.id}/").content.decode()
        )
    record_consent(
        actor=desk.actor,
        case=case,
        purpose="referral",
        given=False,
        at=timezone.now(),
        recipient=str(service.organization_id),
    )
    page = desk.get(case, f"cartas/{letter.id}/").content.decode()
    assert "Luz" not in page and "Dormir hoy." not in page


def test_what_was_told_from_a_list_stands_in_the_language_of_the_letter(desk):
    bed = "Lugar seguro donde dormir"
    assert in_language(EDITION, "needs", "Safe place to sleep", "es") == bed
    assert in_language(EDITION, "needs", bed, "en") == "Safe place to sleep"
    assert in_language(EDITION, "age_band", "18 to 29 years", "es") == "18 a 29 años"
    assert in_language(EDITION, "sex_gender", "woman", "es") == "mujer"
    assert in_language(EDITION, "needs", "A bed for two nights", "es") is None, "somebody's own words stay"


def test_a_letter_to_no_organisation_looks_at_nothing(desk):
    letter = SimpleNamespace(recipient="")
    assert known_for({}, letter, EDITION.letters["accompaniment"]) == {}
