"""Whoever carries off the disk has the files of the database, its log, the keystore and the rest.

Two hundred cases with a canary in each sensitive field, committed for real; then the bytes of every
file are searched. Without the root of the keys nothing opens. (A05)

PostgreSQL writes to other places (its tables, its log of writes, its log of errors), not other things:
there it is forty cases.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from cauce.cases import actions
from cauce.sharing.referrals import actions as referrals
from cauce.staff.offices.models import User
from tests.canaries import STEM, canary, found_in, hits
from tests.casework.conftest import consent, open_case
from tests.cast import shelter

CASES = {"sqlite": 200, "postgresql": 40}
KINDS = (
    "givn",
    "surn",
    "alia",
    "phon",
    "narr",
    "heal",
    "lega",
    "othe",
    "note",
    "risk",
    "plan",
    "refe",
    "read",
    "cons",
)


def plant(cast, service, number: int) -> None:
    """One case with a canary of its own in each kind of field."""
    word = {kind: canary(number, kind) for kind in KINDS}
    ines, now = cast.ines.actor, timezone.now()
    case = open_case(cast)
    consent(cast, case, "keeping", way=f"oral; {word['cons']}")
    names = {
        "given_names": word["givn"],
        "first_surname": word["surn"],
        "known_as": word["alia"],
        "safe_channel": word["phon"],
    }
    actions.save_identity(actor=ines, case=case, seen_version=0, fields=names, at=now)
    for kind in ("narrative", "health", "legal", "others"):
        content = f"Contó {word[kind[:4]]}."
        actions.save_section(actor=ines, case=case, kind=kind, content=content, seen=0)
    actions.record_act(actor=ines, case=case, name="safety_checked", happened_at=now, note=word["note"])
    whom = ("person", "family", "staff")
    actions.review_risk(
        actor=ines,
        case=case,
        judged=actions.RiskJudged(
            levels=dict.fromkeys(whom, "low"),
            reasons=dict.fromkeys(whom, word["risk"]),
            measures=word["risk"],
        ),
        review_on=now.date() + timezone.timedelta(days=30),
        at=now,
    )
    actions.conclude(
        actor=ines,
        case=case,
        conclusion="presumed",
        concepts={},
        verdicts={},
        at=now,
        reasons=f"Lo que dijo {word['read']} concuerda entre sí.",
    )
    actions.add_plan_item(
        actor=ines,
        case=case,
        need="shelter",
        agreed=word["plan"],
        due_on=now.date(),
        responsible=None,
        at=now,
    )
    consent(
        cast,
        case,
        "referral",
        recipient=str(service.organization_id),
        fields=("needs", "first_name_or_alias"),
    )
    shared = {"needs": "alojamiento", "first_name_or_alias": word["refe"]}
    referrals.send(
        actor=ines,
        case=case,
        asked=referrals.Asked(service=service, shared=shared),
        sought=referrals.Sought(need="shelter", priority="urgent"),
        at=now,
    )


def disk() -> list[Path]:
    """Where everything lies: the folder of the run, and the cluster of PostgreSQL with its log."""
    folders = [settings.KEYSTORE_ROOT.parent]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")
        folders.append(Path(os.environ["POSTGRES_DATA"]))
    return folders


@pytest.mark.django_db(transaction=True)
def test_a_thief_of_the_disk_finds_no_canary_and_the_search_would_have(cast, caplog, settings):
    caplog.set_level(logging.DEBUG)
    cases = CASES[connection.vendor]
    settings.PACE = settings.PACE | {"hour": cases, "day": cases}  # one officer for them all
    service = shelter(cast.jacaranda)
    for number in range(cases):
        plant(cast, service, number)
    assert hits(disk()) == []
    assert found_in(caplog.text.encode()) == []
    # The positive control: one column in clear, as a build with a mistake would have it.
    User.objects.filter(id=cast.ines.user.id).update(display_name=canary(1, "clar"))
    assert hits(disk()), "the search finds nothing even where something lies"


@pytest.mark.parametrize(
    "form",
    [
        STEM.encode(),
        STEM.encode("utf-16-le"),
        STEM.encode("utf-16-be"),
        STEM[::-1].encode(),
        b"NOCHIXTLU",
        STEM.upper().encode(),
        STEM.encode("latin-1"),
        b"n\\xf3chixtlu",
        b"bsOzY2hpeHRsdQ==",
        b"eCBuw7NjaGl4dGx1IHg",
        b"eHggbsOzY2hpeHRsdSB4",
        b"xx\xffnochixtlu\x00",
    ],
)
def test_a_canary_is_found_in_every_form_in_which_it_could_lie(form):
    assert found_in(b"\x00\x01" + form + b"\x02")
    assert not found_in(b"\x00\x01 nochistlan \x02")
