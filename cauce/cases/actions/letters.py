"""Letters: begun, saved, looked at by a second person, issued with a number, and never edited after."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Mapping

from django.utils import timezone

from cauce.cases.rules.letters import DRAFT, ISSUED, VOID, VOID_REASONS, WAITING, names_somebody, typed
from cauce.content.errors import BadInput, unknown
from cauce.content.model_letters import LetterTemplate
from cauce.custody.journal.door import Entry, act, effect
from cauce.people import access as people
from cauce.people.access import Opened
from cauce.protocol.documents.letterhead import letter_pdf
from cauce.protocol.documents.word import letter_docx
from cauce.rules.permissions import Actor
from cauce.staff.notices.actions import queue_each
from cauce.staff.offices import access as offices

from ..access_letters import held_by, reviewers
from ..facts import edition_of, zone_of
from ..filling_letters import paper_of, template_of, values_of
from ..letter_recipients import check_narrow, check_recipient, check_whole
from ..models import Case, Letter, LetterSeries
from ._shared import check_happened, fresh

LONGEST = 2000
SUBJECT = "Algo requiere su revisión / Something needs your review"
NOBODY = (
    "Un consulado no tiene quien mire algo, ni la que firma por ella: dé la función a alguien. / "
    "A post has nobody to look at something, nor has the one that signs for it: give somebody the "
    "role."
)
ISSUED_NOW = "Se revisó y se emitió lo que usted envió. / What you sent was reviewed and issued."
GIVEN_BACK = "Se revisó y le piden cambiar algo. / It was reviewed, and something has to be changed."


def _refuse(es: str, en: str, where: str, cure_es: str, cure_en: str) -> BadInput:
    return BadInput(es, en, where=where, cure_es=cure_es, cure_en=cure_en)


def _seal(letter: Letter, **content: object) -> None:
    letter.sealed = Letter.sealed.seal(letter, content)


def _clean(template: LetterTemplate, answers: Mapping[str, str]) -> dict[str, str]:
    found = {one.id: str(answers.get(one.id, "")).strip() for one in typed(template)}
    for name, text in found.items():
        if len(text) > LONGEST:
            raise _refuse(
                f"Caben {LONGEST} letras.", f"{LONGEST} letters fit.", name, "Acórtelo.", "Shorten it."
            )
    check_narrow(template, found)
    return {name: text for name, text in found.items() if text}


@act("letter.start", requires="case.work", on="case")
def start_letter(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    template: str,
    language: str,
    recipient: str = "",
    corrects: Letter | None = None,
    at: dt.datetime,
) -> Letter:
    """Begin a letter from a template, empty. ``corrects``: an issued letter of the case that it cites.

    Raises ``Unknown`` for a template or language that does not exist; ``BadInput`` before the consent
    to keep, without a recipient of the right kind, or without the person's consent to what it tells.
    """
    known = edition_of(case).letters
    if template not in known:
        raise unknown("cartas", "letters", template, known, "template")
    if language not in ("es", "en"):
        raise unknown("lenguas", "languages", language, ("es", "en"), "language")
    if case.keeping != "given":
        raise _refuse(
            "Aún no hay consentimiento para guardar esto.",
            "There is no consent yet to keep this.",
            "keeping",
            "Pida antes el consentimiento para guardar.",
            "Ask for consent to keep first.",
        )
    if corrects is not None:
        fresh(case, corrects)
        if corrects.number is None:
            raise _refuse(
                "Esa carta no se ha emitido: todavía se puede cambiar.",
                "That letter has not been issued: it can still be changed.",
                "corrects",
                "Cámbiela.",
                "Change it.",
            )
    check_recipient(case, known[template], recipient, at, {})
    made = Letter(
        id=uuid.uuid4(),
        case=case,
        template=template,
        version=known[template].version,
        language=language,
        recipient=recipient,
        corrects=corrects,
        made_at=at,
        made_by=actor.user,
    )
    _seal(made, answers={})
    made.save(force_insert=True)
    entry.about("letter", made.id, post=case.post_id)
    entry.detail(template=template, language=language, case=str(case.id))
    return made


def _to_write(case: Case, letter: Letter) -> None:
    fresh(case, letter)
    letter.case = case
    if letter.state != DRAFT:
        raise _refuse(
            "Esta carta ya no se cambia.",
            "This letter can no longer be changed.",
            "letter",
            "Si algo cambió, escriba una nueva que la corrija.",
            "If something changed, write a new one that corrects it.",
        )


def _check_seen(letter: Letter, seen: int) -> None:
    if letter.turn != seen:
        raise _refuse(
            "Otra persona guardó esta carta mientras usted escribía.",
            "Somebody else saved this letter while you were writing.",
            "letter",
            "Lo suyo sigue aquí: compare y guarde otra vez.",
            "Your text is still here: compare and save again.",
        )


@act("letter.save", requires="case.work", on="case")
def save_letter(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    letter: Letter,
    answers: Mapping[str, str],
    seen: int,
    agreed: bool = False,
) -> int:
    """Keep a draft, whole or not, and return its turn. ``agreed``: that the person knows it and wants it was
    ticked so far; it counts when its look is asked for. Raises ``BadInput`` when it is no draft, was
    saved meanwhile, or tells a shelter what it never gets."""
    _to_write(case, letter)
    _check_seen(letter, seen)
    found = _clean(template_of(letter), answers)
    letter.turn += 1
    _seal(letter, answers=found, agreed=agreed)
    letter.save(update_fields=["sealed", "turn"])
    entry.about("letter", letter.id, post=case.post_id)
    entry.detail(turn=letter.turn, case=str(case.id))
    return letter.turn


def _text_hash(template: LetterTemplate, values: Mapping[str, str]) -> str:
    text = json.dumps([template.id, template.version, dict(values)], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@act("letter.ask", requires="case.work", on="case")
def ask_letter(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    letter: Letter,
    answers: Mapping[str, str],
    seen: int,
    agreed: bool,
    at: dt.datetime,
) -> None:
    """Ask somebody else to look at it: from now on its words stand as they will be printed.

    Who the person is, where the letter names them, is opened for it and written down. ``agreed``:
    the person knows this letter and wants it. Where nobody else of the post could issue it, whoever
    signs for that post looks at it, and sees the letter alone. Raises ``BadInput`` with the blank that is
    missing and where to fill it, when the person was not asked, or when consent does not cover what it tells.
    """
    _to_write(case, letter)
    _check_seen(letter, seen)
    template = template_of(letter)
    answers = _clean(template, answers)
    check_recipient(case, template, letter.recipient, at, answers)
    opened: Opened | None = None
    if names_somebody(template):
        opened = people.identity(actor, case.person, reason="documents")
    values = values_of(case, template, answers, letter.language, letter.recipient, opened)
    check_whole(template, values)
    if not agreed:
        if template.to == "authority":
            raise _refuse(
                "Falta explicársela a la persona.",
                "It was not explained to the person yet.",
                "agreed",
                "Explíquele qué dice y oiga su opinión.",
                "Explain what it says and hear them.",
            )
        raise _refuse(
            "La persona no ha dicho que la quiere.",
            "The person has not said that they want it.",
            "agreed",
            "Pregúnteselo antes.",
            "Ask first.",
        )
    letter.looks, told = reviewers(letter, actor.user)
    letter.turn += 1
    letter.state, letter.asked_at, letter.asked_by = WAITING, check_happened(at), actor.user
    letter.text_hash = _text_hash(template, values)
    _seal(letter, answers=answers, values=values)
    letter.save(update_fields=["sealed", "turn", "state", "asked_at", "asked_by", "looks", "text_hash"])
    if not told:
        queue_each(
            offices.holders("headquarters"),
            key=f"letter_nobody:{letter.id}:{letter.turn}",
            about=case.id,
            subject=SUBJECT,
            body=NOBODY,
            at=at,
        )
    queue_each(
        told,
        key=f"letter_ask:{letter.id}:{letter.turn}",
        about=case.id,
        subject=SUBJECT,
        body="Algo espera su revisión. / Something awaits your review.",
        at=at,
    )
    entry.about("letter", letter.id, post=case.post_id)
    entry.detail(
        hash=letter.text_hash, agreed=agreed, case=str(case.id), looks=letter.looks_id or case.post_id
    )


@effect
def _tell_writer(letter: Letter, asked_by: str, body: str, at: dt.datetime) -> None:
    """A neutral line to whoever sent it to be reviewed; it opens the letter."""
    queue_each(
        offices.users({uuid.UUID(asked_by)}),
        key=f"letter_back:{letter.id}:{letter.turn}",
        about=letter.case_id,
        subject=letter.case.folio,
        body=body,
        at=at,
    )


@act("letter.drop", requires="case.work", on="case")
def drop_letter(*, actor: Actor, entry: Entry, case: Case, letter: Letter) -> None:
    """Throw away a draft: it never had a number. Raises ``BadInput`` for any other."""
    _to_write(case, letter)
    entry.about("letter", letter.id, post=case.post_id)
    entry.detail(case=str(case.id))
    letter.delete()


def _to_decide(actor: Actor, letter: Letter) -> None:
    if letter.state != WAITING:
        raise _refuse(
            "Ya no espera: alguien la contestó.",
            "It is no longer waiting: somebody has answered.",
            "letter",
            "Consulte en la lista cómo quedó.",
            "See the outcome in the list.",
        )
    if actor.user in (letter.asked_by, letter.made_by):
        raise _refuse(
            "La revisa otra persona, no quien la redactó.",
            "Somebody other than the author reviews it.",
            "letter",
            "Pídalo a alguien más.",
            "Ask somebody else.",
        )


@act("letter.return", requires="letter.approve", on="letter")
def return_letter(*, actor: Actor, entry: Entry, letter: Letter, note: str, at: dt.datetime) -> None:
    """Give it back to be mended, with what to mend. Raises ``BadInput`` without saying what."""
    _to_decide(actor, letter)
    if not note.strip():
        raise _refuse(
            "Falta decir qué hay que cambiar.",
            "Say what must change.",
            "note",
            "Escríbalo en una frase.",
            "Write it in a sentence.",
        )
    answers, asked_by = held_by(letter)["answers"], letter.asked_by
    letter.turn += 1
    letter.state, letter.asked_at, letter.asked_by, letter.text_hash = DRAFT, None, "", ""
    _seal(letter, answers=answers, back=note.strip()[:LONGEST])
    letter.save(update_fields=["sealed", "turn", "state", "asked_at", "asked_by", "text_hash"])
    _tell_writer(letter, asked_by, GIVEN_BACK, at)
    entry.about("letter", letter.id, post=letter.case.post_id)
    entry.detail(case=str(letter.case_id))


def _next_number(post: str, year: int) -> int:
    """The next of the post in the year, without a gap: the series stays locked until the act ends."""
    LetterSeries.objects.get_or_create(post_id=post, year=year)
    series = LetterSeries.objects.select_for_update().get(post_id=post, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return series.last


@act("letter.issue", requires="letter.approve", on="letter")
def issue_letter(*, actor: Actor, entry: Entry, letter: Letter, seen: str, at: dt.datetime) -> Letter:
    """Sign and number it, and keep its PDF and DOCX with their hashes. ``seen``: the hash of the words
    that the actor looked at.

    Raises ``BadInput`` when it does not wait, was written by the actor, is not what was looked at, or
    the person took back the consent that it rests on.
    """
    _to_decide(actor, letter)
    if seen != letter.text_hash:
        raise _refuse(
            "La carta cambió desde que la abrió.",
            "The letter changed since you opened it.",
            "letter",
            "Vuelva a leerla.",
            "Read it again.",
        )
    case, template = letter.case, template_of(letter)
    content = held_by(letter)
    check_recipient(case, template, letter.recipient, at, content["values"])
    on = at.astimezone(zone_of(case)).date()
    letter.post_id, letter.year, letter.number = (
        case.post_id,
        on.year,
        _next_number(case.post_id, on.year),
    )
    letter.state, letter.decided_by, letter.issued_at = ISSUED, actor.user, check_happened(at)
    signer = offices.names_of({actor.user}).get(actor.user, "")
    if letter.looks is not None and case.post_id not in actor.posts:
        signer = f"{signer} ({letter.looks.name})"  # the reader of the letter sees that it is another post
    paper = paper_of(letter, template, content["values"], on, signer)
    files = {"pdf": letter_pdf(paper), "docx": letter_docx(paper)}
    letter.pdf_digest, letter.docx_digest = (
        hashlib.sha256(files[name]).hexdigest() for name in ("pdf", "docx")
    )
    letter.files = Letter.files.seal(
        letter, {name: base64.b64encode(body).decode() for name, body in files.items()}, case.key_id
    )
    letter.save()
    _tell_writer(letter, letter.asked_by, ISSUED_NOW, at)
    entry.about("letter", letter.id, post=case.post_id)
    entry.detail(
        number=letter.number,
        year=letter.year,
        case=str(case.id),
        pdf=letter.pdf_digest,
        docx=letter.docx_digest,
        template=template.id,
    )
    return letter


@act("letter.void", requires="letter.approve", on="letter")
def void_letter(*, actor: Actor, entry: Entry, letter: Letter, reason: str, at: dt.datetime) -> None:
    """An issued letter is of no effect any more; its number stays. Raises ``Unknown``, ``BadInput``."""
    if reason not in VOID_REASONS:
        raise unknown("motivos", "reasons", reason, VOID_REASONS, "reason")
    if letter.state != ISSUED:
        raise _refuse(
            "Solo se deja sin efecto una carta emitida.",
            "Only an issued letter can be voided.",
            "letter",
            "Consulte en qué estado está.",
            "Check its status.",
        )
    letter.state, letter.voided_at, letter.voided_by = VOID, timezone.now(), actor.user
    letter.void_reason = reason
    letter.save(update_fields=["state", "voided_at", "voided_by", "void_reason"])
    entry.about("letter", letter.id, post=letter.case.post_id)
    entry.detail(number=letter.number, year=letter.year, reason=reason, case=str(letter.case_id))
