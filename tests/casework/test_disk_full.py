"""The disk fills while somebody saves: nothing half-saved, nothing lost, and it goes on afterwards."""

from __future__ import annotations

import uuid
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.utils import timezone

from cauce.cases import access, actions
from cauce.cases.models import Case, Section
from cauce.custody import keystore
from cauce.custody.journal.chain import verify
from cauce.custody.journal.models import Entry

from .conftest import open_case

pytestmark = pytest.mark.django_db(transaction=True)
TOLD = "Contó que no la dejan salir sola. " * 1500


@contextmanager
def full_disk():
    """SQLite may not grow by one page; PostgreSQL says what it says when it cannot extend a file."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")  # pages that earlier tests left free would be room to write in
            cursor.execute("PRAGMA page_count")
            cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA max_page_count = 1073741823")
        return

    def refuse(*args, **given):
        raise OperationalError('could not extend file "base/5/16": No space left on device')

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Section, "save", refuse)
        yield


@pytest.fixture
def desk(client, cast):
    client.force_login(cast.ines.user)
    return client


def tell(desk, case, once):
    return desk.post(f"/casos/{case.id}/entrevista/relato/", {"text": TOLD, "seen": 0, "once": once})


def test_what_was_typed_comes_back_and_is_saved_once_there_is_room(desk, cast):
    case, once = open_case(cast), str(uuid.uuid4())
    acts = Entry.objects.filter(kind="act").count()
    with full_disk():
        answer = tell(desk, case, once)
        assert answer.status_code == 507
        assert TOLD.strip()[-200:] in answer.content.decode()
    assert not Section.objects.filter(kind="draft").exists()
    assert Entry.objects.filter(kind="act").count() == acts
    assert verify()[1] == []
    assert tell(desk, case, once).status_code == 302
    version, text = access.section(case, "draft")
    assert (version, text.strip()) == (1, TOLD.strip())


def test_the_page_that_says_so_asks_nothing_of_the_store_that_failed(desk, cast, monkeypatch):
    def refuse(*args, **given):
        raise OperationalError("database or disk is full")

    case = open_case(cast)
    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.save", refuse)
    monkeypatch.setattr(Section, "save", refuse)
    answer = tell(desk, case, str(uuid.uuid4()))
    assert answer.status_code == 507
    assert "Contó que no la dejan" in answer.content.decode()


def test_an_act_leaves_nothing_of_itself(cast):
    case = open_case(cast)
    before = Case.objects.values().get(), Section.objects.count(), Entry.objects.count()
    with full_disk(), pytest.raises(OperationalError):
        actions.record_act(
            actor=cast.ines.actor,
            case=case,
            name="safety_checked",
            happened_at=timezone.now(),
            facts={"danger.immediate": True},
            note=TOLD * 3,
        )
    assert (Case.objects.values().get(), Section.objects.count(), Entry.objects.count()) == before
    actions.record_act(
        actor=cast.ines.actor,
        case=case,
        name="safety_checked",
        happened_at=timezone.now(),
        facts={"danger.immediate": True},
        note=TOLD * 3,
    )
    assert verify()[1] == []


def test_a_lost_keystore_saves_nothing_and_says_so(desk, cast, monkeypatch, tmp_path):
    case, once = open_case(cast), str(uuid.uuid4())
    before = Case.objects.count(), Section.objects.count(), Entry.objects.filter(kind="act").count()
    (tmp_path / "file").write_text("no folder")
    with monkeypatch.context() as lost:
        lost.setattr(settings, "KEYSTORE_URL", f"sqlite:///{tmp_path / 'file' / 'keys.sqlite3'}")
        answer = tell(desk, case, once)
        assert answer.status_code == 503
        with pytest.raises(keystore.KeystoreDown):
            open_case(cast)
    after = Case.objects.count(), Section.objects.count(), Entry.objects.filter(kind="act").count()
    assert after == before
    assert tell(desk, case, once).status_code == 302


def test_the_key_is_made_before_the_case_and_a_case_that_failed_leaves_only_a_key(cast, monkeypatch):
    made = []
    monkeypatch.setattr("cauce.cases.actions.opening.create_keys", lambda ids, post: made.extend(ids))
    with pytest.raises(keystore.KeyGone):
        open_case(cast)  # without its key nothing of the case can be written
    assert len(made) == 2
    assert not Case.objects.exists()
