"""What the demonstration made up opens like what people write."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from cauce.cases.models import Assessment
from cauce.demo.load import load
from cauce.staff.offices.models import Assignment


@pytest.mark.pages
@pytest.mark.django_db
@time_machine.travel(dt.datetime(2026, 10, 5, 16, 0, tzinfo=dt.UTC), tick=True)
def test_it_opens_every_conclusion_that_waits_for_a_signature(client):
    load(360)  # few wait at any moment: on this day some do
    waiting = Assessment.objects.filter(state="concluded").select_related("case")[:5]
    heads = {a.post_id: a.user for a in Assignment.objects.filter(role="head_of_post")}
    assert waiting
    for made in waiting:
        client.force_login(heads[made.case.post_id])
        assert client.get(f"/firmas/{made.id}/").status_code == 200
