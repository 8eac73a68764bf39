"""What people do becomes facts without anybody's name, and any past day can be asked again."""

from __future__ import annotations

import datetime as dt
import json
import uuid

import pytest
from django.core.management import call_command
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.content.errors import BadInput, Unknown
from cauce.content.loader import load_edition
from cauce.custody.journal.models import Entry
from cauce.intake.screenings.actions import open_case_from, pass_to_protection
from cauce.measurement.actions import destroy_merges, destroy_period, record_merge
from cauce.measurement.facts.pseudonyms import pseudonym
from cauce.measurement.indicators.figures import Under, figures
from cauce.measurement.models import Collected, Fact, Merge, Period, Profile, Seed
from cauce.measurement.rounds import facts_collected
from cauce.rules.permissions import SYSTEM
from cauce.sharing.referrals import actions as referrals
from tests.cast import shelter, today

REASONS = "Se captó a la persona con engaño y la deuda no le deja irse."


@pytest.fixture(autouse=True)
def tallied(db):
    """The days before the test are tallied: it looks at the journal alone."""
    day = timezone.now().date() + dt.timedelta(days=1)
    Collected.objects.create(chain="tally", number=day.toordinal())


def gather() -> int:
    return facts_collected(timezone.now(), chains=100)


def figure(name: str, *by: str, known: dt.datetime | None = None, posts=None, **between):
    """This year's cells, or those of other dates."""
    between = between or {
        "since": dt.date(today().year, 1, 1),
        "until": today() + dt.timedelta(days=1),
    }
    return figures(name, by=by, known=known or timezone.now(), posts=posts, **between)


def number(name: str, **more) -> tuple[int, int | None]:
    cell = figure(name, **more).cells.get(())
    return (cell.numerator, cell.denominator) if cell else (0, 0)


def conclude(cast, case, conclusion="confirmed", **more):
    now = timezone.now()
    assessed = cases.conclude(
        actor=cast.ines.actor,
        case=case,
        conclusion=conclusion,
        reasons=REASONS,
        at=now,
        concepts={"concepts": ["purp_forced_labour"]},
        verdicts={
            "lgt_mx": {"verdict": "met", "forms": [["article_10", "met"]]},
            "tvpa_us": {"verdict": "unclear", "forms": [["labour", "unclear"]]},
        },
        **more,
    )
    cases.sign(actor=cast.mateo.actor, case=case, assessment=assessed, at=now)


def attend(cast, post=None, officer=None):
    """Somebody comes, is listened to, gives grounds, and agrees that it be kept."""
    ines, now = (officer or cast.ines).actor, timezone.now()
    case = cases.open_case(actor=ines, post=post or cast.houston, channel="walk_in", started_at=now)
    cases.record_consent(actor=ines, case=case, purpose="keeping", given=True, at=now)
    cases.record_act(actor=ines, case=case, name="protection_accepted", happened_at=now)
    cases.record_act(
        actor=ines,
        case=case,
        name="screening_done",
        happened_at=now,
        facts={"screening.outcome": "concerns", "person.sex": "woman", "person.age": 24},
    )
    return case


def serve(cast, case):
    """Casa Jacaranda is asked, accepts and begins; then it is over."""
    service, now = shelter(cast.jacaranda), timezone.now()
    cases.record_consent(
        actor=cast.ines.actor,
        case=case,
        purpose="referral",
        given=True,
        at=now,
        recipient=str(service.organization_id),
        terms=cases.ConsentTerms(fields=("needs",)),
    )
    sent = referrals.send(
        actor=cast.ines.actor,
        case=case,
        asked=referrals.Asked(service=service, shared={"needs": "alojamiento"}),
        sought=referrals.Sought(need="shelter", priority="normal"),
        at=now,
    )
    for what, reason in (("accept", ""), ("start_service", ""), ("complete", "need_met")):
        referrals.answer(actor=cast.clara.actor, referral=sent, what=what, reason=reason, at=timezone.now())
        sent.refresh_from_db()
    return sent


def test_what_people_did_is_counted_once_and_names_nobody(cast):
    turn = pass_to_protection(
        actor=cast.lucia.actor, post=cast.houston, turn="A12", cues=["other_speaks"], asked=False
    )
    open_case_from(actor=cast.ines.actor, encounter=turn)
    case = attend(cast)
    conclude(cast, case)
    sent = serve(cast, case)
    assert gather() > 0 and gather() == 0  # again, nothing is made twice
    assert number("victims-attended") == (1, None)
    assert number("identification-rate") == (1, 1)
    assert number("assistance-rate") == number("referral-completion") == (1, 1)
    assert number("consent-compliance") == (1, 1)
    assert number("screening-coverage") == (1, 2)  # the turn, and a case that opened without one
    assert figure("times", "step").cells[("handover",)].contributors == 1
    found = figure("victims-attended", "sex", "age_band", "mx_modality", "law_mx", "law_us", "aid")
    assert set(found.cells) == {("woman", "18-24", "forced_labour", "met", "unclear", "shelter")}
    assert not found.parts and found.editions[-1] == load_edition().info.id
    # Of a year in which two editions were in force, that alone is said beside the number.
    assert [", ".join(found.editions) in note.es for note in found.notes] == [True] * (
        len(found.editions) > 1
    )
    written = " ".join(str(list(table.objects.values_list())) for table in (Fact, Profile, Merge))
    for id in (case.id, case.person_id, case.folio, sent.id, turn.id, cast.ines.user.id):
        assert str(id) not in written and uuid.UUID(int=0).hex not in written


def test_a_past_day_is_asked_again_as_it_was_known_then(cast):
    case = attend(cast)
    conclude(cast, case, "presumed")
    gather()
    then = timezone.now()
    before = figure("victims-attended", "sex", known=then).cells
    assert before == {("woman",): figure("victims-attended").cells[()]}
    # What is learned, and what is taken back, later.
    cases.record_facts(actor=cast.ines.actor, case=case, facts={"person.sex": "other"}, at=timezone.now())
    gather()
    assert set(figure("victims-attended", "sex").cells) == {("other",)}
    conclude(cast, case, "not_victim")
    gather()
    assert number("victims-attended") == (0, 0)
    assert figure("victims-attended", "sex", known=then).cells == before


def test_somebody_who_met_two_posts_counts_once_until_the_map_is_destroyed(cast):
    for post, officer in ((cast.houston, cast.ines), (cast.laredo, cast.tomas)):
        attend(cast, post, officer)
    gather()
    assert number("positive-rate") == (2, 2)
    one, other = Fact.objects.filter(kind="attended").order_by("id").values_list("subject", flat=True)
    year, now = today().year, timezone.now()
    assert record_merge(actor=cast.raul.actor, period=year, one=one, other=other, at=now)
    assert not record_merge(actor=SYSTEM, period=year, one=other, other=one, at=now)  # no ring
    assert number("positive-rate") == (1, 1)
    kept = str(list(Entry.objects.filter(what="merge.record").values_list("detail", "about_id")))
    assert one not in kept and other not in kept  # the journal does not learn which
    with pytest.raises(BadInput, match="still followed"):
        destroy_merges(actor=cast.sofia.actor, period=year, at=now)
    assert destroy_merges(actor=cast.sofia.actor, period=year, at=now.replace(year=year + 2, day=1)) == 1
    assert number("positive-rate") == (2, 2)


def test_after_an_erasure_the_figures_stand_and_nothing_leads_back(cast):
    kept, gone = attend(cast), attend(cast)
    for case in (kept, gone):
        conclude(cast, case)
    gather()
    before = figure("victims-attended", "sex", "age_band").cells
    cases.record_consent(actor=cast.ines.actor, case=gone, purpose="keeping", given=False, at=timezone.now())
    gather()
    assert figure("victims-attended", "sex", "age_band").cells == before
    assert list(Seed.objects.values_list("case_id", flat=True)) == [kept.id]
    # What she does afterwards is counted for nobody's subject.
    cases.record_act(actor=cast.ines.actor, case=gone, name="protection_refused", happened_at=timezone.now())
    gather()
    assert Fact.objects.get(kind="refused").subject == ""


def test_an_erased_record_is_counted_without_its_key(cast, tmp_path, settings):
    from cauce.custody.keystore import shred

    case = attend(cast)
    shred(case.key_id)  # the last step of an erasure; facts are collected only now
    type(case).objects.filter(pk=case.pk).update(erased_at=timezone.now())
    gather()
    assert number("lost-contact") == (0, 1)  # one case was opened
    assert not Seed.objects.exists() and not Profile.objects.exists()
    assert set(Fact.objects.values_list("subject", "channel")) <= {("", ""), ("", "walk_in")}


def test_keys_of_two_years_share_nothing_and_a_secret_can_be_destroyed(cast):
    attend(cast)
    gather()
    year, now = today().year, timezone.now()
    Period.objects.create(year=year - 1)
    from cauce.custody.keystore import create_key

    create_key(Period.objects.get(year=year - 1).key_id, "network")
    assert pseudonym(year, "subject", "x") != pseudonym(year - 1, "subject", "x")
    destroy_period(actor=cast.sofia.actor, period=year, at=now.replace(year=year + 2, day=1))
    assert pseudonym(year, "subject", "x") == "" and not Seed.objects.exists()
    assert number("positive-rate") == (1, 1)
    attend(cast)
    gather()  # nobody's subject, and no new secret for the year
    assert Fact.objects.filter(kind="attended", subject="").count() == 1


def test_bad_questions_are_refused_with_a_reason(cast):
    with pytest.raises(BadInput, match="nobody outside has estimated"):
        figure("percentage-detected", since=dt.date(2025, 1, 1), until=dt.date(2026, 1, 1))
    with pytest.raises(BadInput, match="no day"):
        figure("adherence", since=dt.date(2026, 2, 1), until=dt.date(2026, 2, 1))
    with pytest.raises(Unknown, match="adherence"):
        figure("adherance")
    with pytest.raises(Unknown, match="sex"):
        figure("victims-attended", "sexx")
    between = {"since": dt.date(2026, 1, 1), "until": dt.date(2026, 7, 1)}
    with pytest.raises(BadInput, match="follows nobody for 45 days"):
        figure("percentage-assisted", under=Under(days=45), **between)
    with pytest.raises(Unknown, match="9"):
        figure("percentage-assisted", under=Under(version=9), **between)
    early = figure("positive-rate", since=dt.date(2019, 1, 1), until=dt.date(2020, 1, 1))
    assert "no definition was in force" in early.notes[0].en and early.editions == ()


def test_the_command_lists_counts_and_refuses(cast, capsys):
    def said(*words):
        call_command("indicators", *words, "--json")
        return json.loads(capsys.readouterr().out)

    assert len(said()) == len(load_edition().indicators)
    attend(cast)
    told = said("positive-rate", "--collect", "--post", "HOU", "--by", "sex")
    assert [(cell["key"], cell["numerator"], cell["hidden"]) for cell in told["cells"]] == [
        (["woman"], None, True)
    ]
    assert told["protected"] is True
    found = said("positive-rate", "--post", "HOU", "--by", "sex", "--exact")
    assert [(cell["key"], cell["numerator"]) for cell in found["cells"]] == [(["woman"], 1)]
    assert found["protected"] is False and found["provenance"] == "proposed"
    for words in (["adherence", "--since", "ayer"], ["adherence", "--by", "sex"]):
        with pytest.raises(SystemExit) as stopped:
            call_command("indicators", *words)
        assert stopped.value.code == 2


def test_a_definition_that_changes_within_the_year_says_so(cast, monkeypatch):
    edition = load_edition()
    old = edition.indicators["victims-attended"]
    middle = today() - dt.timedelta(days=1)
    new = old.model_copy(
        update={
            "version": 3,
            "valid_from": middle,
            "before_too": False,
            "numerator": old.numerator.model_copy(update={"any": ["possible", "presumed", "confirmed"]}),
        }
    )
    versions = {**edition.indicator_versions, ("victims-attended", 3): new}
    import dataclasses

    changed = dataclasses.replace(edition, indicator_versions=versions)
    monkeypatch.setattr("cauce.measurement.indicators.figures.current_edition", lambda at: changed)
    conclude(cast, attend(cast), "possible")
    gather()
    found = figure(
        "victims-attended",
        since=dt.date(today().year - 1, 1, 1),
        until=today() + dt.timedelta(days=1),
    )
    assert found.version == 3 and "definition changed" in found.notes[0].en
    assert [(part.definition.version, cells) for part, cells in found.parts] == [
        (2, {}),
        (3, found.cells),
    ]
    assert found.cells[()].numerator == 1
