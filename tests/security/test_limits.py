"""What the page of limits says is true: where it does not reach, and what was tried from inside.

When a limit is mended its test fails, and the page changes with it.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import uuid
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from cauce.cases import actions
from cauce.cases.models import Consent, Section
from cauce.content.cells import harmless
from cauce.content.errors import BadInput
from cauce.custody import keystore
from cauce.custody.journal.models import Entry
from cauce.custody.keystore import KeyGone, create_key, seal, shred, unseal
from cauce.custody.keystore.provider import forget
from cauce.custody.keystore.rotation import rotate_root
from cauce.directory.access import interpreters
from cauce.directory.actions import NameAndPhone, add_interpreter
from cauce.people import access as people
from cauce.rights.rights import sealing
from cauce.rights.rights.actions import BreachKnown, record_breach
from cauce.rules.interpreting import Interpreter as Known
from cauce.rules.interpreting import Need, Tongue
from cauce.rules.permissions import SYSTEM
from cauce.rules.redaction import cover
from cauce.sharing.referrals import actions as referrals
from cauce.staff.offices.access import actor_for
from cauce.staff.offices.actions import assign
from cauce.staff.oversight.actions import Matter, propose
from tests.architecture.reading import ROOT
from tests.casework.conftest import consent, open_case
from tests.cast import shelter
from tests.transfers import asked

from .evidence import missing
from .test_hoarding import looked

PAGE = ROOT / "docs/security/limits.md"
NAME, TOLD = "Citlalmina", "Contó que vivía en la calle de los Tulipanes."


def tables() -> list[list[str]]:
    """First cells of every table of the page, in order: three in each language, the first a list."""
    found: list[list[str]] = []
    new = True
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("|"):
            new = True
            continue
        if new:
            found.append([])
        new = False
        found[-1].append(line.strip("|").split("|")[0].strip())
    return found


def test_every_attempt_and_limit_names_a_test_that_exists_and_runs():
    text = PAGE.read_text(encoding="utf-8")
    tests = re.findall(r"\| `([^`]+::[^`]+)` \|$", text, re.M)
    assert len(tests) >= 24 + 12
    assert [one for one in tests if missing(one)] == []


def test_both_languages_say_the_same_number_of_limits_and_attempts():
    weaker, tried, weaker_en, tried_en = tables()
    assert len(weaker) == len(weaker_en) > 20 and len(tried) == len(tried_en) > 24


@pytest.fixture
def case(cast):
    made = open_case(cast)
    consent(cast, made, "keeping")
    actions.save_identity(
        actor=cast.ines.actor,
        case=made,
        seen_version=0,
        at=timezone.now(),
        fields={"given_names": NAME, "first_surname": "Nochebuena"},
    )
    actions.save_section(actor=cast.ines.actor, case=made, kind="narrative", content=TOLD, seen=0)
    return made


# From inside --------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_friend_at_another_post_finds_her_by_no_name(cast, case):
    assert people.search_in_scope(cast.ines.actor, "HOU", NAME), "she can be found at all"
    assert not people.search_in_scope(cast.tomas.actor, "LAR", NAME)
    client = Client()
    client.force_login(cast.tomas.user)
    assert case.folio not in client.post("/casos/", {"name": NAME}).content.decode()


@pytest.mark.django_db
def test_an_interpreter_whom_one_person_noted_as_vetted_is_offered_at_every_post(cast):
    today = timezone.now().date()
    known = Known("", (Tongue("mig"), Tongue("spa")), frozenset({"phone"}), ties_asked=True)
    add_interpreter(
        actor=cast.ines.actor,
        post=cast.houston,
        person=known,
        contact=NameAndPhone(name="Su amiga (ejemplo)", phone="713 555 0188"),
        vetted_on=today,
    )
    [offer] = interpreters.offers_for(cast.tomas.actor, Need(Tongue("mig")), today)
    assert offer.chain[0].code == "HOU-I-01"


@pytest.mark.django_db
def test_forty_records_in_an_hour_are_not_stopped(cast, case):
    client = Client()
    client.force_login(cast.ines.user)
    looked(cast.ines, 39)
    assert client.get(f"/casos/{case.id}/").status_code == 200


@pytest.mark.django_db
def test_a_reading_is_written_down_however_the_page_is_asked_for(cast, case):
    client, address = Client(), f"/casos/{case.id}/"
    client.force_login(cast.ines.user)
    mine = Entry.objects.filter(actor=str(cast.ines.user.id), about_id=str(case.id), kind="read")
    assert client.head(address).status_code == 405 and not mine.exists()
    last = 0
    for ask in (
        lambda: client.get(address),
        lambda: client.get(address, headers={"if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT"}),
        lambda: client.get(address, headers={"if-none-match": "*", "range": "bytes=0-0"}),
    ):
        assert ask().status_code == 200
        assert mine.count() > last
        last = mine.count()


def test_a_cell_with_a_semicolon_is_parted_by_a_spreadsheet_set_to_semicolons():
    out = io.StringIO()
    csv.writer(out).writerow([harmless("x;=1+1")])
    assert next(csv.reader([out.getvalue()], delimiter=";")) == ["x", "=1+1"]


@pytest.mark.django_db
def test_an_invented_yes_is_believed_and_bears_the_name_of_who_typed_it(cast, case):
    service = shelter(cast.jacaranda)
    consent(cast, case, "referral", recipient=str(service.organization_id), fields=("needs",))
    made = referrals.send(
        actor=cast.ines.actor,
        case=case,
        asked=referrals.Asked(service=service, shared={"needs": "techo"}),
        sought=referrals.Sought(need="shelter", priority="urgent"),
        at=timezone.now(),
    )
    assert made.state == "sent"
    assert Consent.objects.get(purpose="referral").by == cast.ines.actor.user
    assert Entry.objects.filter(what="consent.record", actor=cast.ines.actor.user).exists()


# What is weaker than it looks -----------------------------------------------------------------------


def test_a_name_in_small_letters_passes_into_the_copy():
    said = cover("Me llevó ramiro, y también Ramiro Ponce.", own=[NAME])
    assert "ponce" not in said.lower()
    assert "me llevó xilonen" in cover("me llevó xilonen", own=[NAME])


@pytest.mark.django_db
def test_a_part_that_was_erased_still_opens_from_an_older_copy_of_the_database(cast, case):
    row = Section.objects.get(case=case, kind="narrative")
    copied, context = bytes(row.sealed), Section.sealed.bound_to(row)
    actions.record_consent(
        actor=cast.ines.actor, case=case, purpose="keeping", given=False, at=timezone.now()
    )
    assert not Section.objects.filter(case=case, kind="narrative").exists()
    assert unseal(case.key_id, context, copied) == TOLD
    shred(case.key_id)
    with pytest.raises(KeyGone):
        unseal(case.key_id, context, copied)


@pytest.mark.django_db
def test_a_record_destroyed_whole_leaves_what_was_written_elsewhere_under_other_keys(cast, case):
    now = timezone.now()
    breach = record_breach(
        actor=cast.aurora.actor,
        post=cast.houston,
        breach=BreachKnown(
            nature="loss",
            classes=["identity"],
            people=1,
            happened_on=None,
            known_at=now,
            what=f"Se perdió la libreta de {NAME}.",
            actions="",
        ),
        at=now,
    )
    proposal = propose(
        actor=cast.mateo.actor,
        matter=Matter(kind="identity.export", about=("case", str(case.id)), payload={"fields": ["phone"]}),
        post="HOU",
        reason=f"Lo pide la defensa de {NAME}.",
        at=now,
    )
    for key in (case.key_id, case.draft_key_id):
        shred(key)
    assert NAME in sealing.breach(breach)["what"]
    assert proposal.key_id not in (case.key_id, case.draft_key_id)
    assert keystore.store.key(proposal.key_id)


def test_an_old_copy_of_the_store_with_its_own_root_still_opens_what_was_copied_with_it(tmp_path, settings):
    settings.KEYSTORE_URL = f"sqlite:///{tmp_path / 'keys.sqlite3'}"
    settings.KEYSTORE_ROOT = tmp_path / "keys.root"
    case = uuid.uuid4()
    create_key(case, "HOU")
    blob = seal(case, "here", TOLD)
    keystore.file.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for name in ("keys.sqlite3", "keys.root"):
        shutil.copy2(tmp_path / name, tmp_path / f"old-{name}")
    rotate_root()
    shred(case)
    with pytest.raises(KeyGone):
        unseal(case, "here", blob)
    settings.KEYSTORE_URL = f"sqlite:///{tmp_path / 'old-keys.sqlite3'}"
    settings.KEYSTORE_ROOT = tmp_path / "old-keys.root"
    forget()
    assert unseal(case, "here", blob) == TOLD
    forget()


@pytest.mark.django_db
def test_nobody_moves_a_case_alone_even_with_a_place_at_both_posts(cast, case):
    assign(actor=SYSTEM, user=cast.mateo.user, role="protection_consul", post=cast.laredo)
    both = actor_for(cast.mateo.user)
    given = SimpleNamespace(actor=both)
    transfer = asked(case, by=given, to=cast.laredo)
    with pytest.raises(BadInput, match="Another person"):
        referrals.accept_transfer(actor=both, transfer=transfer, officer=cast.mateo.user, at=timezone.now())
    case.refresh_from_db()
    assert case.post_id == "HOU"
