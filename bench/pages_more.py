"""Forty more invented cases at the post that is shown, so that its lists have more than a page."""

from __future__ import annotations

import random

from django.utils import timezone

from cauce.cases.actions.bulk import load_histories
from cauce.demo import histories, load, network, sending, stories
from cauce.rules.permissions import SYSTEM
from cauce.sharing.referrals.actions.bulk import load_referrals
from cauce.staff.offices.models import Assignment, Post

FIRST = 5000  # their numbers begin here: no case of the network has one as high


def forty_more() -> None:
    """Write them, their referrals too, as ``cauce demo`` does."""
    chance, now = random.Random(40), timezone.now().replace(microsecond=0)
    here = network.PostStaff(Post.objects.get(code=network.SHOWN))
    for row in Assignment.objects.filter(post=here.post).select_related("user").order_by("id"):
        here.took(row.user, row.role)
    how = stories.KINDS[stories.kind_of(network.SHOWN, [network.SHOWN])]
    starts = sorted(load._start(chance, now) for _ in range(40))
    told = [
        histories.tell(chance, here, how, start, now, FIRST + number) for number, start in enumerate(starts)
    ]
    reach = sending.providers_by_state()
    rows = sending.referrals(chance, told, how, reach, now)
    load_histories(actor=SYSTEM, post_code=network.SHOWN, histories=(one for one, _ in told), at=now)
    load_referrals(actor=SYSTEM, post_code=network.SHOWN, rows=rows)
