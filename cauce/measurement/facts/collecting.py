"""Journal entry → fact rows. Each kind of entry has a reader; what is not listed makes no fact.

A reader looks up the row that the entry is about, for the day it happened and for codes; it never
takes a name, a word or an id over. A row that is gone gives what the entry itself says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from django.db.models import Q

from cauce.cases.facts import facts_of
from cauce.cases.models import Assessment, Case, CaseAct
from cauce.custody.journal.models import Entry
from cauce.custody.keystore import KeyGone, Sealed
from cauce.family.reunification.models import Reunification
from cauce.intake.screenings.models import Encounter
from cauce.measurement.rules.indicators.model import CONCLUSIONS
from cauce.sharing.referrals.models import Referral
from cauce.staff.offices.models import Post

from ..models import Fact
from .profiling import said_of
from .pseudonyms import Whose, join_group, open_period, pseudonym, whose

MINUTE = dt.timedelta(minutes=1)
# Acts of a case that are facts as they stand, and the service they stand for.
ACTS = {
    "protection_accepted": ("accepted", ""),
    "protection_refused": ("refused", ""),
    "documents_issued": ("service_given", "documents"),
    "urgent_need_met": ("service_given", "emergency"),
}
ENDS = {"lost_contact": "contact_lost", "death": "died"}  # why a case closed: nothing can come to her after
OFFERS = ("told_directly", "concerns")  # of screening.outcome: grounds for an interview


@dataclass
class Collecting:
    """What one round gathers, and whose profile must be looked at again."""

    posts: dict[str, Post]
    facts: list[Fact] = field(default_factory=list)
    touched: dict[object, Case] = field(default_factory=dict)
    _whose: dict[object, Whose] = field(default_factory=dict)

    def whose(self, case: Case) -> Whose:
        if case.pk not in self._whose:
            self._whose[case.pk] = whose(case)
        return self._whose[case.pk]

    def again(self, case: Case) -> Whose:
        """The keys of a case whose seed changed."""
        self._whose.pop(case.pk, None)
        return self.whose(case)

    def day(self, post: str, at: dt.datetime) -> dt.date:
        zone = self.posts[post].time_zone if post in self.posts else "UTC"
        return at.astimezone(ZoneInfo(zone)).date()

    def of_case(self, entry: Entry, case: Case, kind: str, at: dt.datetime | None, **more) -> None:
        """A fact about the person of a case. ``at`` None: when it happened is not known any more."""
        keys = self.whose(case)
        self.touched[case.pk] = case
        self.facts.append(
            Fact(
                period=keys.period,
                kind=kind,
                subject=keys.subject,
                group=keys.group,
                post=entry.chain,
                channel=channel_of(case),
                happened_on=self.day(entry.chain, at or entry.at),
                known_at=entry.at,
                **more,
            )
        )

    def of_contact(
        self, entry: Entry, kind: str, at: dt.datetime, contact: tuple[int, str, str], **more
    ) -> None:
        """A fact about a contact: nobody's subject stands beside it."""
        period, item, channel = contact
        self.facts.append(
            Fact(
                period=period,
                kind=kind,
                item=item,
                post=entry.chain,
                channel=channel,
                happened_on=self.day(entry.chain, at),
                known_at=entry.at,
                **more,
            )
        )


Reader = Callable[[Entry, Collecting], None]
READERS: dict[str, Reader] = {}


def reads(*names: str) -> Callable[[Reader], Reader]:
    def keep(reader: Reader) -> Reader:
        READERS.update(dict.fromkeys(names, reader))
        return reader

    return keep


def channel_of(case: Case) -> str:
    """By which way she came; '' when the key of the case is gone."""
    try:
        return str(facts_of(case).get("contact.channel") or "")
    except (KeyGone, Sealed):
        return ""


def _case(id: object) -> Case | None:
    return Case.objects.select_related("post").filter(pk=id).first()


def _happened(case: Case, name: str, entry: Entry) -> dt.datetime | None:
    """When it happened, as it was known when the entry was written; None: it was not known to have."""
    rows = CaseAct.written.filter(case=case, name=name, typed_at__lte=entry.at, void=False)
    rows = rows.filter(Q(superseded_at=None) | Q(superseded_at__gt=entry.at))
    return rows.order_by("-typed_at").values_list("happened_at", flat=True).first()


def _contact_of(encounter: Encounter, gather: Collecting, channel: str = "window") -> tuple[int, str, str]:
    year = gather.day(encounter.post_id, encounter.raised_at).year
    open_period(year)
    return year, pseudonym(year, "contact", str(encounter.pk)), channel


def _contact_of_case(case: Case, gather: Collecting) -> tuple[int, str, str]:
    """The contact that a case began with: a turn at the window, or itself."""
    encounter = Encounter.objects.filter(case=case).first()
    if encounter is not None:
        return _contact_of(encounter, gather, channel_of(case) or "window")
    keys = gather.whose(case)
    return keys.period, keys.item("contact", ""), channel_of(case)


@reads("encounter.pass")
def _passed(entry: Entry, gather: Collecting) -> None:
    row = Encounter.objects.filter(pk=entry.about_id).first()
    if row is not None and (entry.detail.get("ticked", 1) or entry.detail.get("asked")):
        gather.of_contact(entry, "signal", row.raised_at, _contact_of(row, gather))


@reads("encounter.acknowledge", "encounter.open_case", "encounter.answer")
def _handed_over(entry: Entry, gather: Collecting) -> None:
    row = Encounter.objects.filter(pk=entry.about_id).first()
    if row is None or row.acknowledged_at is None:
        return
    earlier = Entry.objects.filter(
        about_kind="encounter",
        about_id=entry.about_id,
        kind="act",
        chain=entry.chain,
        number__lt=entry.number,
        what__in=("encounter.acknowledge", "encounter.open_case", "encounter.answer"),
    )
    if not earlier.exists():
        waited = round((row.acknowledged_at - row.raised_at) / MINUTE)
        gather.of_contact(
            entry, "handover_minutes", row.acknowledged_at, _contact_of(row, gather), number=waited
        )


@reads("case.open")
def _opened(entry: Entry, gather: Collecting) -> None:
    case = _case(entry.about_id)
    if case is None:
        return
    began = _happened(case, "contact_started", entry) or case.opened_at
    if not Encounter.objects.filter(case=case).exists():
        gather.of_contact(entry, "signal", began, _contact_of_case(case, gather))
    gather.of_case(entry, case, "attended", began)


@reads("case.record_act", "case.meet_obligation")
def _acted(entry: Entry, gather: Collecting) -> None:
    case, name = _case(entry.about_id), entry.detail.get("act", "")
    if case is None:
        return
    at = _happened(case, name, entry)
    if name in ACTS:
        kind, code = ACTS[name]
        gather.of_case(entry, case, kind, at, code=code)
    elif name == "screening_done":
        # Also what a sitting leaves, and one that was typed afterwards.
        gather.of_contact(entry, "screened", at or entry.at, _contact_of_case(case, gather))
        gather.of_case(entry, case, "interviewed", at)
        if _offers(case):
            gather.of_case(entry, case, "positive", at)
    elif name == "plan_agreed":
        _plan(entry, gather, case)
    else:
        gather.touched[case.pk] = case


def _offers(case: Case) -> bool:
    """Whether the screening offered the interview."""
    try:
        return facts_of(case).get("screening.outcome") in OFFERS
    except (KeyGone, Sealed):
        return False


@reads("assessment.sign")
def _signed(entry: Entry, gather: Collecting) -> None:
    case = _case(entry.about_id)
    row = (
        case
        and Assessment.objects.filter(case=case, number=entry.detail.get("assessment", 0))
        .select_related("case")
        .first()
    )
    if case is None or row is None:
        return
    try:
        said = (said_of(row) or {}).get("conclusion")
    except (KeyGone, Sealed):
        return
    if said in CONCLUSIONS:
        gather.of_case(entry, case, said, row.signed_at)


@reads("plan.agree")
def _planned(entry: Entry, gather: Collecting) -> None:
    case = _case(entry.about_id)
    # The first agreement counts: a plan that was looked at again is another act.
    if case is not None and not _happened(case, "plan_reviewed", entry):
        _plan(entry, gather, case)


def _plan(entry: Entry, gather: Collecting, case: Case) -> None:
    at, began = _happened(case, "plan_agreed", entry), _happened(case, "contact_started", entry)
    if at is None:
        return
    gather.of_case(entry, case, "plan", at)
    if began is not None:
        gather.of_case(entry, case, "plan_minutes", at, number=round((at - began) / MINUTE))


@reads("referral.send")
def _sent(entry: Entry, gather: Collecting) -> None:
    row = _referral(entry)
    if row is None:
        return
    case = row.case
    if row.group_id is not None:
        with_her = [
            one.case
            for one in Referral.objects.filter(group=row.group_id).select_related("case__post")
            if one.case_id != case.pk
        ]
        for one in (case, *with_her):
            gather.whose(one)
        join_group(case, with_her)
        for one in (case, *with_her):
            gather.again(one)
    more = {"item": gather.whose(case).item("referral", row.pk), "code": row.need}
    gather.of_case(entry, case, "referral_sent", row.sent_at, **more)
    said = _answers(entry, case, str(row.service.organization_id))
    if said:
        gather.of_case(entry, case, "consent_asked", row.sent_at, **more)
    if said and said[-1]:
        gather.of_case(entry, case, "consent_given", row.sent_at, **more)


def _answers(entry: Entry, case: Case, recipient: str) -> list[bool]:
    """What she had answered about this recipient by then, oldest first: as the journal says it."""
    asked = Entry.objects.filter(
        about_kind="case", about_id=str(case.pk), kind="act", what="consent.record", at__lte=entry.at
    )
    told = asked.order_by("at", "id").values_list("detail", flat=True)
    return [
        bool(detail.get("given"))
        for detail in told
        if detail.get("purpose") == "referral" and detail.get("recipient") == recipient
    ]


def _referral(entry: Entry) -> Referral | None:
    rows = Referral.objects.select_related("case__post", "service")
    return rows.filter(pk=entry.about_id).first()


@reads(
    "referral.answer",
    "referral.record_answer",
    "referral.report",
    "referral.accept",
    "referral.reject",
    "referral.start_service",
    "referral.complete",
)
def _answered(entry: Entry, gather: Collecting) -> None:
    row, what = _referral(entry), entry.detail.get("what") or entry.what.partition(".")[2]
    if row is None:
        return
    step = row.steps.filter(act=what).order_by("-number").first()
    at = step.at if step else entry.at
    more = {"item": gather.whose(row.case).item("referral", row.pk), "code": row.need}
    if what in ("accept", "reject"):
        gather.of_case(entry, row.case, "referral_answered", at, **more)
    elif what in ("start_service", "complete"):
        given = row.steps.filter(act="start_service").exists()
        if what == "start_service" or not given:
            gather.of_case(entry, row.case, "service_given", at, **more)
            _waited(entry, gather, row, at)
        if what == "complete":
            gather.of_case(entry, row.case, "referral_completed", at, **more)


def _waited(entry: Entry, gather: Collecting, row: Referral, at: dt.datetime) -> None:
    """From the first contact to the first service that began."""
    began = _happened(row.case, "contact_started", entry)
    earlier = Referral.objects.filter(case=row.case, steps__state="in_service", steps__at__lt=at)
    if began is not None and not earlier.exists():
        gather.of_case(entry, row.case, "service_minutes", at, number=round((at - began) / MINUTE))


@reads("aid.deliver")
def _aided(entry: Entry, gather: Collecting) -> None:
    case = _case(entry.detail.get("case"))
    if case is not None:
        gather.of_case(entry, case, "service_given", entry.at, code="economic")


@reads("case.close")
def _closed(entry: Entry, gather: Collecting) -> None:
    case = _case(entry.about_id)
    kind = ENDS.get(entry.detail.get("reason", ""))
    if case is not None and kind:
        gather.of_case(entry, case, kind, case.closed_at)


@reads("reunion.open", "reunion.end")
def _family(entry: Entry, gather: Collecting) -> None:
    rows = Reunification.objects.select_related("case__post")
    row = rows.filter(pk=entry.about_id).first()
    if row is None:
        return
    item = gather.whose(row.case).item("family", row.pk)
    if entry.what == "reunion.open":
        gather.of_case(entry, row.case, "reunion_opened", row.opened_at, item=item)
        return
    at, why = row.ended_at or entry.at, entry.detail.get("reason", "")
    gather.of_case(entry, row.case, "reunion_closed", at, item=item, code=why[:24])
    waited = round((at - row.opened_at) / MINUTE)
    gather.of_case(entry, row.case, "reunion_minutes", at, item=item, number=waited)
    if why == "together":
        here = [one for one in row.relatives.all() if one.steps.get("arrival") and not one.left]
        count = 1 + sum(one.same_as_id is None for one in here)
        gather.of_case(entry, row.case, "reunited", at, item=item, number=count)


@reads("case.record_facts", "case.record_tongue", "case.save_section", "assessment.contest")
def _learned(entry: Entry, gather: Collecting) -> None:
    case = _case(entry.about_id)
    if case is not None:
        gather.touched[case.pk] = case


@reads("consent.refuse_keeping", "consent.record", "retention.erase", "retention.replay")
def _ended(entry: Entry, gather: Collecting) -> None:
    """She may have refused that it be kept, or the record was erased: ``forget_ended`` looks."""


def collected(entries: Iterator[Entry], gather: Collecting) -> int:
    """Read the entries in order; how many were read."""
    count = 0
    for entry in entries:
        READERS[entry.what](entry, gather)
        count += 1
    return count
