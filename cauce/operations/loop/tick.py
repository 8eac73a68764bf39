"""The loop over due rows. Idempotent: run twice, or after three days off, it does each thing once."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterable
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore

from cauce.aid import access as aid
from cauce.aid.actions import chase_aid, lapse_aid
from cauce.api.fhir.telling import tell_one
from cauce.cases import access_follow
from cauce.cases import access_routes as routes
from cauce.cases.actions import escalate_silence, move_edition, remind_of_dates
from cauce.cases.preview import following_another
from cauce.cases.rounds.colleagues import colleagues
from cauce.cases.rounds.keys import keys
from cauce.cases.rounds.registers import numbers_told
from cauce.content.errors import Bilingual
from cauce.custody.journal import standing
from cauce.directory.rounds import agreements_told, entries_chased
from cauce.family.reunification.rounds.families import families
from cauce.family.reunification.rounds.returns import returns
from cauce.family.searches.rounds import searches
from cauce.intake.appointments.rounds import appointments
from cauce.intake.calls.rounds import calls
from cauce.intake.collection import access as collection
from cauce.intake.collection.actions import erase as erase_form
from cauce.intake.crews import access as crews
from cauce.intake.crews.actions import forget_incident
from cauce.intake.kits.rounds import kits_chased
from cauce.intake.outings.rounds import outings
from cauce.intake.screenings import access as screenings
from cauce.intake.screenings.access_links import any_over
from cauce.intake.screenings.actions import call_deputy, erase_expired, erase_refused, expire_links
from cauce.measurement.rounds import facts
from cauce.operations.loop.joins import known_elsewhere
from cauce.operations.loop.notices import told
from cauce.people.rounds import reviews_over
from cauce.protocol.editions.access import annex_numbers, current_edition
from cauce.rights.complaints.rounds import voices
from cauce.rights.rights import access as rights
from cauce.rights.rights.actions import propose_erasure
from cauce.rules.permissions import SYSTEM
from cauce.sharing.binational.rounds import mexico
from cauce.sharing.disclosures import access as disclosures
from cauce.sharing.disclosures.actions import chase_second
from cauce.sharing.machines import access as machines
from cauce.sharing.referrals import access as referrals
from cauce.sharing.referrals import access_transfers
from cauce.sharing.referrals.actions import chase_transfer, lapse, lapse_transfer
from cauce.sharing.referrals.rounds import chase_all, envelopes_over
from cauce.staff.accounts import access as accounts
from cauce.staff.accounts import throttle
from cauce.staff.accounts.actions import suspend_idle, watch
from cauce.staff.exports import access as exports
from cauce.staff.exports.actions import expire as expire_file
from cauce.staff.notices import access as notices
from cauce.staff.readiness import drift
from cauce.staff.readiness.actions import look_again, remind
from cauce.standards.rounds import files as earlier_files

log = logging.getLogger("cauce")
MOVED_A_ROUND = 500


def tick(at: dt.datetime) -> dict[str, int]:
    """Do everything that is due at this instant; how many of each were done.

    A step that breaks holds up no other: whoever waits for a call at night does not wait for a mistake
    elsewhere. What broke first is raised at the end.
    """
    done, broken = dict[str, int](), list[Exception]()
    for name, step in _steps(at):
        try:
            count = step()
        except Exception as error:  # of any kind: it is raised below, after the others
            log.error("tick %s %s", name or "steps", type(error).__name__)
            broken.append(error)
        else:
            done |= count if isinstance(count, dict) else {name: count}
    if broken:
        raise broken[0]
    return done


def _steps(at: dt.datetime) -> list[tuple[str, Callable[[], int | dict[str, int]]]]:
    """Every step in its order; one without a name says several numbers."""
    return [
        ("deputies_called", lambda: _call_deputies(at)),
        ("", lambda: calls(at, _each)),
        ("kits_chased", lambda: kits_chased(at, _each)),
        ("", lambda: appointments(at, _each)),
        ("turns_erased", lambda: _erase(at)),
        ("answers_erased", _forget),
        ("field_forms_erased", lambda: _erase_forms(at)),
        # Before anybody is reminded: what a yes no longer carries is nobody's to read.
        ("permissions_over", lambda: _lapse(at)),
        ("envelopes_over", lambda: envelopes_over(at, _each)),
        ("files_expired", lambda: _expire_files(at)),
        ("reviews_over", lambda: reviews_over(at, _each)),
        ("records_over", lambda: _propose_erasures(at)),
        ("referrals_chased", lambda: chase_all(at, _each)),
        ("second_looks_called", lambda: _second_looks(at)),
        ("", lambda: mexico(at, _each, _once)),
        ("transfers_over", lambda: _end_transfers(at)),
        ("transfers_chased", lambda: _chase_transfers(at)),
        ("", lambda: known_elsewhere(at, _each)),
        ("aids_lapsed", lambda: _lapse_aids(at)),
        ("aids_chased", lambda: _chase_aids(at)),
        ("incidents_forgotten", lambda: _forget_incidents()),
        ("silences_told", lambda: _tell_silences(at)),
        ("entries_chased", lambda: entries_chased(at, _each)),
        ("agreements_told", lambda: agreements_told(at, _each)),
        ("dates_told", lambda: _tell_dates(at)),
        ("", lambda: returns(at, _each)),
        ("posts_looked_at", lambda: _look_again(at)),
        ("posts_reminded", lambda: _remind(at)),
        ("accounts_rested", lambda: _rest(at)),
        ("tries_forgotten", lambda: _forget_tries(at)),
        ("", lambda: colleagues(at, _each)),
        ("", lambda: families(at)),
        ("", lambda: voices(at, _each)),
        ("", lambda: searches(at, _each)),
        ("numbers_told", lambda: numbers_told(at, _each)),
        ("", lambda: outings(at, _each)),
        # After whatever finds something to tell.
        ("", lambda: told(at)),
        ("systems_told", lambda: _tell_systems(at)),
        ("anchors_written", lambda: _anchor(at)),
        ("", keys),
        ("", lambda: facts(at)),
        ("", lambda: earlier_files(at, _each)),
        # Last: people who wait come first, however many cases there are to move.
        ("cases_moved", lambda: _move(at)),
    ]


def _each(rows: Iterable[Any], do: Callable[[Any], int]) -> int:
    """How much was done; a row that fails is tried again next time and holds up no other."""
    done = 0
    for row in rows:
        try:
            done += do(row)
        except Exception as error:  # of any kind: the others wait for nobody's mistake
            # Not every row is of a table: a pair to be compared has no key of its own.
            which = getattr(row, "pk", "-")
            log.error("tick %s %s %s", type(row).__name__, which, type(error).__name__)
    return done


def _move(at: dt.datetime) -> int:
    """Open cases go over to the edition in force, and to what their post now adds to it.

    Some in each round, so that a whole network of them holds up nothing else.
    """
    edition = current_edition(at)
    numbers = annex_numbers()

    def move(case) -> int:
        move_edition(actor=SYSTEM, case=case, edition=edition.info.id, at=at)
        return 1

    moved = 0
    for case in following_another(edition, numbers):
        moved += _each([case], move)
        if moved >= MOVED_A_ROUND:
            break
    return moved


def _call_deputies(at: dt.datetime) -> int:
    def call(encounter) -> int:
        call_deputy(actor=SYSTEM, encounter=encounter, at=at)
        return 1

    return _each(screenings.unanswered(at), call)


def _erase(at: dt.datetime) -> int:
    """A turn number lives until the end of its day in the post; cues until they expire."""

    def erase(encounter) -> int:
        zone = ZoneInfo(encounter.post.time_zone)
        today = at.astimezone(zone).date()
        over = bool(encounter.turn) and encounter.raised_at.astimezone(zone).date() < today
        expired = bool(encounter.cues) and encounter.expires_on <= today
        if over or expired:
            erase_expired(actor=SYSTEM, encounter=encounter, cues_too=expired)
        return int(over or expired)

    kept = {e.id: e for e in screenings.with_turn() + screenings.with_cues()}
    gone = expire_links(actor=SYSTEM, at=at) if any_over(at.date()) else 0
    return _each(kept.values(), erase) + gone


def _forget() -> int:
    """What was told in a sitting goes once the person refused that it be kept."""

    def forget(sitting) -> int:
        erase_refused(actor=SYSTEM, sitting=sitting)
        return 1

    return _each(screenings.to_erase(), forget)


def _erase_forms(at: dt.datetime) -> int:
    """What came from the field and was dealt with, or whose time is over: its key is destroyed."""

    def gone(arrival) -> int:
        today = at.astimezone(ZoneInfo(arrival.post.time_zone)).date()
        if arrival.closed_at is None and arrival.expires_on > today:
            return 0
        erase_form(actor=SYSTEM, arrival=arrival, at=at)
        return 1

    return _each(collection.to_erase(at.date()), gone)


def _propose_erasures(at: dt.datetime) -> int:
    """Parts of closed records whose time is over are proposed; people decide."""

    def propose(case) -> int:
        return sum(propose_erasure(actor=SYSTEM, case=case, due=due, at=at) is not None for due in over[case])

    over: dict[Any, list[Any]] = {}
    for case, due in rights.over(at):
        over.setdefault(case, []).append(due)
    return _each(over, propose)


def _expire_files(at: dt.datetime) -> int:
    """A file that nobody took in a day: its key is destroyed."""

    def gone(export) -> int:
        expire_file(actor=SYSTEM, export=export, at=at)
        return 1

    return _each(exports.over(at), gone)


def _lapse(at: dt.datetime) -> int:
    """What was shared goes when the yes it rests on is over, taken back, or followed by a no."""
    return _each(
        referrals.without_consent(at),
        lambda referral: int(lapse(actor=SYSTEM, referral=referral, at=at)),
    )


def _once(rows: Iterable[Any], name: str, do: Callable[[Any], None]) -> int:
    """Say something of each row, once: the outbox knows whether it was said."""

    def call(row) -> int:
        if notices.exists(f"{name}:{row.id}"):
            return 0
        do(row)
        return 1

    return _each(rows, call)


def _second_looks(at: dt.datetime) -> int:
    """What was told in danger and nobody else looked at in time is said aloud, once."""
    return _once(
        disclosures.second_late(at),
        "second_late",
        lambda row: chase_second(actor=SYSTEM, disclosure=row, at=at),
    )


def _end_transfers(at: dt.datetime) -> int:
    """What another post was asked and waits in vain for: over, and its note destroyed."""

    def end(transfer) -> int:
        lapse_transfer(actor=SYSTEM, transfer=transfer, at=at)
        return 1

    return _each(access_transfers.over(at), end)


def _chase_transfers(at: dt.datetime) -> int:
    """A case that another post was asked to receive, unanswered the same day: said once."""
    return _once(
        access_transfers.late(at),
        "transfer_late",
        lambda row: chase_transfer(actor=SYSTEM, transfer=row, at=at),
    )


def _lapse_aids(at: dt.datetime) -> int:
    """Approved by a post whose case is now another's: it goes back to the budget it came from."""
    return _each(aid.to_lapse(), lambda row: int(lapse_aid(actor=SYSTEM, aid=row, at=at)))


def _forget_incidents() -> int:
    """What a crew shared goes when nobody of it is on record any more."""
    return _each(crews.to_forget(), lambda row: int(not forget_incident(actor=SYSTEM, incident=row)))


def _chase_aids(at: dt.datetime) -> int:
    """Money handed over that nobody accounted for in time: said once."""
    return _once(aid.late(at), "aid_open", lambda row: chase_aid(actor=SYSTEM, aid=row, at=at))


def _tell_silences(at: dt.datetime) -> int:
    """Somebody could not be reached in time: by risk, whoever leads is told, once for each silence."""

    def tell(case) -> int:
        if notices.exists(access_follow.silence_key(case)):
            return 0
        if not access_follow.silence_of(case, at).tell:
            return 0
        return int(escalate_silence(actor=SYSTEM, case=case, at=at))

    return _each(access_follow.silent(at), tell)


def _tell_dates(at: dt.datetime) -> int:
    """A date of a route is near: whoever works on the case is told, once for each stage."""
    return _each(routes.to_remind(at.date()), lambda case: remind_of_dates(actor=SYSTEM, case=case, at=at))


def _look_again(at: dt.datetime) -> int:
    """Days pass and people come and go: the obligations of posts follow."""

    def look(post) -> int:
        look_again(actor=SYSTEM, post=post, at=at)
        return 1

    return _each(drift.to_look_at(at), look)


def _remind(at: dt.datetime) -> int:
    """Tell of agreements that end soon, and of the self-care check; each once."""
    due = {post: reminders for post, reminders in drift.to_remind(at)}
    sent = notices.made(one.key for reminders in due.values() for one in reminders)

    def tell(post) -> int:
        new = tuple(one for one in due[post] if one.key not in sent)
        return remind(actor=SYSTEM, post=post, reminders=new, at=at) if new else 0

    return _each(due, tell)


def _anchor(at: dt.datetime) -> int:
    """Every hour, outside the database: how long each chain is and how it ends."""
    if not standing.anchor_due(at):
        return 0
    try:
        standing.anchor_now(at)
    except (Bilingual, OSError, ValueError) as error:
        # The work goes on; the auditor's page and ``cauce journal verify`` say that anchors lack.
        log.error("tick anchor %s", type(error).__name__)
        return 0
    return 1


def _rest(at: dt.datetime) -> int:
    """Accounts that nobody used for 30 days, or whose person left, are suspended.

    On the demonstration nobody is there for weeks, and its accounts must open all the same.
    """
    new = accounts.unwatched()
    if new:
        watch(actor=SYSTEM, users=new, at=at)
    if settings.DEMO:
        return 0

    def rest(account) -> int:
        suspend_idle(actor=SYSTEM, user=account.user, why=why[account.pk], at=at)
        return 1

    found = accounts.resting(at)
    why = {account.pk: reason for account, reason in found}
    return _each([account for account, _ in found], rest)


def _forget_tries(at: dt.datetime) -> int:
    """Counts of failures live for a day; sessions that are over leave nothing behind."""
    SessionStore.clear_expired()
    return throttle.forget(at)


def _tell_systems(at: dt.datetime) -> int:
    """What changed of a request is told to the system of its receiver, signed; again until taken."""
    return _each(machines.hooks(), lambda hook: tell_one(hook, at))
