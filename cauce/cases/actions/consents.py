"""Consent by purpose and recipient: given, refused, withdrawn. The default is no."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, replace

from django.utils import timezone

from cauce.content.errors import BadInputs, unknown
from cauce.content.loader import parameter_on
from cauce.content.vocabulary import Vocabulary
from cauce.custody.journal.door import Entry, act
from cauce.custody.journal.withdrawing import again, note
from cauce.custody.keystore import shred
from cauce.people.actions import erase_identity, forget_marks
from cauce.rules.consent import may
from cauce.rules.permissions import Actor

from .. import sections
from ..facts import answers_of, consents_of, edition_of, vocabulary_of
from ..models import Case, Consent, FilledForm, Section
from ..replan import replan
from ._shared import add_act, check_happened, fresh

bad_input = BadInputs(__file__)

KNOWN_ELSEWHERE = "known_elsewhere"  # nobody is named by it: it says who may be compared, here inside


def _check_fields(vocabulary: Vocabulary, purpose: str, fields: tuple[str, ...]) -> None:
    """What is not listed for a purpose cannot even be asked about."""
    askable = {one.id for one in vocabulary.asked(purpose)}
    for name in fields:
        if purpose in vocabulary.to_one and name not in askable:
            raise bad_input("name_is_never_shared_with_receiving_organisation", where=name, name=name)


def _check_giver(giver: str, accused: bool | None, given: bool) -> None:
    """A yes for a child comes from the child, or from a guardian whom nobody accuses."""
    if giver not in ("person", "guardian"):
        raise unknown("quién lo dice", "who says it", giver, ("person", "guardian"))
    if given and giver == "guardian" and accused is not False:
        raise bad_input("nobody_accused_of_harm_is_asked", where="giver_accused")


def _open_keeping(case: Case, at: dt.datetime, by: str) -> None:
    """Keeping was agreed: the sealed draft becomes the narrative. Its key stays for earlier talks."""
    case.keeping = "given"
    case.save(update_fields=["keeping"])
    version, draft = sections.latest(case, "draft")
    if draft:
        seen, told = sections.latest(case, "narrative")
        text = f"{told}\n\n{draft}" if told else draft
        sections.write(case, "narrative", text, seen=seen, at=at, by=by)
        Section.objects.filter(case=case, kind="draft").delete()


@dataclass(frozen=True)
class ConsentTerms:
    """For which data, in which words and by whom an answer was given.

    ``chain``: the languages that the words went through, the person's first (by relay, three).
    ``interpreters``: their codes, never their names. ``said_back``: how the person said it back in
    their own words (``yes``, ``partly``, ``again``; "" when it was not asked).
    ``giver``: the ``person``, or a ``guardian`` for a child; then ``giver_accused`` must be False.
    ``adds``: the data are added to the yes that stands, which keeps its end; without data it was asked, and
    nothing is added.
    """

    fields: tuple[str, ...] = ()
    language: str = "spa"
    interpreter: str = "none"
    way: str = ""
    chain: tuple[str, ...] = ()
    interpreters: tuple[str, ...] = ()
    said_back: str = ""
    giver: str = "person"
    giver_accused: bool | None = None
    adds: bool = False


@act("consent.record", requires="case.work", on="case")
def record_consent(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    purpose: str,
    given: bool,
    at: dt.datetime,
    recipient: str = "",
    terms: ConsentTerms = ConsentTerms(),
) -> Consent:
    """Record one answer. A yes lasts as long as the parameter ``consent-validity`` says.

    Raises ``BadInput`` when a recipient is missing where one is needed, the time is ahead, or there is no yes
    of the same person to add to;
    ``Unknown`` for a purpose that the catalogue does not have.
    """
    edition = edition_of(case)
    vocabulary = vocabulary_of(case)
    if purpose not in vocabulary.purposes:
        raise unknown("fines", "purposes", purpose, vocabulary.purposes)
    if purpose in vocabulary.to_one and given and not recipient:
        raise bad_input("say_whom_it_is_shared_with", where="recipient")
    if given and terms.said_back == "again":
        raise bad_input("if_it_had_to_be_explained_again", where="said_back")
    if terms.interpreter == "relay" and terms.chain and len(terms.chain) < 3:
        raise bad_input("by_relay_there_are_three_languages", where="through")
    _check_fields(vocabulary, purpose, terms.fields)
    _check_giver(terms.giver, terms.giver_accused, given)
    check_happened(at)
    days = parameter_on(edition, "consent-validity", at.date()).value
    ends = at + dt.timedelta(days=days)
    if given and terms.adds:
        terms, ends = _with_what_stands(case, purpose, recipient, terms, at)
    consent = Consent(
        id=uuid.uuid4(),
        case=case,
        purpose=purpose,
        recipient=recipient,
        given=given,
        given_at=at,
        typed_at=timezone.now(),
        by=actor.user,
        giver=terms.giver,
        giver_accused=terms.giver_accused if terms.giver == "guardian" else None,
        expires_at=ends if given else None,
    )
    kept = {
        "fields": sorted(terms.fields),
        "language": terms.language,
        "interpreter": terms.interpreter,
        "way": terms.way,
        "chain": list(terms.chain),
        "interpreters": list(terms.interpreters),
        "said_back": terms.said_back,
    }
    consent.terms = Consent.terms.seal(consent, kept)
    consent.save(force_insert=True)
    _note_narrowed(case, consent, frozenset(terms.fields), purpose in vocabulary.to_one)
    if purpose == "keeping" and given and case.keeping != "given":
        _open_keeping(case, timezone.now(), actor.user)
    if purpose == "keeping" and not given:
        _erase(case)
    if purpose == KNOWN_ELSEWHERE and not given:
        forget_marks(case.person)
    replan(case, timezone.now())
    entry.about("case", case.id, post=case.post_id)
    entry.detail(purpose=purpose, given=given, recipient=recipient, giver=terms.giver)
    return consent


def _with_what_stands(
    case: Case, purpose: str, recipient: str, terms: ConsentTerms, at: dt.datetime
) -> tuple[ConsentTerms, dt.datetime]:
    """The terms of a yes that adds to the one in force, and when it ends: with that one, since what it
    carries was not asked again. Raises ``BadInput`` where none is in force, or somebody else gave it."""
    words, answers = vocabulary_of(case), answers_of(case)
    before = may(consents_of(case, answers), purpose, at, recipient)
    rows = (row for row, _ in answers if (row.purpose, row.recipient) == (purpose, recipient))
    said = {row.giver for row in rows if before.consent and row.given_at == before.consent.given_at}
    if not before.allowed or before.consent is None or before.consent.expires_at is None:
        raise bad_input("no_earlier_yes_to_add_to", where="recipient")
    if said != {terms.giver}:
        raise bad_input("somebody_else_said_the_earlier_yes", where="giver")
    kept = {one.id for one in words.asked(purpose)} & before.consent.fields
    return replace(terms, fields=tuple(sorted({*terms.fields, *kept}))), before.consent.expires_at


def _note_narrowed(case: Case, said: Consent, fields: frozenset[str], to_one: bool) -> None:
    """What was said carries less than a yes before it: a copy from before must not go by that yes.

    ``to_one``: a yes for such a purpose names one recipient.
    """
    to_all = not to_one or not (said.given or said.recipient)
    lost = [
        row.id
        for row, terms in answers_of(case)
        if row.given
        and row.withdrawn_at is None
        and row.id != said.id
        and row.purpose == said.purpose
        and (row.recipient == said.recipient or to_all)
        and not (said.given and frozenset(terms["fields"]) <= fields)
    ]
    note("consent", *lost)


@again("consent")
def _withdraw_again(ids: tuple[str, ...], at: dt.datetime) -> int:
    rows = Consent.objects.filter(id__in=ids, given=True, withdrawn_at=None)
    found = list(rows.select_related("case__person"))
    for consent in found:
        consent.withdrawn_at = at
        consent.save(update_fields=["withdrawn_at"])
        if consent.purpose == KNOWN_ELSEWHERE:
            forget_marks(consent.case.person)
        if consent.case.erased_at is None:
            replan(consent.case, timezone.now())
    return len(found)


@again("keeping")
def _refuse_again(ids: tuple[str, ...], at: dt.datetime) -> int:
    found = list(Case.objects.filter(id__in=ids).exclude(keeping="refused").select_related("person"))
    for case in found:
        _erase(case)
    return len(found)


def _erase(case: Case) -> None:
    note("keeping", case.id)
    # The draft's key is destroyed, so that copies in backups of the case database say nothing.
    case.keeping = "refused"
    case.save(update_fields=["keeping"])
    Section.objects.filter(case=case).exclude(kind__in=("facts", "safety")).delete()
    FilledForm.objects.filter(case=case).delete()
    erase_identity(case.person)
    shred(case.draft_key_id)


@act("consent.refuse_keeping", requires="case.work", on="case")
def refuse_keeping(*, actor: Actor, entry: Entry, case: Case, at: dt.datetime) -> None:
    """She does not want her story kept: the draft is erased, services and safety go on."""
    record_consent(actor=actor, case=case, purpose="keeping", given=False, at=at)
    entry.about("case", case.id, post=case.post_id)


@act("consent.withdraw", requires="case.work", on="case")
def withdraw_consent(*, actor: Actor, entry: Entry, case: Case, consent: Consent, at: dt.datetime) -> None:
    """Take back a yes from this instant on; what was lawfully shared before is not undone here."""
    fresh(case, consent)
    if not consent.given or consent.withdrawn_at:
        raise bad_input("that_consent_is_no_longer_in_force", where="consent")
    consent.withdrawn_at = check_happened(at)
    consent.save(update_fields=["withdrawn_at"])
    note("consent", consent.id)
    if consent.purpose == "keeping":
        _erase(case)
    if consent.purpose == KNOWN_ELSEWHERE:
        forget_marks(case.person)
    if consent.purpose == "screening":
        add_act(case, "interview_paused", at=at, by=actor.user)
    replan(case, timezone.now())
    entry.about("case", case.id, post=case.post_id)
    entry.detail(purpose=consent.purpose, recipient=consent.recipient)
