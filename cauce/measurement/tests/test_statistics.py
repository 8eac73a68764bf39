"""Two people publish figures; what was published stays, and what is not announced never is."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cauce.content.errors import BadInput, Unknown
from cauce.custody.journal.door import Absent, Refused
from cauce.measurement.actions import discard, prepare, propose, refuse, sign
from cauce.measurement.hiding import secret
from cauce.measurement.models import StatisticsEdition
from cauce.measurement.publishing import edition_makers as made_of
from cauce.measurement.publishing.edition_makers import Made
from cauce.rules.permissions import Actor, Grant

LATER = dt.datetime(2027, 5, 3, 16, tzinfo=dt.UTC)  # the yearbook of 2026 was due on 1 April


def some(period, known) -> Made:
    """One table that says nothing but its period."""
    return Made(
        tables=[{"id": "t", "period": period.code}],
        hidden={},
        audit={"passed": True},
        definitions={"victims-attended": 1},
    )


@pytest.fixture(autouse=True)
def maker(monkeypatch):
    """The figures are not what is tried here."""
    monkeypatch.setitem(made_of.makers(), "yearbook", some)
    monkeypatch.setitem(made_of.printers(), "yearbook", lambda edition: [])
    with time_machine.travel(LATER, tick=False):
        yield


def drafted(cast, period: str = "2026") -> StatisticsEdition:
    return prepare(actor=cast.raul.actor, kind="yearbook", period=period)


def published(cast, period: str = "2026") -> StatisticsEdition:
    edition = drafted(cast, period)
    propose(actor=cast.raul.actor, edition=edition, seen=edition.hash)
    sign(actor=cast.sofia.actor, edition=edition, seen=edition.hash)
    return edition


def test_an_analyst_prepares_and_headquarters_signs(cast):
    edition = published(cast)
    edition.refresh_from_db()
    assert (edition.state, edition.prepared_by, edition.signed_by) == (
        "published",
        str(cast.raul.user.id),
        str(cast.sofia.user.id),
    )
    assert edition.hash == edition.fingerprint()
    with pytest.raises(Refused):
        prepare(actor=cast.sofia.actor, kind="yearbook", period="2025")
    waiting = drafted(cast, "2025")
    propose(actor=cast.raul.actor, edition=waiting, seen=waiting.hash)
    with pytest.raises(Refused):
        sign(actor=cast.raul.actor, edition=waiting, seen=waiting.hash)


def test_who_prepared_does_not_sign_even_with_both_roles(cast):
    both = Actor(cast.raul.actor.user, (Grant("analyst"), Grant("headquarters")))
    edition = prepare(actor=both, kind="yearbook", period="2026")
    propose(actor=both, edition=edition, seen=edition.hash)
    for decide in (
        lambda: sign(actor=both, edition=edition, seen=edition.hash),
        lambda: refuse(actor=both, edition=edition, why="No."),
    ):
        with pytest.raises(BadInput, match="another person is needed"):
            decide()
    row = StatisticsEdition.objects.filter(id=edition.id)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.update(signed_by=both.user)


def test_what_is_signed_is_what_was_read(cast):
    edition = drafted(cast)
    with pytest.raises(BadInput, match="changed since you read it"):
        propose(actor=cast.raul.actor, edition=edition, seen="0" * 64)
    StatisticsEdition.objects.filter(id=edition.id).update(tables=[{"id": "t", "period": "other"}])
    with pytest.raises(BadInput, match="changed since you read it"):
        propose(actor=cast.raul.actor, edition=edition, seen=edition.hash)


@pytest.mark.parametrize(
    ("kind", "period", "says"),
    [
        ("yearbook", "2027", "ends on 2027-12-31"),
        ("yearbook", "2026-07-01/2027-06-30", "no announced period"),
        ("yearbook", "2025-2026", "not published by that period"),
        ("yearbook", "2026-H1", "not published by that period"),
        ("halfyear", "2026-H3", "no announced period"),
        ("yearbook", "", "no announced period"),
        ("weekly", "2026", "not in the list of announced publications"),
    ],
)
def test_only_an_announced_period_that_has_ended_is_prepared(cast, kind, period, says):
    with pytest.raises((BadInput, Unknown), match=says) as refused:
        prepare(actor=cast.raul.actor, kind=kind, period=period)
    assert refused.value.cure_es and refused.value.cure_en


def test_a_refusal_says_why_and_the_next_one_is_prepared_anew(cast):
    edition = drafted(cast)
    propose(actor=cast.raul.actor, edition=edition, seen=edition.hash)
    with pytest.raises(BadInput, match="already waits for headquarters"):
        drafted(cast)
    with pytest.raises(BadInput, match="does not say why"):
        refuse(actor=cast.sofia.actor, edition=edition, why="  ")
    refuse(actor=cast.sofia.actor, edition=edition, why="Falta la nota sobre el semestre.")
    edition.refresh_from_db()
    assert (edition.state, edition.signed_at) == ("rejected", None)
    again = drafted(cast)
    assert again.state == "draft" and again.id != edition.id
    assert drafted(cast).id != again.id, "a draft is made anew"
    assert StatisticsEdition.objects.filter(state="draft").count() == 1


def test_the_database_keeps_what_was_published(cast):
    edition = published(cast)
    row = StatisticsEdition.objects.filter(id=edition.id)
    for change in (
        {"tables": []},
        {"hidden": {"few": 1}},
        {"hash": "0" * 64},
        {"signed_by": "nobody"},
        {"state": "draft"},
        {"state": "rejected"},
        {"notes": ["x"]},
    ):
        with pytest.raises(DatabaseError, match="published_statistics_stay"), transaction.atomic():
            row.update(**change)
    with pytest.raises(DatabaseError, match="published_statistics_stay"), transaction.atomic():
        row.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        StatisticsEdition.objects.create(
            **{f.attname: getattr(edition, f.attname) for f in edition._meta.fields if f.name != "id"}
            | {"period": "2025"}
        )
    row.update(state="superseded", superseded_at=timezone.now())


def test_a_draft_can_be_left_and_nothing_else(cast):
    edition = drafted(cast)
    discard(actor=cast.raul.actor, edition=edition)
    assert not StatisticsEdition.objects.exists()
    kept = published(cast)
    with pytest.raises(Absent):
        discard(actor=cast.raul.actor, edition=kept)


def test_the_secret_of_rounding_is_made_once_and_its_loss_is_seen(settings, tmp_path):
    settings.STATISTICS_KEY = tmp_path / "keys" / "statistics.key"
    first, told = secret.rounding_secret(), secret.fingerprint()
    assert secret.rounding_secret() == first and len(first) == 32
    assert settings.STATISTICS_KEY.stat().st_mode & 0o077 == 0
    settings.STATISTICS_KEY.unlink()
    assert secret.fingerprint() != told


@pytest.mark.parametrize("left", [b"", b"too short"])
def test_a_secret_that_is_not_whole_rounds_nothing(settings, tmp_path, left):
    # A full disk, or a process that looked while another was writing: anybody knows an empty secret.
    settings.STATISTICS_KEY = tmp_path / "statistics.key"
    settings.STATISTICS_KEY.write_bytes(left)
    with pytest.raises(OSError, match="32"):
        secret.rounding_secret()
    assert settings.STATISTICS_KEY.read_bytes() == left


def test_the_secret_is_never_seen_half_written(settings, tmp_path, monkeypatch):
    settings.STATISTICS_KEY = tmp_path / "statistics.key"
    fsync, seen = secret.os.fsync, []

    def looked(*given):
        seen.append(settings.STATISTICS_KEY.exists())
        return fsync(*given)

    monkeypatch.setattr(secret.os, "fsync", looked)
    assert len(secret.rounding_secret()) == 32
    assert seen == [False] and [one.name for one in tmp_path.iterdir()] == ["statistics.key"]


def test_two_that_overlap_are_neither_signed_nor_prepared_past_each_other(cast):
    # On PostgreSQL each would read what the other has not committed yet: they wait for one another.
    edition = drafted(cast)
    propose(actor=cast.raul.actor, edition=edition, seen=edition.hash)
    with CaptureQueriesContext(connection) as signing:
        sign(actor=cast.sofia.actor, edition=edition, seen=edition.hash)
    with CaptureQueriesContext(connection) as preparing:
        drafted(cast)
    said = [one["sql"] for one in signing]
    held = next(at for at, sql in enumerate(said) if 'FROM "journal_chain"' in sql)
    asked = next(at for at, sql in enumerate(said) if '"signed_at" >' in sql)
    assert held < asked
    first = next(one["sql"] for one in preparing if 'FROM "measurement_statisticsedition"' in one["sql"])
    assert "'proposed'" in first and '"since" <' in first
    if connection.vendor == "postgresql":
        assert "FOR UPDATE" in said[held] and "FOR NO KEY UPDATE" in first
