"""What falls, and what it does not surrender: each row of the table of the threat model has its tests.

``docs/security/compromise.csv`` names them; here are the rows that nothing else proves.
"""

from __future__ import annotations

import base64
import datetime as dt
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from cauce.cases import access as cases
from cauce.cases import actions
from cauce.cases.models import Case
from cauce.custody import keystore
from cauce.custody.keystore import Sealed, shred
from cauce.custody.keystore.provider import holder
from cauce.custody.keystore.store import _aad, keks, wraps
from cauce.operations.backup import age, archive, making
from cauce.site.routes import OPEN_ROUTES
from tests.architecture.matrix import WALKED
from tests.architecture.reading import ROOT
from tests.architecture.walked import PLAINLY, walked
from tests.architecture.walking import FORM, PLACE, canaries, filled, houston, laredo
from tests.canaries import found_in
from tests.casework.conftest import consent, open_case
from tests.cast import shelter

from .asking import asking
from .evidence import is_test, named, rows, wrong
from .opened_keys import secrets_of
from .test_stolen_disk import plant

pytestmark = pytest.mark.django_db
MODEL = ROOT / "docs/security/threat-model.md"
TOLD = "Contó que vivía en la calle de los Tulipanes."


def first_cells() -> list[list[str]]:
    """What falls, in the table in Spanish and in that in English."""
    found: list[list[str]] = []
    for line in MODEL.read_text(encoding="utf-8").splitlines():
        cells = [one.strip() for one in line.strip("|").split("|")] if line.startswith("|") else []
        if cells and cells[0] in ("cae", "falls"):
            found.append([])
        elif cells and not set(cells[0]) <= {"-"}:
            found[-1].append(cells[0])
    return found


def test_each_row_of_the_threat_model_has_tests_that_exist_and_run():
    table = rows("compromise.csv")
    spanish, english = first_cells()
    assert [row["falls_es"] for row in table] == spanish
    assert [row["falls_en"] for row in table] == english and len(table) >= 9
    assert list(wrong(table, "falls_en")) == []
    assert [row["falls_en"] for row in table if not any(map(is_test, named(row["evidence"])))] == []


def shows(body: bytes, secret: bytes) -> bool:
    forms = (
        secret,
        secret.hex().encode(),
        base64.b64encode(secret)[:-4],
        base64.urlsafe_b64encode(secret)[:-4],
    )
    return any(form in body for form in forms)


@pytest.mark.pages
def test_the_session_of_an_officer_shows_no_key_on_any_page(cast):
    walk = walked("ines", PLAINLY, lambda: SimpleNamespace(cast=cast, ids=houston(cast)))
    assert len(walk.secrets) == 7 and {one.name for one in walk if one.placed} >= set(dict(WALKED))
    for answer in walk:
        assert not [1 for secret in walk.secrets if shows(answer.content, secret)], answer.name
    assert sum(one.status_code == 200 for one in walk if one.name not in OPEN_ROUTES) > 30
    secret = walk.secrets[0]
    assert shows(b"x" + base64.b64encode(secret), secret), "the search would find none"


def raw(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def test_the_database_tells_how_many_where_and_when_and_nothing_that_was_told(cast):
    """What it surrenders is said as plainly as what it does not."""
    service = shelter(cast.jacaranda)
    for number in range(3):
        plant(cast, service, number)
    told = raw("SELECT post_id, next_action, next_due_at FROM cases_case")
    assert [row[0] for row in told] == ["HOU"] * 3 and all(row[1] and row[2] for row in told)
    looked = raw("SELECT actor, about_id, at FROM journal_entry WHERE about_kind = 'case'")
    assert looked and all(all(row) for row in looked)
    for table in connection.introspection.table_names():
        assert found_in(repr(raw(f'SELECT * FROM "{table}"')).encode()) == [], table  # noqa: S608


def test_the_keystore_with_its_root_and_every_key_holds_no_word_of_anybody(cast):
    """Whoever has it opens keys; of what they open it has nothing but how many, of which post."""
    service = shelter(cast.jacaranda)
    for number in range(3):
        plant(cast, service, number)
    with keystore.file.answering() as store:
        names = {row[0] for row in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        columns = {row[1] for name in names for row in store.execute(f"PRAGMA table_info({name})")}
        dump = "\n".join(store.iterdump()).encode()
    assert columns <= {
        "post",
        "version",
        "wrapped",
        "key_id",
        "dek_id",
        "added",
        "writes",
        "retired",
        "name",
        "public",
        "value",
    }
    case = Case.objects.first()
    for held in (dump, *secrets_of([case.key_id, case.draft_key_id])):
        assert found_in(held) == []
    assert case.folio.encode() not in dump and case.id.hex.encode() not in dump.lower()
    # With the database the section opens: that is what the keystore lacks.
    assert found_in(cases.section(case, "narrative")[1].encode())


def test_the_key_of_a_post_opens_no_case_of_another(cast):
    here = open_case(cast)
    there = actions.open_case(
        actor=cast.tomas.actor, post=cast.laredo, channel="walk_in", started_at=timezone.now()
    )
    with keystore.file.answering() as store:
        [hers], [theirs] = wraps(store, here.key_id), wraps(store, there.key_id)
        [laredos] = keks(store, "LAR")
    assert theirs.kek == laredos != hers.kek
    assert len(keystore.store.opened(theirs)) == 32, "it opens its own"
    for aad in (_aad(here.key_id, hers.dek_id, "HOU"), _aad(here.key_id, hers.dek_id, "LAR")):
        with pytest.raises(Sealed):
            holder(laredos).unwrap(laredos, hers.wrapped, aad)


def test_the_account_of_a_shelter_reaches_what_was_sent_to_it_and_nothing_after_she_takes_it_back(
    cast,
):
    houstons, laredos = houston(cast), laredo(cast)

    def walk() -> set[tuple[str, str]]:
        found: set[tuple[str, str]] = set()
        with asking(cast.clara.user, FORM) as ask:
            for name, address in WALKED:
                for ids in (houstons, laredos) if PLACE.search(address) else (None,):
                    for method in ("get", "post"):
                        if method == "post" and name.startswith("partner:"):
                            continue  # an answer is an act of the shelter, not something it reaches
                        answer = ask(method, filled(address, ids))
                        body = b"".join(answer) if answer.streaming else answer.content
                        found |= canaries(body)
        return found

    seen = walk()
    assert seen == {("HOU", "shared")}
    case = Case.objects.get(id=houstons["case_id"])
    for one in case.consents.filter(purpose="referral"):
        actions.withdraw_consent(actor=cast.ines.actor, case=case, consent=one, at=timezone.now())
    assert walk() == set()


@pytest.mark.django_db(transaction=True)
def test_no_backup_opens_what_was_destroyed_more_than_35_days_ago(cast, tmp_path, monkeypatch):
    """The copy of the data stays; the copies of the keystore that held its key are gone."""
    monkeypatch.setattr(settings, "VAR", tmp_path / "var", raising=False)
    identity, recipient = age.new_pair()
    (tmp_path / "identity").write_text(identity)
    by, now = age.identities(tmp_path / "identity"), timezone.now()
    case = open_case(cast)
    consent(cast, case, "keeping")
    actions.save_section(actor=cast.ines.actor, case=case, kind="narrative", content=TOLD, seen=0)
    key = case.key_id.bytes

    def backup(days: int):
        at = now + dt.timedelta(days=days)
        return making.make(tmp_path / "data", tmp_path / "keys", [recipient], at)

    def with_its_key(look: str) -> list[str]:
        found = []
        (tmp_path / look).mkdir()
        for one in sorted((tmp_path / "keys").glob("*.age")):
            archive.read(one, tmp_path / look / one.stem, by)
            files = [path for path in (tmp_path / look / one.stem).rglob("*") if path.is_file()]
            found += [one.stem for path in files if key in path.read_bytes()]
        return found

    first = backup(0)
    assert len(with_its_key("before")) == 1, "the search finds no key even where one lies"
    shred(case.key_id)
    backup(34)
    assert len(with_its_key("until then")) == 1, "until then a copy has it, as the guide says"
    backup(36)
    assert Path(first["data"]).exists() and not Path(first["keys"]).exists()
    assert with_its_key("after") == []


def test_the_telephone_of_the_person_holds_at_most_that_a_neutral_page_was_seen(client):
    for address in ("/guia/", "/guia/telefonos/", "/guia/en/", "/salir/"):
        answer = client.get(address)
        title = re.search("<title>(.*?)</title>", answer.content.decode())[1]
        assert title in ("Guía", "Guide", "Trámites consulares") and not answer.cookies
        assert answer.headers["Cache-Control"] == "no-store"
