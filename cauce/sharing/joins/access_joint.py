"""What two joined files say, read as one: who wrote what, where. And what was read and sent meanwhile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from cauce.cases import access as cases
from cauce.cases.access_letters import letters_of
from cauce.cases.access_seen import belongings
from cauce.cases.facts import edition_of, plan_of
from cauce.cases.models import Case, CaseAct, Consent
from cauce.custody.journal.access_desk import between
from cauce.custody.journal.door import Absent, check_may, record_read
from cauce.custody.journal.models import Entry
from cauce.rules.pathway import Obligation
from cauce.rules.permissions import Actor
from cauce.sharing.referrals import access as referrals
from cauce.sharing.referrals.access_envelopes import of_case as envelopes_of
from cauce.sharing.referrals.models import Referral

from .access import may_read_both
from .models import Join

READ = "join.read"
# What leaves a file, by the name of its act.
SENT = (
    "referral.send",
    "envelope.sign",
    "letter.issue",
    "export.make",
    "disclosure.make",
    "disclosure.report_danger",
    "petition.ask",
    "petition.sign",
)


@dataclass(frozen=True, slots=True)
class Told:
    """One act of either file: ``ours`` of this post. ``note`` '': nothing was added."""

    act: CaseAct
    note: str
    ours: bool


@dataclass(frozen=True, slots=True)
class Joint:
    """Both files as one: acts newest first, answers about consent, referrals, and what is still owed, each
    with whether it is of this post. Nobody's identity, and no reserved part."""

    acts: Sequence[Told]
    consents: Sequence[tuple[Consent, dict[str, Any], bool]]
    referrals: Sequence[tuple[Referral, bool]]
    owed: Sequence[tuple[Obligation, Any, bool]]


def read_both(actor: Actor, join: Join, own: Case, other: Case, at: dt.datetime) -> Joint:
    """Both files, for either officer; the reading is journalled at both posts. Raises ``Absent``.

    ``own``: the file of the actor's post, already checked. Only while the join and her yes to it stand.
    """
    check_may(actor, "join.answer", own, about=("join", join.id))
    if not may_read_both(join, at):
        raise Absent()
    with transaction.atomic():
        # The journals of two posts: locked in one order, whoever of the two officers reads.
        for case in sorted((own, other), key=lambda one: one.post_id):
            record_read(
                actor, READ, about=("case", case.id), post=case.post_id, join=str(join.id), reader=own.post_id
            )
        sides = ((own, True), (other, False))
        acts = [Told(row["act"], row["note"], ours) for case, ours in sides for row in cases.notes(case)]
        consents = [(*row, ours) for case, ours in sides for row in cases.consents(case)]
        sent = [(row, ours) for case, ours in sides for row in referrals.sent_for(case)]
        owed = [
            (one, edition_of(case), ours)
            for case, ours in sides
            for one in plan_of(case, at)
            if one.state in ("open", "overdue")
        ]
    return Joint(
        sorted(acts, key=lambda one: one.act.happened_at, reverse=True),
        sorted(consents, key=lambda row: row[0].given_at, reverse=True),
        sent,
        sorted(owed, key=lambda row: (row[0].due is None, row[0].due)),
    )


@dataclass(frozen=True, slots=True)
class Touched:
    """What happened with both files while they were joined, oldest first, so that people can be warned.

    ``read``: who of the other post read this file. ``sent``: what left this one; ``theirs``: what left the
    other's after its officers had read this one, and may carry something of it: by code and day alone.
    """

    read: Sequence[Entry]
    sent: Sequence[Entry]
    theirs: Sequence[Entry]


def touched(
    actor: Actor,
    join: Join,
    own: Case,
    other: Case,
    at: dt.datetime,
    more: tuple[Sequence[tuple[str, str]], Sequence[tuple[str, str]]] = ((), ()),
) -> Touched:
    """The list, for either officer of a joint file that stands or was parted; the reading is journalled.

    ``more``: ids of what floors above this one hold of each of the two files, as the journal names it.
    """
    check_may(actor, "join.answer", own, about=("join", join.id))
    if join.joined_at is None:
        raise Absent()
    until = join.ended_at or at
    with transaction.atomic():
        record_read(actor, "join.touched", about=("join", join.id), post=own.post_id)
        here = between(_pairs(own) + list(more[0]), join.joined_at, until, (READ, *SENT))
        there = between(_pairs(other) + list(more[1]), join.joined_at, until, (READ, *SENT))
    read = [one for one in here if one.what == READ and one.detail.get("reader") == other.post_id]
    first = min((one.at for one in read), default=None)
    if own.post_id == other.post_id:
        read, theirs = [], there  # whoever reads one reads the other: nobody from elsewhere did
    else:
        theirs = [one for one in there if first is not None and one.at >= first]
    return Touched(
        read,
        [one for one in here if one.what in SENT],
        [one for one in theirs if one.what in SENT],
    )


def _pairs(case: Case) -> list[tuple[str, str]]:
    found = belongings(case)
    found += [("referral", str(one.id)) for one in referrals.sent_for(case)]
    found += [("envelope", str(one.id)) for one in envelopes_of(case)]
    return found + [("letter", str(one.id)) for one in letters_of(case)]
