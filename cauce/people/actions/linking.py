"""Lists compared: begun once two people agreed, kept without names, looked at pair by pair, ended."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID, uuid4

from cauce.content.errors import BadInputs, unknown
from cauce.custody.journal.door import Absent, Entry, act, effect
from cauce.custody.journal.withdrawing import again, note
from cauce.custody.keystore import create_key, shred
from cauce.rules.permissions import Actor
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import NETWORK
from cauce.staff.oversight.actions import take

from ..asking import KIND
from ..linkage_batch import Found
from ..measuring import measured
from ..models import Linkage, LinkageLabel, LinkagePair

bad_input = BadInputs(__file__)

# How long the pairs may be looked at: then the key goes. This house's choice.
REVIEW_DAYS = 60
LABELS = tuple(code for code, _ in LinkageLabel.LABELS)


@act("linkage.start", requires="linkage.run")
def start_linkage(
    *, actor: Actor, entry: Entry, linkage_id: UUID, terms: dict[str, Any], at: dt.datetime
) -> Linkage:
    """Use up what two people agreed to, exactly as it was. Raises ``NotApproved``."""
    used = take(kind=KIND, about=("linkage", str(linkage_id)), payload=terms, actor=actor, at=at)
    key = uuid4()
    create_key(key, NETWORK)  # committed first: a key without a row harms nobody
    made = Linkage.objects.create(
        id=linkage_id,
        terms=terms,
        asked_by=used.proposed_by,
        agreed_by=used.decided_by,
        agreed_at=at,
        ends_on=offices.day_at(None, at) + dt.timedelta(days=REVIEW_DAYS),
        key_id=key,
    )
    entry.about("linkage", made.id)
    entry.detail(proposal=str(used.id), lists=terms["lists"], basis=terms["basis"])
    return made


@act("linkage.keep", requires="linkage.run", on="linkage")
def keep_linkage(*, actor: Actor, entry: Entry, linkage: Linkage, found: Found, at: dt.datetime) -> None:
    """Keep the counts, and the pairs to look at with who they are sealed. Raises ``BadInput``."""
    if linkage.state != "agreed":
        raise bad_input("this_comparison_was_made_already", where="linkage")
    linkage.state, linkage.ran_at = "review", at
    linkage.counts, linkage.histories = found.counts, found.histories
    linkage.model, linkage.threshold = found.model, found.threshold
    linkage.save()
    pairs = []
    for one in found.sample:
        who = {"left": one.sides[0], "right": one.sides[1], "groups": dict(one.groups)}
        pair = LinkagePair(
            linkage=linkage,
            number=one.number,
            lists=list(one.lists),
            levels=dict(one.levels),
            stratum=one.stratum,
            stands_for=one.stands_for,
            chance=one.chance,
            weight=one.weight,
            linked=one.linked,
        )
        pair.sealed = LinkagePair.sealed.seal(pair, who)
        pairs.append(pair)
    LinkagePair.objects.bulk_create(pairs)
    taken = {name: one["taken"] for name, one in found.counts["lists"].items()}
    entry.about("linkage", linkage.id)
    entry.detail(taken=taken, pairs=len(pairs), linked=found.counts["linked"], model=found.model)


@act("linkage.label", requires="linkage.review", on="pair")
def label_pair(*, actor: Actor, entry: Entry, pair: LinkagePair, label: str, at: dt.datetime) -> LinkageLabel:
    """What this reviewer says of the two; said again, the newer counts. Raises ``Unknown``, ``BadInput``."""
    if label not in LABELS:
        raise unknown("respuestas", "answers", label, LABELS, where="label")
    if pair.linkage.state != "review" or pair.sealed is None:
        raise bad_input("the_review_is_over", where="label")
    if pair.merged_at is not None:
        raise bad_input("they_were_noted_as_one_person_already", where="label")
    said, _ = LinkageLabel.objects.update_or_create(
        pair=pair, by=actor.user, defaults={"label": label, "at": at}
    )
    entry.about("linkage_pair", pair.id)
    entry.detail(of=str(pair.linkage_id), label=label)
    return said


@effect
def mark_merged(pair: LinkagePair, at: dt.datetime) -> None:
    """The two stand as one person in the restricted map of the figures."""
    pair.merged_at = at
    pair.save(update_fields=["merged_at"])


@act("linkage.end", requires="linkage.run", on="linkage")
def end_linkage(*, actor: Actor, entry: Entry, linkage: Linkage, at: dt.datetime) -> None:
    """The review is over: what it measured is kept, who the pairs are is destroyed with its key."""
    if linkage.state == "ended":
        raise Absent()
    _end(linkage, at)
    entry.about("linkage", linkage.id)
    entry.detail(labels=LinkageLabel.objects.filter(pair__linkage=linkage).count())


@again("linkage")
def _end_again(ids: tuple[str, ...], at: dt.datetime) -> int:
    rows = list(Linkage.objects.filter(id__in=ids).exclude(state="ended"))
    for row in rows:
        _end(row, at)
    return len(rows)


def _end(linkage: Linkage, at: dt.datetime) -> None:
    if linkage.state == "review":
        linkage.quality = measured(linkage)
    linkage.state, linkage.ended_at = "ended", at
    linkage.save()
    LinkagePair.objects.filter(linkage=linkage).update(sealed=None)
    note("linkage", linkage.id)
    # Last: were the transaction to fail after it, nobody could read the pairs, and nothing else is lost.
    shred(linkage.key_id)
