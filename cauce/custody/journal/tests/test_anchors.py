"""Signed lines outside the database: what was cut in either is seen in the other."""

from __future__ import annotations

import datetime as dt
import json
import shutil

import pytest
from django.utils import timezone

from cauce.content.errors import CauceError
from cauce.custody.journal import anchors, integrity, keys
from cauce.custody.journal.actions import rotate_key
from cauce.custody.journal.chain import Link, append, seal_of
from cauce.custody.journal.models import Chain, Entry
from cauce.rules.permissions import SYSTEM

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 5, 4, 15, 30, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def apart(settings, tmp_path):
    """Keys and anchors of this test alone."""
    settings.JOURNAL_KEYS = tmp_path / "keys"
    settings.JOURNAL_ANCHORS = tmp_path / "anchors"


def write(count: int, post: str = "HOU") -> None:
    for number in range(count):
        append(Link("act", "case.open", "ines", AT, post, "case", str(number)))


@pytest.fixture
def three():
    """Three anchors, an hour apart, while work went on."""
    for _ in range(3):
        write(2)
        integrity.anchor_now(timezone.now())
    return anchors.file().read_text().splitlines()


def faults(lines):
    return [(f.number, f.en) for f in anchors.check(lines, keys.public_keys()).faults]


def test_it_is_whole_when_nobody_touched_it(three):
    found = integrity.walk()
    assert found.whole and found.links == 9 and found.anchored.lines == 3
    assert anchors.file().stat().st_mode & 0o077 == 0
    assert [p.name for p in keys.folder().iterdir() if p.stat().st_mode & 0o077] == []


def test_it_finds_a_line_that_was_changed_left_out_or_put_elsewhere(three):
    changed = json.loads(three[1])
    changed["heads"][0][1] += 1
    assert faults([three[0], json.dumps(changed), three[2]]) == [(2, "the signature does not match")]
    assert faults([three[0], three[2]]) == [(3, "an anchor before this one is missing")]
    assert faults(three[1:]) == [(2, "an anchor before this one is missing")]
    for odd in (
        "no line",
        "[" * 100_000,
        json.dumps(changed | {"key": [1]}),
        json.dumps(changed | {"at": 5}),
    ):
        assert faults([three[0], odd, three[2]]) == [(2, "the line cannot be read")]
    assert faults(three) == []


def test_it_finds_that_the_last_anchors_were_cut(three):
    anchors.file().write_text("\n".join(three[:2]) + "\n")
    found = integrity.walk()
    assert not found.whole and [f.number for f in found.anchored.faults] == [3]
    with pytest.raises(CauceError, match="does not end where it should"):
        integrity.anchor_now(timezone.now())
    anchors.file().unlink()
    assert [f.number for f in integrity.walk().anchored.faults] == [1]


def test_it_signs_with_a_key_that_the_database_has_not(three, settings, tmp_path):
    """Whoever makes lines of their own has no version that anybody knows."""
    ours = keys.public_keys()
    settings.JOURNAL_KEYS = tmp_path / "theirs"
    keys.add({}, AT)
    forged = anchors.make(1, "", AT)
    assert [f.en for f in anchors.check([forged], ours).faults] == ["the signature does not match"]


def test_it_goes_on_after_a_backup_was_put_back_and_still_tells_of_it(three, dba):
    Entry.objects.filter(chain="HOU", number__gt=3).delete()
    last = Entry.objects.get(chain="HOU", number=3)
    Chain.objects.filter(name="HOU").update(length=3, seal=last.seal)
    assert [b.number for b in integrity.walk().breaks if b.number] == [4]
    integrity.anchor_now(timezone.now(), restored=True)
    found = integrity.walk()
    assert [b.number for b in found.breaks if b.number] == [] and found.anchored.restored == [4]


def test_it_is_due_once_an_hour_and_not_before_there_is_anything(three):
    now = timezone.now()
    assert not integrity.anchor_due(now)
    assert integrity.anchor_due(now + dt.timedelta(minutes=61))


def test_an_auditor_checks_elsewhere_without_any_secret(three, tmp_path):
    pem = keys.public()
    lines = list(integrity.exported())
    shutil.rmtree(keys.folder())
    found = anchors.check(three, {1: keys.read_public(pem)})
    assert integrity.check_lines(lines, found) == (9, [])
    count, [wrong] = integrity.check_lines(lines[:1] + lines[2:], found)
    assert count == 2 and wrong.number == 3
    other = json.loads(lines[1]) | {"seal": "0" * 64}
    assert integrity.check_lines([lines[0], json.dumps(other)], found)[1][0].number == 2


def test_exported_lines_hold_ids_and_codes_one_a_line_whatever_was_typed(three):
    append(
        Link(
            "act",
            "case.open",
            "x\ny",
            AT,
            "HOU",
            "case",
            '"}\r\n{"kind":"act',
            {"a": "\x1b[2J\u2028"},
        )
    )
    lines = list(integrity.exported())
    assert len(lines) == 10 and not any(c in line for line in lines for c in "\r\n\x1b\u2028")
    assert json.loads(lines[-1])["about_id"] == '"}\r\n{"kind":"act'


def test_keys_renewed_by_two_people_leave_the_chain_whole(three):
    asked = []
    assert rotate_key(actor=SYSTEM, agreed=lambda: asked.append(1)) == 2
    write(2)
    write(1, "LAR")
    integrity.anchor_now(timezone.now())
    found = integrity.walk()
    assert (
        found.whole and asked == [1] and json.loads(anchors.file().read_text().splitlines()[-1])["key"] == 2
    )
    assert (keys.version_of("HOU", 6), keys.version_of("HOU", 7), keys.version_of("LAR", 1)) == (
        1,
        2,
        2,
    )


def test_keys_are_not_renewed_when_nobody_else_agreed(three):
    def nobody():
        raise CauceError("no", "no")

    with pytest.raises(CauceError):
        rotate_key(actor=SYSTEM, agreed=nobody)
    assert len(keys.ring()) == 1


def test_an_old_key_seals_nothing_new(three, monkeypatch, dba):
    rotate_key(actor=SYSTEM, agreed=lambda: None)
    write(1)
    entry = Entry.objects.get(chain="HOU", number=7)
    entry.actor = "mateo"
    with monkeypatch.context() as theirs:
        theirs.setattr(keys, "_sealing", lambda known, chain, number: 1)
        entry.seal = seal_of(entry)
    entry.save()
    Chain.objects.filter(name="HOU").update(seal=entry.seal)
    assert [b.number for b in integrity.walk().breaks if b.number] == [7]


def test_a_journal_from_before_the_files_stays_whole(settings, tmp_path, monkeypatch):
    with monkeypatch.context() as before:
        before.setattr("cauce.custody.journal.chain._with_keys", lambda: None)
        write(3)
    assert keys.ring() == ()
    write(2)
    assert [keys.version_of("HOU", n) for n in (3, 4)] == [0, 1]
    assert integrity.walk().whole


def test_keys_that_were_lost_are_not_made_again_in_silence(three, settings, tmp_path):
    settings.JOURNAL_KEYS = tmp_path / "elsewhere"
    with pytest.raises(keys.KeysLost):
        write(1)
    assert Entry.objects.filter(chain="HOU").count() == 6
