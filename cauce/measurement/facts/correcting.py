"""A correction of an act → what it had made counted is taken back, and counted as it is known now.

Nothing that was written changes: figures as they were known before the correction stay what they were.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from cauce.cases.models import Case, CaseAct
from cauce.cases.time_bounds import CONTACT
from cauce.custody.journal.models import Entry
from cauce.intake.screenings.facts import answers_of
from cauce.intake.screenings.models import Sitting
from cauce.sharing.referrals.models import Referral

from ..models import Fact
from .collecting import (
    ACTS,
    MINUTE,
    OFFERS,
    Collecting,
    _case,
    _contact_of_case,
    _happened,
    reads,
)
from .retallying import tallies_after_act, tallies_after_facts

IDENTITY = ("period", "kind", "subject", "item", "code", "happened_on")
COPIED = tuple(field.attname for field in Fact._meta.local_fields if not field.primary_key)
# Which facts an act is behind, apart from those of ``ACTS``: of the person, and of the contact.
OF_PERSON = {
    CONTACT: ("attended",),
    "screening_done": ("interviewed", "positive"),
    "plan_agreed": ("plan",),
}
OF_CONTACT = {CONTACT: ("signal",), "screening_done": ("screened",)}


@reads("correction.act", "correction.answers", "correction.line", "correction.agree")
def _corrected(entry: Entry, gather: Collecting) -> None:
    if "referral" in entry.detail:
        return _sent_elsewhere(entry, gather)
    case, new = _case(entry.about_id), entry.detail.get("new")
    if case is None or not new:
        return  # it waits for a second person
    gather.whose(case)
    gather.touched[case.pk] = case
    if "act" in entry.detail:
        _act(case, entry, gather)
    elif "version" in entry.detail:
        _answers(case, entry, gather)


def _act(case: Case, entry: Entry, gather: Collecting) -> None:
    new = entry.detail["new"]
    rows = CaseAct.written.filter(case=case, pk__in=(entry.detail["old"], int(new)))
    both = {row.pk: row for row in rows}
    if len(both) < 2:
        return
    before, after = both[entry.detail["old"]], both[int(new)]
    for fact in _like(case, before, entry, gather):
        _moved(fact, before, after, entry, gather)
    _minutes(case, before.name, entry, gather)
    gather.facts += tallies_after_act(case, after, entry)


def _answers(case: Case, entry: Entry, gather: Collecting) -> None:
    """Whether the talk gave grounds to offer an interview, as it is known now."""
    ids = (entry.detail["old"], entry.detail["new"])
    rows = Sitting.written.filter(case=case, kind="screening", id__in=ids).select_related("case")
    said = {str(row.id): answers_of(row).get("outcome") in OFFERS for row in rows}
    at = _happened(case, "screening_done", entry)
    if len(said) == 2 and at is not None and said[ids[0]] is not said[ids[1]]:
        _positive(case, said[ids[1]], gather.day(entry.chain, at), entry, gather)
    gather.facts += tallies_after_facts(case, entry)


def _positive(case: Case, offers: bool, day: dt.date, entry: Entry, gather: Collecting) -> None:
    keys = gather.whose(case)
    more = {"period": keys.period, "subject": keys.subject, "happened_on": day, "post": entry.chain}
    kind = "interviewed" if offers else "positive"
    found = _found(Fact(kind=kind, **more), gather, taken=False)
    if found is not None:
        gather.facts.append(_copy(found, entry, kind="positive", corrects=not offers))


@reads("correction.recipient")
def _sent_elsewhere(entry: Entry, gather: Collecting) -> None:
    """A request that nobody should have received, and nobody read, was never sent."""
    case = _case(entry.about_id)
    if case is None or entry.detail.get("waits"):
        return  # it waits for a second person
    keys = gather.whose(case)
    item = keys.item("referral", entry.detail["referral"])
    for kind in ("referral_sent", "consent_asked", "consent_given"):
        rows = Fact.objects.filter(period=keys.period, kind=kind, item=item).order_by("id") if item else ()
        held = [*rows, *(one for one in gather.facts if item and (one.kind, one.item) == (kind, item))]
        standing = [one for one in held if not one.corrects]
        if standing and len(standing) > sum(one.corrects for one in held):
            gather.facts.append(_copy(standing[-1], entry, corrects=True))
    for row in CaseAct.written.filter(case=case, pk__in=entry.detail["news"]):
        gather.facts += tallies_after_act(case, row, entry)
    gather.touched[case.pk] = case


def _like(case: Case, row: CaseAct, entry: Entry, gather: Collecting) -> Iterator[Fact]:
    """What the row had made counted, each as a fact that is not written."""
    keys, day = gather.whose(case), gather.day(entry.chain, row.happened_at)
    more = {"happened_on": day, "post": entry.chain, "known_at": entry.at}
    of_person = [(kind, "") for kind in OF_PERSON.get(row.name, ())]
    of_person += [ACTS[row.name]] if row.name in ACTS else []
    for kind, code in of_person:
        yield Fact(period=keys.period, subject=keys.subject, kind=kind, code=code, **more)
    for kind in OF_CONTACT.get(row.name, ()):
        period, item, _ = _contact_of_case(case, gather)
        yield Fact(period=period, item=item, kind=kind, **more)


def _moved(like: Fact, before: CaseAct, after: CaseAct, entry: Entry, gather: Collecting) -> None:
    day = gather.day(entry.chain, after.happened_at)
    if before.void is after.void and (after.void or like.happened_on == day):
        return
    # What never happened was taken back once: that is what is counted again.
    found = _found(like, gather, taken=before.void)
    if found is None:
        return
    if not before.void:
        gather.facts.append(_copy(found, entry, corrects=True))
    if not after.void:
        gather.facts.append(_copy(found, entry, corrects=False, happened_on=day))


def _found(like: Fact, gather: Collecting, *, taken: bool) -> Fact | None:
    """The last fact that is alike and stands; ``taken``: the last one that was taken back."""
    rows = Fact.objects.filter(
        period=like.period, kind=like.kind, subject=like.subject, item=like.item, code=like.code
    )
    rows = rows.filter(happened_on=like.happened_on)
    if not like.subject and not like.item:
        rows = rows.filter(post=like.post)  # nobody's key: any that is alike stands for it
    held = [*rows.order_by("id"), *(one for one in gather.facts if _alike(one, like))]
    back, stand = ([one for one in held if one.corrects is which] for which in (True, False))
    if taken:
        return back[-1] if back else None
    return stand[-1] if len(stand) > len(back) else None


def _alike(one: Fact, like: Fact) -> bool:
    return all(getattr(one, name) == getattr(like, name) for name in IDENTITY)


def _copy(fact: Fact, entry: Entry, **other: object) -> Fact:
    """The same fact, known since the entry."""
    values = {name: getattr(fact, name) for name in COPIED}
    return Fact(**(values | {"known_at": entry.at} | other))


def _minutes(case: Case, name: str, entry: Entry, gather: Collecting) -> None:
    """The waits that are counted from the contact, or until the plan."""
    began = _happened(case, CONTACT, entry)
    if name in (CONTACT, "plan_agreed"):
        _waited(case, "plan_minutes", began, _happened(case, "plan_agreed", entry), entry, gather)
    if name == CONTACT:
        _waited(case, "service_minutes", began, _first_service(case), entry, gather)


def _waited(
    case: Case,
    kind: str,
    began: dt.datetime | None,
    ended: dt.datetime | None,
    entry: Entry,
    gather: Collecting,
) -> None:
    keys = gather.whose(case)
    if not keys.subject:
        return
    held = [*Fact.objects.filter(period=keys.period, kind=kind, subject=keys.subject).order_by("id")]
    held += [one for one in gather.facts if one.kind == kind and one.subject == keys.subject]
    standing: list[Fact] = []  # one wait of a kind stands at a time
    for one in held:
        standing = [] if one.corrects else [one]
    if not held:
        return
    if standing:
        gather.facts.append(_copy(standing[0], entry, corrects=True))
    if began is not None and ended is not None:
        number, day = round((ended - began) / MINUTE), gather.day(entry.chain, ended)
        gather.facts.append(_copy(held[-1], entry, corrects=False, happened_on=day, number=number))


def _first_service(case: Case) -> dt.datetime | None:
    rows = Referral.objects.filter(case=case, steps__state="in_service").order_by("steps__at")
    return rows.values_list("steps__at", flat=True).first()
