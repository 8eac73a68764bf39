"""The steps of preparing a post: for each its form, the act that notes it, and what it shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from cauce.content.model import Text
from cauce.custody.journal.door import AlreadyDone
from cauce.custody.journal.gathered import gathered
from cauce.directory.access import Wanted, find
from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import Actor
from cauce.staff.offices.access import names_of
from cauce.staff.offices.models import Post
from cauce.staff.readiness import access, actions
from cauce.staff.readiness.facts import ends_on
from cauce.staff.readiness.reminders import alert_from
from cauce.ui.words import say

from . import forms


@dataclass(frozen=True)
class Work:
    """Who works on which post's step, at what instant, with which key of the form."""

    actor: Actor
    post: Post
    at: dt.datetime
    once: UUID | None
    today: dt.date

    def given(self) -> dict[str, Any]:
        """What every act takes."""
        return {"actor": self.actor, "post": self.post, "at": self.at, "once": self.once}


@dataclass(frozen=True)
class Step:
    """One step. ``lede`` says what is noted; ``part`` is the template of what was noted before."""

    slug: str
    action: str
    heading: Text
    lede: Text
    part: str
    needs: str
    form: Callable[[Work, Any], Any]
    do: Callable[[Work, Any], None]
    more: Callable[[Work], dict[str, Any]]


def _first(work: Work) -> dict[str, Any]:
    return forms.today_first(work.today)


# --- the context sheet
def _sheet_form(work: Work, data: Any) -> forms.SheetForm:
    newest = next(iter(access.sheets(work.post)), None)
    first: dict[str, Any] = {"seen_version": newest.version if newest else 0}
    if newest:
        first |= {name: getattr(newest, name) for name in newest.PARTS}
    return forms.SheetForm(data, initial=_first(work) | first)


def _save_sheet(work: Work, form: forms.SheetForm) -> None:
    given = form.cleaned_data
    actions.save_sheet(
        seen_version=given["seen_version"],
        reviewed_on=given["reviewed_on"],
        parts=form.parts(),
        **work.given(),
    )


def _sheets(work: Work) -> dict[str, Any]:
    rows = access.sheets(work.post)
    names = names_of({row.written_by for row in rows})
    return {"sheets": [(row, names.get(row.written_by, "")) for row in rows]}


# --- the directory
def _near(work: Work) -> tuple[int, int]:
    """Entries in the state of the post, and how many of them were checked lately."""
    counts = [
        find(work.actor, Wanted(state=work.post.state, only_current=current, limit=1)).total
        for current in (False, True)
    ]
    return counts[0], counts[1]


def _review(work: Work, form: forms.ReviewForm) -> None:
    entries, current = _near(work)
    looked = gathered(
        form.cleaned_data | {"entries": entries, "current": current}, found=actions.DirectoryFound
    )
    actions.review_directory(**looked, **work.given())


def _reviews(work: Work) -> dict[str, Any]:
    entries, current = _near(work)
    titles = {one.id: one.title for one in current_edition().catalogues["allies"]}
    return {
        "entries": entries,
        "current": current,
        "old": entries - current,
        "reviews": [
            (row, [titles[code] for code in row.missing if code in titles])
            for row in access.reviews(work.post)
        ],
    }


# --- agreements
def _agree(work: Work, form: forms.AgreementForm) -> None:
    actions.record_agreement(signed=actions.AgreementSigned(**form.cleaned_data), **work.given())


def _agreements(work: Work) -> dict[str, Any]:
    edition = current_edition()
    live = {one.id for one in access.known(work.post, work.at).live}
    titles = {one.id: one.title for one in edition.catalogues["allies"]}
    rows = []
    for row in access.agreements(work.post):
        ends = ends_on(edition, row)
        state = "met"
        if row.id in live:
            state = (
                "overdue"
                if ends < work.today
                else ("soon" if alert_from(edition, row) <= work.today else "yes")
            )
        rows.append(
            {
                "row": row,
                "ends": ends,
                "state": state,
                "live": row.id in live,
                "kind": titles.get(row.kind, row.kind),
            }
        )
    covered = {one["row"].kind for one in rows if one["live"]}
    return {
        "live": [one for one in rows if one["live"]],
        "earlier": [one for one in rows if not one["live"]],
        "gaps": [title for code, title in titles.items() if code not in covered],
    }


# --- the focal point
def _focal_form(work: Work, data: Any) -> forms.FocalForm:
    return forms.FocalForm(data, people=access.people(work.post, work.at))


def _name(work: Work, form: forms.FocalForm) -> None:
    actions.name_focal_point(user=form.user("user"), deputy=form.user("deputy"), **work.given())


# --- training
def _members(work: Work) -> list[dict[str, Any]]:
    people = {str(one.id): one for one in access.people(work.post, work.at)}
    roles = {one.id: one.title for one in current_edition().catalogues["roles"]}
    rows = [
        {
            "key": f"{one.user}·{one.role}",
            "user": people[one.user],
            "role": one.role,
            "title": roles[one.role],
            "until": one.trained_until,
            "state": "open"
            if one.trained_until is None
            else "overdue"
            if one.trained_until < work.today
            else "met",
        }
        for one in access.known(work.post, work.at).members
    ]
    return sorted(rows, key=lambda row: (row["user"].display_name, row["role"]))


def _training_form(work: Work, data: Any) -> forms.TrainingForm:
    members = [
        (
            row["key"],
            say(
                f"{row['user'].display_name} · {row['title'].es}",
                f"{row['user'].display_name} · {row['title'].en}",
            ),
        )
        for row in _members(work)
    ]
    return forms.TrainingForm(data, members=members, initial=_first(work))


def _train(work: Work, form: forms.TrainingForm) -> None:
    by_key, given = {row["key"]: row for row in _members(work)}, form.cleaned_data
    for key in given["who"]:
        # Each person's record has its own key: sent again, the whole session has one effect.
        once = uuid5(work.once, key) if work.once else None
        with suppress(AlreadyDone):
            actions.enter_training(
                user=by_key[key]["user"],
                trained=actions.Trained(by_key[key]["role"], given["trained_on"], given["reference"]),
                **(work.given() | {"once": once}),
            )


# --- the space
def _space_form(work: Work, data: Any) -> forms.SpaceForm:
    newest = next(iter(access.spaces(work.post)), None)
    first = {"present": newest.present, "note": newest.note} if newest else {}
    return forms.SpaceForm(data, initial=_first(work) | first)


def _spaces(work: Work) -> dict[str, Any]:
    titles = {one.id: one.title for one in current_edition().catalogues["space_checklist"]}
    return {
        "spaces": [
            (row, [t for code, t in titles.items() if code not in row.present])
            for row in access.spaces(work.post)
        ]
    }


# --- the calendar
def _events(work: Work) -> dict[str, Any]:
    titles = {one.id: one.title for one in current_edition().catalogues["outreach_kinds"]}
    rows = [(row, titles.get(row.kind, row.kind)) for row in access.calendar(work.post)]
    return {
        "coming": [one for one in rows if not one[0].held_on and not one[0].called_off_on][::-1],
        "held": [one for one in rows if one[0].held_on or one[0].called_off_on],
    }


STEPS: dict[str, Step] = {}


def _step(
    slug: str,
    action: str,
    title: tuple[str, str],
    lede: tuple[str, str],
    *,
    lead: bool = False,
    form: Callable[[Work, Any], Any],
    do: Callable[[Work, Any], None],
    more: Callable[[Work], dict[str, Any]],
) -> None:
    STEPS[slug] = Step(
        slug,
        action,
        Text(es=title[0], en=title[1]),
        Text(es=lede[0], en=lede[1]),
        f"readiness/_{slug}.html",
        "readiness.lead" if lead else "readiness.work",
        form,
        do,
        more,
    )


_step(
    "adopcion",
    "",
    ("Decir desde cuándo se usa el Protocolo", "Say since when the Protocol is used"),
    (
        "Desde ese día corren los plazos de preparación del consulado.",
        "The post's preparation deadlines run from that day.",
    ),
    lead=True,
    form=lambda work, data: forms.AdoptForm(data, initial=_first(work)),
    do=lambda work, form: actions.adopt(on=form.cleaned_data["on"], **work.given()),
    more=lambda work: {"adopted_on": access.known(work.post, work.at).facts.get("post.adopted_on")},
)
_step(
    "contexto",
    "P1-01",
    ("Escribir lo que el consulado sabe de su región", "Write what the post knows of its region"),
    (
        "Cada vez que se guarda queda una versión; las anteriores no cambian.",
        "Each time it is saved a version is kept; earlier ones do not change.",
    ),
    form=_sheet_form,
    do=_save_sheet,
    more=_sheets,
)
_step(
    "directorio",
    "P1-02",
    ("Revisar a qué servicios cercanos se puede acudir", "Review nearby services to turn to"),
    (
        "Llame, corrija en el directorio y anote aquí que lo revisó y qué no encontró.",
        "Call, correct the directory, and record here that you reviewed it and what you did not find.",
    ),
    form=lambda work, data: forms.ReviewForm(data, initial=_first(work)),
    do=_review,
    more=_reviews,
)
_step(
    "acuerdos",
    "P1-03",
    ("Firmar y renovar acuerdos de coordinación", "Sign and renew agreements of coordination"),
    (
        "Cuenta el que vence primero. El aviso llega antes a la persona titular y al área de protección.",
        "The one that ends first counts. The head of post and protection are notified beforehand.",
    ),
    lead=True,
    form=lambda work, data: forms.AgreementForm(data, initial=_first(work)),
    do=_agree,
    more=_agreements,
)
_step(
    "enlace",
    "P1-04",
    ("Designar a la persona enlace y a su suplente", "Name the focal point and the deputy"),
    (
        "A quién avisan ventanilla, consulado móvil y teléfono. Si cambia el personal, se designa de nuevo.",
        (
            "The person notified by the window, the mobile consulate and the telephone. When staff "
            "change, designate again."
        ),
    ),
    lead=True,
    form=_focal_form,
    do=_name,
    more=lambda work: {"focal": access.known(work.post, work.at).focal},
)
_step(
    "capacitacion",
    "P1-05",
    ("Capacitar a cada persona en su función", "Train each person in their role"),
    (
        "Las constancias de las lecciones se registran automáticamente. Aquí se registran las sesiones.",
        "Lesson certificates are recorded automatically. Record training sessions here.",
    ),
    lead=True,
    form=_training_form,
    do=_train,
    more=lambda work: {"members": _members(work)},
)
_step(
    "espacio",
    "P1-06",
    ("Preparar un espacio para conversar en privado", "Prepare a space for private conversations"),
    (
        "Marque lo que sí hay. Queda listo cuando no falta nada.",
        "Tick what is available. It is ready when nothing is missing.",
    ),
    form=_space_form,
    do=lambda work, form: actions.check_space(**form.cleaned_data, **work.given()) and None,
    more=_spaces,
)
_step(
    "jornadas",
    "P1-07",
    ("Llevar información segura a la comunidad", "Bring safe information to the community"),
    (
        (
            "Se guardan cuentas, nunca quién vino. El 30 de julio y la Semana de Derechos "
            "Laborales son buenas fechas."
        ),
        "Counts are kept, never who came. 30 July and Labour Rights Week are good dates.",
    ),
    form=lambda work, data: forms.OutreachForm(data),
    do=lambda work, form: actions.plan_outreach(**form.cleaned_data, **work.given()) and None,
    more=_events,
)


# --- the privacy notice
def _set_up(work: Work, form: forms.PrivacyForm) -> None:
    actions.set_up_privacy(privacy=actions.Privacy(**form.cleaned_data), **work.given())


_step(
    "aviso",
    "P1-08",
    ("Dejar listos el aviso de privacidad y los accesos", "Set up the privacy notice and access rights"),
    (
        "Antes del primer registro: el aviso se muestra antes de solicitar cualquier dato.",
        "Before the first record: the notice is shown before any information is requested.",
    ),
    lead=True,
    form=lambda work, data: forms.PrivacyForm(data, initial=_first(work)),
    do=_set_up,
    more=lambda work: {"setups": access.setups(work.post)},
)
