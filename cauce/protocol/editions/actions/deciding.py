"""Proposing, approving by two people, taking back: nothing that was in force is ever unsaid."""

from __future__ import annotations

from django.utils import timezone

from cauce.content.errors import BadInput
from cauce.custody.journal.door import Entry, act
from cauce.rules.permissions import Actor

from .. import folder, schedule, writers
from ..dates import check_dates, check_no_hole
from ..models import Approval, Edition, Trial
from ._shared import check_draft, check_seen, dates_changed


def _state(edition: Edition, wanted: str, es: str, en: str) -> None:
    if edition.state != wanted:
        raise BadInput(
            f"la edición {edition.id} no está {es}.",
            f"edition {edition.id} is not {en}.",
            where="state",
            cure_es="Abra su página otra vez: alguien la movió.",
            cure_en="Open its page again: somebody moved it.",
        )


def _check_dates(edition: Edition) -> None:
    content = folder.load(edition.id, edition.content_hash)
    today = schedule.day_of(timezone.now())
    schedule.forget()  # not what this process remembers: what the database says now
    known = schedule.dated()
    check_dates(content, known, edition.base_id or "", today)
    if known:
        before = folder.load(known[-1].id, known[-1].hash)
        check_no_hole(before, content.info.in_force_from)


def _sign(actor: Actor, edition: Edition) -> None:
    Approval.objects.create(
        edition=edition, user=actor.user, content_hash=edition.content_hash, at=timezone.now()
    )


@act("edition.propose", requires="edition.draft", on="edition")
def propose(*, actor: Actor, entry: Entry, edition: Edition, seen: str) -> None:
    """The first of the two people stands for the draft as it is; from here on it is not edited.

    ``seen``: the hash of the content that this person read. Raises ``BadInput`` when it was not tried as it
    now is, the trial found errors, its dates leave a hole or overlap, or it is no draft.
    """
    check_draft(edition)
    check_seen(seen, edition.content_hash)
    trial = Trial.objects.filter(edition=edition, content_hash=edition.content_hash).order_by("-at").first()
    if trial is None:
        raise BadInput(
            "Falta probarla tal como está ahora.",
            "It has to be tried as it is now.",
            where="trial",
            cure_es="Pulse «Probar» y lea qué cambiaría en los casos abiertos.",
            cure_en="Press 'Try it' and read what would change in open cases.",
        )
    if trial.found.get("errors"):
        raise BadInput(
            f"La prueba encontró {len(trial.found['errors'])} errores.",
            f"The trial found {len(trial.found['errors'])} errors.",
            where="trial",
            cure_es="Corríjalos (cada uno dice archivo y renglón) y vuelva a probar.",
            cure_en="Correct them (each says file and line) and try again.",
        )
    _check_dates(edition)
    edition.state = "proposed"
    edition.save(update_fields=["state"])
    _sign(actor, edition)
    entry.about("edition", edition.id)
    entry.detail(date=edition.in_force_from.isoformat(), hash=edition.content_hash)


@act("edition.approve", requires="edition.approve", on="edition")
def approve(*, actor: Actor, entry: Entry, edition: Edition, seen: str) -> None:
    """The second person approves; on its date every post runs it.

    ``seen``: the hash of the content that this person read. Raises ``BadInput`` when it is the same person,
    the date has come, or it would leave a hole.
    """
    _state(edition, "proposed", "propuesta", "proposed")
    check_seen(seen, edition.content_hash)
    standing = edition.approvals.filter(taken_back_at=None)
    if standing.filter(user=actor.user).exists():
        raise BadInput(
            "Quien la propone no puede aprobarla: hace falta otra persona.",
            "Whoever proposes it cannot approve it: another person is needed.",
            where="user",
            cure_es="Pida a otra persona de oficinas centrales que la lea y la apruebe.",
            cure_en="Ask somebody else at headquarters to read it and approve it.",
        )
    writers.check_not_own(
        actor.user,
        writers.of_edition(edition.id),
        "Pida a otra persona de oficinas centrales, que no la haya escrito, que la lea y la apruebe.",
        "Ask somebody else at headquarters, who did not write it, to read it and approve it.",
    )
    if not standing.filter(content_hash=edition.content_hash).exists():
        raise BadInput(
            "Lo que se propuso ya no es lo que está aquí.",
            "What was proposed is not what is here now.",
            where="hash",
            cure_es="Regrésela a borrador y propóngala de nuevo.",
            cure_en="Return it to draft and propose it again.",
        )
    _check_dates(edition)
    _sign(actor, edition)
    edition.state = "approved"
    edition.save(update_fields=["state"])
    dates_changed()
    entry.about("edition", edition.id)
    entry.detail(date=edition.in_force_from.isoformat(), hash=edition.content_hash)


@act("edition.return", requires="edition.draft", on="edition")
def return_to_draft(*, actor: Actor, entry: Entry, edition: Edition) -> None:
    """Back to draft while nobody has used it. Raises ``BadInput`` once it was in force, or when a
    withdrawn edition waits for it."""
    if edition.state not in ("proposed", "approved"):
        _state(edition, "proposed", "propuesta ni aprobada", "proposed nor approved")
    begun = edition.in_force_from <= schedule.day_of(timezone.now())
    if edition.state == "approved" and (begun or edition.base_id is None):
        raise _used(edition)
    waited = Edition.objects.filter(state="withdrawn", in_force_from__lt=edition.in_force_from)
    later = Edition.objects.filter(state="approved", in_force_from__gt=edition.in_force_from)
    if edition.state == "approved" and (later.exists() or waited.exists()):
        raise BadInput(
            "Otra edición depende de esta: la sustituye o parte de ella.",
            "Another edition depends on this one: it is replaced by it or starts from it.",
            where="state",
            cure_es="Regrese primero a borrador la última, o apruebe otra que sustituya a la retirada.",
            cure_en="First return the last one to draft, or approve another replacement.",
        )
    edition.state = "draft"
    edition.save(update_fields=["state"])
    edition.approvals.filter(taken_back_at=None).update(taken_back_at=timezone.now())
    dates_changed()
    entry.about("edition", edition.id)


def _used(edition: Edition) -> BadInput:
    return BadInput(
        f"la edición {edition.id} ya se usó: hay casos y documentos que la siguen.",
        f"edition {edition.id} was used: cases and documents follow it.",
        where="state",
        cure_es="Apruebe la que la sustituye desde una fecha posterior y luego retírela: seguirá "
        "legible y nada de lo hecho se pierde.",
        cure_en="Approve the one that replaces it from a later date, then withdraw it: it stays "
        "readable and nothing done is lost.",
    )


@act("edition.withdraw", requires="edition.approve", on="edition")
def withdraw(*, actor: Actor, entry: Entry, edition: Edition, why: str) -> str:
    """Say that an edition in force was a mistake, and why; it holds until its replacement begins.

    Returns the id of the replacement. Cases and documents go on naming it, and it stays readable.
    Raises ``BadInput`` without an approved replacement of a later date, or without a reason.
    """
    _state(edition, "approved", "aprobada", "approved")
    now = timezone.now()
    if edition.in_force_from > schedule.day_of(now):
        raise BadInput(
            "Todavía no rige: basta con regresarla a borrador.",
            "It is not in force yet: returning it to draft is enough.",
            where="state",
        )
    later = Edition.objects.filter(state="approved", in_force_from__gt=edition.in_force_from)
    replacement = later.order_by("in_force_from").first()
    if replacement is None:
        raise _used(edition)
    if len(why.strip()) < 10:
        raise BadInput(
            "Falta decir por qué se retira.",
            "It does not say why it is withdrawn.",
            where="why",
            cure_es="Escríbalo en una frase: se mostrará donde se lea esa edición.",
            cure_en="Write it in a sentence: it is shown wherever that edition is read.",
        )
    edition.state, edition.withdrawn_at, edition.withdrawn_why = "withdrawn", now, why.strip()
    edition.save(update_fields=["state", "withdrawn_at", "withdrawn_why"])
    dates_changed()
    entry.about("edition", edition.id)
    entry.detail(replacement=replacement.id)
    return replacement.id
