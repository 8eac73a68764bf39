"""Numbers of other registers: what a case has, which cases wait for one, and whose a number is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from cauce.cases.rules.registers import TAKEN_A_DAY, same
from cauce.content.errors import BadInputs, unknown
from cauce.content.model_registers import RegisterField, RegisterSheet
from cauce.custody.journal.door import check_may, record_read, record_refusal
from cauce.custody.journal.models import Entry
from cauce.custody.keystore import mark
from cauce.people.access import Opened
from cauce.people.access import identity as open_identity
from cauce.protocol.editions.access import current_edition
from cauce.rules.consent import ConsentVerdict, may
from cauce.rules.permissions import Actor, Scope
from cauce.staff.offices.models import Post

from .facts import consents_of, edition_of, facts_of_many
from .filling_registers import Filled, sheet_of
from .models import Case, RegisterKey, RegisterNumber, RegisterOrder

bad_input = BadInputs(__file__)

SEE, COUNT, ORDER = "register.see", "register.count", "register.order"
MOST = 500


def sheets() -> dict[str, RegisterSheet]:
    """The registers of the edition in force, in their order."""
    return dict(current_edition().registers)


def sheet_named(register: str) -> RegisterSheet:
    """One of them. Raises ``Unknown``."""
    known = sheets()
    if register not in known:
        raise unknown("registros", "registers", register, known, "register")
    return known[register]


def last_order(register: str) -> RegisterOrder | None:
    """What headquarters last said of the order; None: it never did, and that of the content holds."""
    return RegisterOrder.objects.filter(register=register).order_by("-at", "-id").first()


def orders(actor: Actor, register: str, most: int = 20) -> list[RegisterOrder]:
    """Every order that headquarters set, the newest first. Raises ``Absent``."""
    check_may(actor, ORDER)
    return list(RegisterOrder.objects.filter(register=register).order_by("-at", "-id")[:most])


def fields_of(sheet: RegisterSheet) -> tuple[RegisterField, ...]:
    """The fields in the order that holds now. One that a newer edition added comes last, one that it
    lost is left out."""
    held, by_id = last_order(sheet.id), {one.id: one for one in sheet.fields}
    if held is None:
        return tuple(sheet.fields)
    chosen = [by_id[id] for id in held.fields["shown"] if id in by_id]
    known = {*held.fields["shown"], *held.fields["left_out"]}
    return (*chosen, *(one for one in sheet.fields if one.id not in known))


def numbers_of(case: Case) -> dict[str, str]:
    """The numbers of a case whose page was read, by register."""
    return {row.register: number_in(row, case) for row in case.numbers.filter(ended_at=None)}


def number_in(row: RegisterNumber, case: Case) -> str:
    """The number that a row keeps."""
    held: str = RegisterNumber.sealed.open(row, case.key_id)["number"]
    return held


def taken_elsewhere(at: dt.datetime) -> QuerySet[Entry]:
    """The numbers of a day that were refused as another post's, by whoever typed them."""
    day = dt.timedelta(days=1)
    return Entry.objects.filter(
        kind="refused", what="register.taken", detail__elsewhere=True, at__gt=at - day
    )


def is_stopped(user: str, at: dt.datetime) -> bool:
    """Whether this account writes no more numbers for now."""
    return taken_elsewhere(at).filter(actor=user).count() >= TAKEN_A_DAY


def to_tell(at: dt.datetime) -> list[tuple[str, str]]:
    """Accounts that were stopped and of whom headquarters was not told that day, each with its post."""
    rows = taken_elsewhere(at).values("actor").annotate(n=Count("id"), post=Min("chain"))
    since = at - dt.timedelta(days=1)
    told = Entry.objects.filter(what="register.tell_taken", at__gt=since)
    known = set(told.values_list("about_id", flat=True))
    return [
        (row["actor"], row["post"])
        for row in rows.order_by("actor")
        if row["n"] >= TAKEN_A_DAY and row["actor"] not in known
    ]


def said_of(case: Case, sheet: RegisterSheet, at: dt.datetime) -> ConsentVerdict | None:
    """What the person said of standing in that register by name; None: it is not asked, or a text that
    the sheet cites demands it."""
    if sheet.asks is None or sheet.duty is not None:
        return None
    return may(consents_of(case), sheet.asks, at)


def opened_for(actor: Actor, case: Case, sheet: RegisterSheet, at: dt.datetime, reason: str) -> Opened:
    """Who it is, opened to be copied there. ``BadInput`` without the person's yes; ``Absent``."""
    check_may(actor, "case.work", case, about=("case", case.id))
    said = said_of(case, sheet, at)
    if said is not None and not said.allowed:
        raise bad_input("person_has_not_said_yes", where="consent", reason=said.reason)
    return open_identity(actor, case.person, reason=reason)


def copy_sheet(case: Case, sheet: RegisterSheet, known: dict, identity: Opened | None) -> tuple[Filled, ...]:
    """The lines for a case whose page was read. ``identity`` None: who it is stays closed."""
    return sheet_of(case, fields_of(sheet), known, numbers_of(case), identity)


def holder_of(register: str, number: str) -> Case | None:
    """The case of any post that has this number now; None: none has. For the act that writes one."""
    key = RegisterKey.objects.filter(register=register).first()
    if key is None:
        return None
    rows = RegisterNumber.objects.everywhere("folio").select_related("case__post")
    found = rows.filter(register=register, mark=mark(key.id, register, same(number)), ended_at=None).first()
    return found.case if found else None


@dataclass(frozen=True, slots=True)
class Waits:
    """A case without its number: how many days ago it was opened, on the clock of its post."""

    case: Case
    days: int


# What an old spreadsheet brought in closed waits for nothing here, and would hide what does.
_OVER = Q(imported=True, closed_at__isnull=False)


def _without(register: str) -> QuerySet[Case]:
    has = RegisterNumber.objects.filter(case=OuterRef("id"), register=register, ended_at=None)
    return Case.objects.filter(~Exists(has), ~_OVER, blocked_at=None, erased_at=None)


def waiting(actor: Actor, post: Post, sheet: RegisterSheet, on: dt.date, most: int = MOST) -> list[Waits]:
    """The cases of a post that wait for a number, closed ones too, the oldest first.

    None for a register that not every case stands in. One journal entry. Raises ``Absent``.
    """
    check_may(actor, SEE, Scope(post=post.code))
    with transaction.atomic():
        record_read(actor, "register.waiting", about=("post", post.code), post=post.code, register=sheet.id)
        if not sheet.every:
            return []
        zone = ZoneInfo(post.time_zone)
        rows = _without(sheet.id).filter(post=post).select_related("post", "officer")
        return [
            Waits(case, (on - case.opened_at.astimezone(zone).date()).days)
            for case in rows.order_by("opened_at", "id")[:most]
        ]


def waiting_rows(
    actor: Actor, post: Post, sheet: RegisterSheet, on: dt.date
) -> tuple[list[str], list[list[str]]]:
    """Headings and rows of the file that goes out: nobody's name in it, and an empty column to fill.

    What is known of a person stands in it only where they agreed that it be kept. ``Absent``.
    """
    found = waiting(actor, post, sheet, on)
    cases = [one.case for one in found]
    known = facts_of_many([case for case in cases if case.keeping == "given"])
    shown = [one for one in fields_of(sheet) if not one.origin.startswith("identity:")]
    extra = [one for one in shown if one.origin != "case:folio"]
    heads = ["folio", "numero", "dias", *(one.id for one in extra)]
    rows = []
    for one in found:
        case, facts = one.case, known.get(one.case.id, {})
        facts = {name: value for name, value in facts.items() if name in edition_of(case).facts}
        line = sheet_of(case, extra, facts, {}, None)
        rows.append([case.folio, "", str(one.days), *(cell.value for cell in line)])
    return heads, rows


@dataclass(frozen=True, slots=True)
class PostWaits:
    """How many cases of a post wait, and since when the oldest does."""

    post: str
    count: int
    since: dt.datetime


def waiting_by_post(actor: Actor, sheet: RegisterSheet) -> list[PostWaits]:
    """For headquarters: numbers by post, the longest wait first; nobody's case. Raises ``Absent``."""
    check_may(actor, COUNT)
    if not sheet.every:
        return []
    has = RegisterNumber.objects.everywhere("numbers").filter(
        case=OuterRef("id"), register=sheet.id, ended_at=None
    )
    rows = Case.objects.everywhere("numbers").filter(~Exists(has), ~_OVER, blocked_at=None, erased_at=None)
    found = rows.values("post__name").annotate(n=Count("id"), since=Min("opened_at"))
    return [PostWaits(row["post__name"], row["n"], row["since"]) for row in found.order_by("since")]


def note_refused_row(actor: Actor, post: Post, register: str, row: int) -> None:
    """Write down that a row of a file of numbers was not taken: which row, never what it said."""
    record_refusal(actor, "register.row", about=("register", register), post=post.code, row=row)
