"""Is everything there that was acknowledged, once, and is nothing torn? Inside Django."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from typing import Any
from uuid import UUID

import dj_database_url
from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from cauce.cases import access as cases
from cauce.cases.drift import _compared
from cauce.cases.models import Case, CaseAct, Consent, Section
from cauce.custody import keystore
from cauce.custody.journal.chain import verify
from cauce.custody.journal.models import Entry
from cauce.custody.keystore import KeyGone, KeystoreDown
from cauce.intake.screenings.models import Encounter
from cauce.staff.notices.models import Message


def at(url: str, keystore_file: str) -> None:
    """Look at another database from now on, by the same process."""
    connection.close()
    given = dj_database_url.parse(url)
    for name in ("NAME", "HOST", "PORT", "USER", "PASSWORD"):
        connection.settings_dict[name] = given[name]
    settings.KEYSTORE_URL = f"sqlite:///{keystore_file}"


def leave() -> None:
    """Let go of every file, so that the disk can be taken away."""
    connection.close()
    with suppress(KeystoreDown):
        keystore.file.connection().close()
    keystore.file._local.tag = None


def look(given: dict[str, Any]) -> dict[str, Any]:
    """What is lost, doubled, torn or corrupt.

    ``given``: what was acknowledged, by kind, and ``deep``: how many of the newest cases are opened
    and planned again (None: all). A list of each finding, in words, and counts.
    """
    try:
        return _look(given["acks"], given.get("deep"))
    except (DatabaseError, KeystoreDown) as problem:
        kind = type(problem).__name__
        return {"lost": [], "torn": [], "corrupt": [f"{kind}: {str(problem)[:120]}"], "counts": {}}


def _look(acks: dict[str, list[Any]], deep: int | None) -> dict[str, Any]:
    corrupt = _corrupt()
    entries = set(Entry.objects.filter(kind="act").values_list("what", "about_id"))
    rows = Case.objects.select_related("post", "person").order_by("-opened_at")
    opened = list(rows if deep is None else rows[:deep])
    torn = [line for case in opened for line in _torn_case(case, entries)]
    torn += _torn_others(entries)
    torn += [f"obligation {d.case} {d.action}" for d in _compared(opened, timezone.now())]
    corrupt += [f"journal {one.chain} {one.number}: {one.en}" for one in verify()[1]]
    return {
        "lost": _lost(acks, {case.id for case in opened} if deep is not None else None),
        "torn": torn,
        "corrupt": corrupt,
        "counts": {
            "encounters": Encounter.objects.count(),
            "cases": Case.objects.count(),
            "sections": Section.objects.count(),
            "entries": Entry.objects.count(),
        },
    }


def _corrupt() -> list[str]:
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        found = [row[0] for row in cursor.fetchall() if row[0] != "ok"]
    inside = keystore.file.connection().execute("PRAGMA integrity_check").fetchone()[0]
    return found + ([] if inside == "ok" else [f"keystore: {inside}"])


def _torn_case(case: Case, entries: set[tuple[str, str]]) -> list[str]:
    """A case without its entry, its acts, its key, its facts or its consent."""
    wrong = []
    if ("case.open", str(case.id)) not in entries and not _opened_inside(case, entries):
        wrong.append("no entry")
    acts = set(CaseAct.objects.filter(case=case).values_list("name", flat=True))
    if not {"contact_started", "case_opened"} <= acts:
        wrong.append("no acts")
    for id in (case.key_id, case.draft_key_id):
        try:
            keystore.store.key(id)
        except KeyGone:
            if id == case.key_id or case.keeping != "refused":
                wrong.append("no key")
    try:
        if not cases.section(case, "facts")[1]:
            wrong.append("no facts")
    except CauceErrors as problem:
        wrong.append(f"facts: {type(problem).__name__}")
    answers = Consent.objects.filter(case=case, purpose="keeping")
    if (case.keeping == "not_asked") == answers.exists():
        wrong.append("no consent")
    return [f"case {case.id}: {word}" for word in wrong]


CauceErrors = (KeyGone, keystore.Sealed)


def _opened_inside(case: Case, entries: set[tuple[str, str]]) -> bool:
    return ("encounter.open_case", str(case.id)) in entries


def _torn_others(entries: set[tuple[str, str]]) -> list[str]:
    wrong = []
    told = Counter(
        key.split(":")[1]
        for key in Message.objects.filter(key__startswith="encounter:").values_list("key", flat=True)
    )
    turns = Counter()
    for encounter in Encounter.objects.order_by("raised_at"):
        turns[encounter.turn] += bool(encounter.turn)
        if ("encounter.pass", str(encounter.id)) not in entries:
            wrong.append(f"encounter {encounter.id}: no entry")
        if not told[str(encounter.id)]:
            wrong.append(f"encounter {encounter.id}: nobody was told")
        if encounter.outcome == "case_opened" and encounter.case_id is None:
            wrong.append(f"encounter {encounter.id}: no case")
    wrong += [f"turn {turn}: {count} times" for turn, count in turns.items() if count > 1]
    return wrong


def _lost(acks: dict[str, list[Any]], opened: set[UUID] | None) -> list[str]:
    """What was acknowledged and is not there, or is there with other words."""
    there = {str(id) for id in Encounter.objects.values_list("id", flat=True)}
    lost = [f"encounter {id}" for id in acks.get("encounters", ()) if id not in there]
    there = {str(id): keeping for id, keeping in Case.objects.values_list("id", "keeping")}
    lost += [f"case {id}" for id in acks.get("cases", ()) if id not in there]
    lost += [f"consent {id}" for id in acks.get("consents", ()) if there.get(id) != "given"]
    written = set(Section.objects.filter(kind__in=("draft", "narrative")).values_list("case_id", flat=True))
    for id, text in acks.get("texts", ()):
        if UUID(id) not in written:
            lost.append(f"text of {id}")
        elif (opened is None or UUID(id) in opened) and text not in _told(id):
            lost.append(f"words of {id}")
    return lost


def _told(id: str) -> str:
    """Every version of what was told in a case, opened with its key."""
    found = []
    for row in Section.objects.filter(case_id=id, kind__in=("draft", "narrative")):
        case = row.case
        key = case.draft_key_id if row.kind == "draft" else case.key_id
        found.append(Section.sealed.open(row, key))
    return "\n".join(found)
