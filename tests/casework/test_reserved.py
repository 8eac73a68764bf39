"""The reserved part of a case: two people hold it, nobody else opens it, and nothing is lost."""

from __future__ import annotations

import json

import pytest
from django.utils import timezone

from cauce.cases import access_reserved as access
from cauce.cases.actions import make_holder_key, renew_key, write_reserved
from cauce.cases.models import HolderKey, ReservedText
from cauce.cases.sections import SectionConflict
from cauce.content.errors import BadInput
from cauce.custody.journal.door import Absent, Refused
from cauce.custody.journal.models import Entry
from cauce.custody.keystore import KeyGone, Sealed, shred
from cauce.custody.keystore import holders as stretching
from cauce.custody.keystore.escrow import combine, new_escrow
from cauce.custody.keystore.holders import ESCROW, WrongPassphrase, open_reserved
from cauce.rules.permissions import SYSTEM
from cauce.staff.offices import access as offices
from cauce.staff.offices.actions import add_user, assign
from tests.cast import PASSWORD, Member

from .conftest import open_case

pytestmark = pytest.mark.django_db
TEXT = "Duerme en casa de su tía Remedios."
INES, MATEO, ROSA = "cuatro gatos y un farol", "nadie cuenta estrellas", "el pan de las seis"


@pytest.fixture(autouse=True)
def own_keys(tmp_path, settings, monkeypatch):
    """How dear a passphrase is to try has tests of its own (cauce/custody/keystore/tests/test_holders.py)."""
    monkeypatch.setattr(stretching, "_MEMORY", 64)
    monkeypatch.setattr(stretching, "_TURNS", 1)
    settings.KEYSTORE_URL = f"sqlite:///{tmp_path / 'keys.sqlite3'}"
    settings.KEYSTORE_ROOT = tmp_path / "keys.root"


@pytest.fixture
def shares():
    return new_escrow()


def key(member, phrase):
    return make_holder_key(actor=member.actor, passphrase=phrase, at=timezone.now())


def write(member, case, holders, *, text=TEXT, seen=0, passphrase=""):
    return write_reserved(
        actor=member.actor,
        case=case,
        text=text,
        holders=[str(one.user.id) for one in holders],
        seen=seen,
        passphrase=passphrase,
        at=timezone.now(),
    )


@pytest.fixture
def case(cast, shares):
    case = open_case(cast)
    key(cast.ines, INES)
    key(cast.mateo, MATEO)
    write(cast.ines, case, [cast.ines, cast.mateo])
    return case


def test_each_of_the_two_opens_it_and_each_opening_is_written_down(cast, case):
    assert access.open_text(cast.ines.actor, case, INES) == TEXT
    assert access.open_text(cast.mateo.actor, case, MATEO) == TEXT
    assert Entry.objects.filter(kind="read", what="reserved.read").count() == 2
    assert "Remedios" not in json.dumps(list(Entry.objects.values_list("detail", flat=True)))


def test_the_server_cannot_open_it_with_everything_it_has(cast, case):
    row = access.newest(case)
    kept = access.kept_of(case, row)  # the keystore opens the outer seal, and it says nothing
    assert "Remedios" not in json.dumps(kept)
    for holder in HolderKey.objects.all():
        with pytest.raises((Sealed, ValueError)):
            open_reserved(kept, str(holder.id), bytes(holder.private)[:32], access.inner_context(case, 1))


def test_a_wrong_passphrase_is_refused_and_written_down(cast, case):
    with pytest.raises(WrongPassphrase):
        access.open_text(cast.ines.actor, case, MATEO)
    assert Entry.objects.filter(kind="refused", what="reserved.read").count() == 1


def test_whoever_is_not_named_opens_nothing(cast, case):
    rosa = _rosa(cast)
    with pytest.raises(Absent):
        access.open_text(rosa.actor, case, ROSA)
    for other in (cast.tomas, cast.aurora, cast.bruno, cast.sofia):
        with pytest.raises(Absent):
            access.reserved_of(other.actor, case)
        with pytest.raises(Refused):
            write(other, case, [cast.ines, cast.mateo], seen=1)


def _rosa(cast):
    user = add_user(actor=SYSTEM, username="rosa", display_name="Rosa Quiroga", password=PASSWORD)
    assign(actor=SYSTEM, user=user, role="protection_officer", post=cast.houston)
    rosa = Member(user, offices.actor_for(user))
    key(rosa, ROSA)
    return rosa


def test_when_one_leaves_the_other_adds_somebody_and_nothing_is_lost(cast, case):
    rosa = _rosa(cast)
    write(cast.mateo, case, [cast.mateo, rosa], seen=1, passphrase=MATEO)
    assert access.open_text(rosa.actor, case, ROSA) == TEXT
    assert access.open_text(cast.mateo.actor, case, MATEO) == TEXT
    with pytest.raises(Absent):
        access.open_text(cast.ines.actor, case, INES)


def test_nobody_replaces_what_they_cannot_read(cast, case):
    rosa = _rosa(cast)
    with pytest.raises(Absent):
        write(rosa, case, [rosa, cast.ines], text="Nada.", seen=1, passphrase=ROSA)
    with pytest.raises(WrongPassphrase):
        write(cast.ines, case, [cast.ines, cast.mateo], text="Nada.", seen=1)
    with pytest.raises(SectionConflict):
        write(cast.ines, case, [cast.ines, cast.mateo], text="Nada.", passphrase=INES)
    assert ReservedText.objects.count() == 1


def test_it_takes_two_people_of_this_post_with_a_key_and_the_escrow(cast, shares):
    case = open_case(cast)
    key(cast.ines, INES)
    key(cast.tomas, ROSA)
    for holders in ([cast.ines], [cast.ines, cast.mateo], [cast.ines, cast.tomas], []):
        with pytest.raises(BadInput):
            write(cast.ines, case, holders)


def test_without_an_escrow_nothing_is_reserved(cast):
    case = open_case(cast)
    key(cast.ines, INES)
    key(cast.mateo, MATEO)
    with pytest.raises(BadInput) as refused:
        write(cast.ines, case, [cast.ines, cast.mateo])
    assert "custodia" in refused.value.es


def test_three_shares_of_the_escrow_open_it_when_nobody_is_left(cast, case, shares):
    kept = access.kept_of(case, access.newest(case))
    private = combine(shares[:3])
    assert open_reserved(kept, ESCROW, private, access.inner_context(case, 1)) == TEXT


def test_a_new_key_of_mine_still_opens_with_the_phrase_of_before(cast, case):
    key(cast.ines, "otra frase más larga todavía")
    assert access.open_text(cast.ines.actor, case, INES) == TEXT


def test_it_follows_the_key_of_the_case_renewed_and_destroyed(cast, case):
    renew_key(actor=SYSTEM, case=case)
    assert access.open_text(cast.ines.actor, case, INES) == TEXT
    shred(case.key_id)
    with pytest.raises(KeyGone):
        access.open_text(cast.ines.actor, case, INES)


def test_a_short_passphrase_makes_no_key(cast):
    with pytest.raises(BadInput):
        key(cast.ines, "corta          ")
    assert not HolderKey.objects.exists()


def test_the_page_makes_a_key_writes_and_opens_and_shows_no_passphrase(client, cast, shares):
    case = open_case(cast)
    key(cast.mateo, MATEO)
    client.force_login(cast.ines.user)
    page = f"/casos/{case.id}/reserva/"
    wrong = client.post(page, {"do": "key", "passphrase": INES, "again": "otra cosa distinta"})
    assert wrong.status_code == 200 and INES not in wrong.content.decode()
    assert client.post(page, {"do": "key", "passphrase": INES, "again": INES}).status_code == 302
    people = [str(cast.ines.user.id), str(cast.mateo.user.id)]
    lone = client.post(page, {"do": "write", "text": TEXT, "holders": people[:1], "seen": 0})
    assert lone.status_code == 200 and "Remedios" in lone.content.decode()  # what was typed stays
    sent = client.post(page, {"do": "write", "text": TEXT, "holders": people, "seen": 0})
    assert sent.status_code == 302
    assert "Remedios" not in client.get(page).content.decode()
    opened = client.post(page, {"do": "open", "passphrase": INES})
    assert "Remedios" in opened.content.decode() and "no-store" in opened["Cache-Control"]
    refused = client.post(page, {"do": "open", "passphrase": MATEO})
    assert "Remedios" not in refused.content.decode() and MATEO not in refused.content.decode()
    assert "Remedios" not in str(dict(client.session))
