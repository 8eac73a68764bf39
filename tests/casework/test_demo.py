"""The invented network: the same seed makes the same one, by the same rules and the same journal."""

from __future__ import annotations

from collections import Counter

import pytest
from django.core.management import call_command
from django.utils import timezone

from cauce.cases import access
from cauce.cases.drift import differences
from cauce.cases.models import Case, CaseAct
from cauce.journal.chain import verify
from cauce.journal.models import Entry
from cauce.offices.models import Post
from cauce.referrals.models import Referral
from cauce.rules.pathway.model import DEPARTED
from cauce.site.demo.load import load

pytestmark = pytest.mark.django_db(transaction=True)


# What follows from an act of another part stands under that act's own entry: so does what an office in
# Mexico answered, which meets an action of the Protocol.
ANSWERED = {"family_protection_requested", "victim_register_filed"}
FOLLOWS = {"aid_requested", "safe_contact_made", *ANSWERED}


def made():
    """Load a small network; its counts, and what can be told of each case."""
    counts = load(60)
    folios = Case.objects.order_by("folio").values_list("folio", "status", "keeping", "danger")
    return counts, list(folios)


def check_whole(counts):
    """Rows equal rules, the chains hold, every act has its entry, every sealed part opens."""
    assert counts["posts"] == 53 == Post.objects.count()
    assert Case.objects.count() >= counts["cases"] >= 53 * 3
    assert Referral.objects.count() >= counts["referrals"] > 0
    assert differences(timezone.now()) == (Case.objects.count(), [])
    assert verify()[1] == []
    bulk = Entry.objects.filter(what="case.open", detail__act="contact_started")
    loaded = set(bulk.values_list("about_id", flat=True))
    assert len(loaded) == counts["cases"]
    ways = ("case.open", "case.record_act", "case.depart")
    entries = Entry.objects.filter(what__in=ways, about_id__in=loaded)
    written = Counter((id, detail.get("act", DEPARTED)) for id, detail in
                      entries.values_list("about_id", "detail"))  # fmt: skip
    rows = CaseAct.objects.filter(case_id__in=loaded).values_list("case_id", "name")
    acts = Counter((str(id), name) for id, name in rows)
    assert written - acts == Counter()
    assert {name for _, name in acts - written} <= FOLLOWS
    for case in Case.objects.all()[:30]:
        for part in (access.notes, access.consents, access.assessments, access.risks):
            part(case)
        assert access.plan_items(case) is not None
        assert access.section(case, "facts")[1]


def test_the_same_seed_makes_the_same_whole_network():
    first = made()
    check_whole(first[0])
    call_command("flush", interactive=False, verbosity=0)
    assert made() == first
