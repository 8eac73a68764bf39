"""What people do after figures were kept flows into them: late acts, corrections, a mistake, an erasure."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from cauce.cases import actions as cases
from cauce.measurement.actions import keep_units
from cauce.measurement.facts import keeping, kept_sums
from cauce.measurement.indicators.figures import figures
from cauce.measurement.models import KeptUnits
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import SYSTEM

from .test_facts import attend, conclude, gather
from .test_put_right import correct, note
from .test_voided_figures import open_one, void

pytestmark = pytest.mark.django_db
DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
MORNING = timezone.now().replace(hour=15, minute=0, second=0, microsecond=0) + DAY


def every() -> dict:
    now = timezone.now()
    since, until = (now - 40 * DAY).date(), (now + 2 * DAY).date()
    return {
        name: figures(name, since=since, until=until, known=now).cells
        for name, one in current_edition(now).indicators.items()
        if one.measure != "estimate"
    }


def same_as_anew(monkeypatch) -> dict:
    found = every()
    with monkeypatch.context() as patch:
        for module in (keeping, kept_sums):
            patch.setattr(module, "kept_of", lambda *_: None)
        assert every() == found
    return found


def test_late_acts_corrections_a_mistake_and_an_erasure_flow_in(cast, monkeypatch):
    with time_machine.travel(MORNING, tick=False) as clock:
        first, gone, mistake = attend(cast), attend(cast), open_one(cast)
        plan = note(cast, first, "plan_agreed", timezone.now())
        conclude(cast, gone)
        gather()
        for one in current_edition(timezone.now()).indicators.values():
            if keeping.keepable(one):
                keep_units(actor=SYSTEM, indicator=one.id, at=timezone.now())
        kept = KeptUnits.objects.count()
        seen = [same_as_anew(monkeypatch)]

        def after(change) -> None:
            clock.shift(6 * HOUR)
            change()
            gather()
            seen.append(same_as_anew(monkeypatch))

        after(lambda: conclude(cast, first))
        after(lambda: note(cast, first, "documents_issued", timezone.now() - 5 * HOUR))
        after(lambda: correct(cast, first, plan, MORNING + HOUR))
        after(lambda: void(cast, mistake))
        after(
            lambda: cases.record_consent(
                actor=cast.ines.actor, case=gone, purpose="keeping", given=False, at=timezone.now()
            )
        )
        after(
            lambda: cases.record_act(
                actor=cast.ines.actor, case=gone, name="protection_refused", happened_at=timezone.now()
            )
        )
        assert KeptUnits.objects.count() == kept > 8
    one = [found["victims-attended"][()].numerator for found in seen]
    assert one == [1, 2, 2, 2, 2, 2, 2]
    assert seen[4]["lost-contact"][()].denominator == seen[3]["lost-contact"][()].denominator - 1
