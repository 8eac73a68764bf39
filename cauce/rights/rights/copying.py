"""The person's own record in words: what is known, told, decided, agreed to, shared and corrected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from cauce.cases import access as cases
from cauce.cases import access_handover as handovers
from cauce.cases import sections
from cauce.cases.corrections import access as corrections
from cauce.cases.corrections.access import Shown
from cauce.cases.detention import Held, held_of
from cauce.cases.facts import edition_of, facts_of, vocabulary_of, written_acts, zone_of
from cauce.cases.models import Case, CaseAct
from cauce.cases.notes import access as notes
from cauce.cases.papers import access as papers
from cauce.cases.rules.handover import PARTS
from cauce.content.loader import Edition
from cauce.content.model import Text, both
from cauce.custody.journal.door import check_may, record_read
from cauce.family.reunification import access_returning as returns
from cauce.people.access import identity
from cauce.protocol.documents.paper import pdf
from cauce.rules.permissions import Actor
from cauce.rules.redaction import cover
from cauce.sharing.referrals import access as referrals
from cauce.sharing.referrals.facts import shared_of
from cauce.ui.words import exact

from .copying_told import Answered, answered
from .models import Annotation
from .sealing import annotation

# What she told or is about her; ``others`` is about other people and is not hers to take away.
HERS = ("narrative", "draft", "health", "legal")
HEARING, REMOVAL = both("Audiencia", "Hearing"), both("Salida del país", "Removal")
NEVER = both("no ocurrió", "it did not happen")
# What a correction was of, where it is of no act that has a title.
PUT_RIGHT = {
    "act": both("Una anotación", "An entry"),
    "answers": both("Respuestas de una conversación", "Answers in a conversation"),
    "plan": both("Una acción de su plan", "An action in your plan"),
    "recipient": both("A quién se envió una solicitud", "To whom a request was sent"),
    "shared": both("Lo que decía una solicitud", "What a request said"),
}
TEMPLATE = "documents/own_copy.html"
Safe = Callable[[str], str]


@dataclass
class OwnCopy:
    """What the copy holds, each part in words."""

    language: str
    who: list[tuple[str, str]] = field(default_factory=list)
    known: list[tuple[str, str]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    answered: list[Answered] = field(default_factory=list)
    held: list[tuple[dt.date, str]] = field(default_factory=list)
    handed: list[tuple[str, str]] = field(default_factory=list)
    changed: list[tuple[dt.date, bool]] = field(default_factory=list)  # hands; whether they were told
    done: list[tuple[dt.date, str]] = field(default_factory=list)
    concluded: list[tuple[dt.date, str]] = field(default_factory=list)
    agreed: list[tuple[dt.date, str, bool]] = field(default_factory=list)
    shared: list[tuple[dt.date, str, str]] = field(default_factory=list)
    corrected: list[tuple[str, str]] = field(default_factory=list)
    # What the consulate corrected: on which day, what, what it said and what it says; both '' where only
    # that it was corrected is told.
    put_right: list[tuple[dt.date, str, str, str]] = field(default_factory=list)
    noted: list[tuple[dt.date, str]] = field(default_factory=list)  # between the colleagues of the case
    # Papers that were seen: on which day, which, to whom they went back, and until when copies are kept.
    papers: list[tuple[dt.date, str, str, list[dt.date]]] = field(default_factory=list)


def _value(fact: Any, value: Any, language: str) -> str:
    if value is True or value is False:
        return {"es": ("no", "sí"), "en": ("no", "yes")}[language][value]
    label = fact.value_labels.get(str(value)) if fact.value_labels else None
    return getattr(label, language) if label else str(value)


def _sentences(content: Any) -> Iterable[str]:
    """Every text of a section, whatever its form."""
    if isinstance(content, dict):
        for name, inner in content.items():
            if name not in sections.BESIDE:
                yield from _sentences(inner)
    elif isinstance(content, list):
        for inner in content:
            yield from _sentences(inner)
    elif isinstance(content, str) and content.strip():
        yield content


def own_copy(actor: Actor, case: Case, *, language: str, also: Iterable[str] = ()) -> OwnCopy:
    """Open the record for the person's copy; the read is journalled. Raises ``Absent``."""
    check_may(actor, "rights.work", case, about=("case", case.id))
    with transaction.atomic():
        record_read(actor, "case.own_copy", about=("case", case.id), post=case.post_id)
        opened = identity(actor, case.person, reason="own_copy")
        return _filled(case, opened.fields, language, tuple(also))


def _filled(case: Case, who: dict[str, str], language: str, also: tuple[str, ...]) -> OwnCopy:
    edition, zone, made = edition_of(case), zone_of(case), OwnCopy(language)
    held = held_of(case, timezone.now())
    centres = (held.centre, *(centre for centre, _ in held.before))
    own = (*who.values(), case.post.name, case.post.city, *centres)

    def safe(text: str) -> str:
        return cover(text, own=own, also=also)

    made.who = [(name, value) for name, value in who.items() if value]
    _say_known(made, case, edition, safe)
    _say_held(made, held, zone, safe)
    _say_handed(made, case, zone, safe)
    _say_noted(made, case, zone, safe)
    _say_papers(made, case, zone)
    _say_done(made, case, edition, zone, safe)
    _say_shared(made, case, edition, zone)
    _say_put_right(made, case, edition, zone)
    for row in Annotation.objects.filter(case=case).order_by("made_at"):
        said = annotation(row)
        made.corrected.append((safe(said["says"]), safe(said["should_say"])))
    return made


def _say_known(made: OwnCopy, case: Case, edition: Edition, safe: Safe) -> None:
    for id, value in sorted(facts_of(case).items()):
        if (fact := edition.facts.get(id)) is not None:
            label = getattr(fact.label, made.language)
            made.known.append((label, _value(fact, value, made.language)))
    for kind in HERS:
        made.told += [safe(text) for text in _sentences(sections.latest(case, kind)[1])]
    made.answered = answered(case, edition, zone_of(case), made.language, safe)


def _say_held(made: OwnCopy, held: Held, zone: ZoneInfo, safe: Safe) -> None:
    """Where the person was or is held, oldest first, and the dates that are set."""
    for centre, since in reversed(held.before):
        made.held.append((since.astimezone(zone).date(), safe(centre)))
    if held.since is not None:
        made.held.append((held.since.astimezone(zone).date(), safe(held.centre)))
    if held.hearing_at is not None:
        at = held.hearing_at.astimezone(zone)
        made.held.append((at.date(), getattr(HEARING, made.language) + f" ({at:%H:%M})"))
    if held.removal_on is not None:
        made.held.append((held.removal_on, getattr(REMOVAL, made.language)))


def _say_handed(made: OwnCopy, case: Case, zone: ZoneInfo, safe: Safe) -> None:
    """What one officer wrote for the next, by part, and when the case changed hands; nobody's name."""
    _, sheet = handovers.sheet_of(case)
    for part, (title, _) in PARTS.items():
        if text := sheet.get(part, ""):
            made.handed.append((getattr(title, made.language), safe(text)))
    for row in reversed(handovers.handovers(case)):
        made.changed.append((row.at.astimezone(zone).date(), row.told_at is not None))


def _say_noted(made: OwnCopy, case: Case, zone: ZoneInfo, safe: Safe) -> None:
    """What the colleagues of the case wrote to each other to coordinate, oldest first; nobody's name."""
    for one in notes.of_person(case):
        if one.text is not None:
            made.noted.append((one.row.at.astimezone(zone).date(), safe(one.text)))


def _say_papers(made: OwnCopy, case: Case, zone: ZoneInfo) -> None:
    """The papers that were seen and of which copies are kept, oldest first; nobody's name."""
    for one in reversed(papers.of_person(case, timezone.now())):
        if one.on is not None and one.to is not None:
            number = f" ···{one.last}" if one.last else ""
            days = [kept.row.until.astimezone(zone).date() for kept in one.copies]
            title = f"{getattr(one.title, made.language)}{number}"
            made.papers.append((one.on, title, getattr(one.to, made.language), days))


def _say_done(made: OwnCopy, case: Case, edition: Edition, zone: ZoneInfo, safe: Safe) -> None:
    for row in reversed(written_acts(case)):
        if row.name in edition.acts:
            day = row.happened_at.astimezone(zone).date()
            made.done.append((day, getattr(edition.acts[row.name].title, made.language)))
    for row, said in reversed(cases.assessments(case)):
        day = row.concluded_at.astimezone(zone).date()
        made.concluded.append((day, safe(str(said.get("reasons", "")))))


def _say_shared(made: OwnCopy, case: Case, edition: Edition, zone: ZoneInfo) -> None:
    vocabulary = vocabulary_of(case)
    purposes = {id: one.title for id, one in vocabulary.purposes.items()}

    def named(fields: Iterable[str]) -> str:
        labels = ((name, vocabulary.labels.get(name)) for name in sorted(fields))
        return "; ".join(str(one[made.language]) if one else name for name, one in labels)

    for row, _ in reversed(cases.consents(case)):
        title = getattr(purposes[row.purpose], made.language)
        made.agreed.append((row.given_at.astimezone(zone).date(), title, row.given))
    for one in referrals.of_case(case):
        if one.sent_at:
            day, fields = one.sent_at.astimezone(zone).date(), named(shared_of(one))
            made.shared.append((day, one.service.organization.name, fields))
    for trip, yes in returns.shared_of_case(case):
        day, shown = (
            yes.given_at.astimezone(zone).date(),
            returns.shown_to_receiver(trip, timezone.now()),
        )
        made.shared.append((day, trip.partner.name, named(shown)))


def _say_put_right(made: OwnCopy, case: Case, edition: Edition, zone: ZoneInfo) -> None:
    """What was corrected, oldest first: of an act its hours, of all else that it was corrected. No words that
    anybody typed, nobody's name, and nothing that was taken out of sight."""
    for one in reversed(corrections.corrections_of(case, words=False)):
        if one.row.state != "made" or one.row.made_at is None:
            continue
        day, was, now = one.row.made_at.astimezone(zone).date(), "", ""
        if not (one.row.hidden or one.covered):
            was, now = (_hour(row, zone, made.language) for row in (one.before, one.after))
        made.put_right.append((day, getattr(_put_right(one, edition), made.language), was, now))


def _put_right(one: Shown, edition: Edition) -> Text:
    if one.before is not None and one.before.name in edition.acts:
        return edition.acts[one.before.name].title
    return PUT_RIGHT[one.row.kind]


def _hour(row: CaseAct | None, zone: ZoneInfo, language: str) -> str:
    if row is None:
        return ""
    return str(getattr(NEVER, language)) if row.void else exact(row.happened_at.astimezone(zone), language)


def as_pdf(made: OwnCopy) -> bytes:
    """The copy on paper, in its language; its title says nothing."""
    title = "Copy" if made.language == "en" else "Copia"
    return pdf(TEMPLATE, {"copy": made}, language=made.language, title=title)
