"""Where a form brings a number, anything else in its place is no error of ours."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from cauce.cases.actions import open_case, record_act, record_consent
from cauce.intake.screenings.actions import start
from cauce.ui.numbers import whole

NO_NUMBERS = ("x", "²", "-1", "9" * 5000, "9" * 30, "\x00", "1e9")


def test_it_reads_decimal_digits_and_nothing_else():
    assert whole("12", 0) == 12
    assert {whole(text, -7) for text in (*NO_NUMBERS, "", None)} == {-7}


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_it_answers_a_page_whose_version_was_tampered_with(client, cast, text):
    client.force_login(cast.ines.user)
    at, ines = timezone.now() - dt.timedelta(minutes=5), cast.ines.actor
    case = open_case(actor=ines, post=cast.houston, channel="window", started_at=at)
    record_consent(actor=ines, case=case, purpose="keeping", given=True, at=at)
    record_act(actor=ines, case=case, name="interview_consented", happened_at=at)
    talk = start(actor=ines, case=case, instrument="protection-desk", kind="interview", at=at)
    form = {"seen": text, "do": "save", "once": str(uuid.uuid4())}
    mine = f"casos/{case.id}/"
    for address in (f"sesiones/{talk.id}/", f"{mine}identidad/", f"{mine}seguridad/"):
        assert client.post(f"/{address}", form).status_code < 500
