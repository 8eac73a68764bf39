"""The numbers of a post as lines of a page: what waits, how fast it goes, where it departed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from cauce.cases.access_day import Counts
from cauce.content.model import Text, both
from cauce.desk.home.worklist.asking import NAMES
from cauce.desk.measurement.figures import figures, short_sentence
from cauce.desk.measurement.saying import NOTHING, many, share, span, title_of
from cauce.measurement.facts.departures import Departure
from cauce.measurement.facts.late_entries import LateEntry
from cauce.measurement.facts.model import PostNumbers
from cauce.protocol.editions.access import current_edition
from cauce.rules.adherence import DEFINITIONS
from cauce.rules.bands import LATE, LATER, NOW, TODAY, WEEK
from cauce.ui.words import exact

Line = dict[str, object]


def _line(es: str, en: str, value: object) -> Line:
    return {"name": Text(es=es, en=en), "value": value}


def _of(part: int, whole: int) -> Text:
    return Text(es=f"{part} de {whole}", en=f"{part} of {whole}") if whole else NOTHING


def now_lines(numbers: PostNumbers, day: Counts) -> list[Line]:
    """What is open, by the band of the day in which it stands, and what waits to be signed."""
    shown = [(NAMES[name], day.bands.get(name, 0)) for name in (NOW, TODAY, WEEK, LATE, LATER)]
    cases = f"{numbers.cases.open:,}"
    in_bands = both(
        " · ".join([cases, *(f"{name.es} {number:,}" for name, number in shown)]),
        " · ".join([cases, *(f"{name.en} {number:,}" for name, number in shown)]),
    )
    signatures = numbers.signatures
    signing = both(str(signatures.waiting), str(signatures.waiting))
    if signatures.oldest:
        longest = many((numbers.at - signatures.oldest).days, both("día", "day"), both("días", "days"))
        signing = both(
            f"{signatures.waiting}; la que más espera, {longest.es}",
            f"{signatures.waiting}; the longest has waited {longest.en}",
        )
    return [
        _line("Casos abiertos", "Open cases", in_bands),
        _line("Conclusiones que esperan firma", "Conclusions waiting for a signature", signing),
    ]


def late_rows(numbers: PostNumbers, day: Counts, since: Text | str) -> list[Line]:
    """What is late, each with the page where more of it stands; empty: nothing is. What somebody put on
    another day is late all the same. ``since``: when the oldest of it was due; '': nothing is late."""
    load = reverse("colleagues:load")
    steps = reverse("head:figures")
    per_case = numbers.overdue_per_case
    each: Text | str = ""
    if per_case is not None:
        each = both(f"{per_case:.1f} por caso abierto", f"{per_case:.1f} for each open case")
    rows: list[tuple[int, str, str, str, Text | str]] = [
        (day.bands.get(LATE, 0), "Casos con algo atrasado", "Cases with something late", load, since),
        (numbers.overdue, "Pasos fuera de plazo", "Steps past due", steps, each),
        (
            day.minors_late,
            "Menores de edad, o de edad desconocida, con algo atrasado",
            "Minors, or people of unknown age, with something late",
            load,
            both(
                f"de {day.minors} atendidos este mes",
                f"of {day.minors} assisted this month",
            ),
        ),
        (
            numbers.referrals.late,
            "Solicitudes sin respuesta y fuera de tiempo",
            "Requests not answered and past their time",
            steps,
            both(f"de {numbers.referrals.waiting} que esperan", f"of {numbers.referrals.waiting} waiting"),
        ),
        (
            day.put_off,
            "Con algo atrasado que se puso para otro día",
            "With something late that was put on another day",
            load,
            since if not day.bands.get(LATE) else "",
        ),
    ]
    return [
        {
            "title": both(f"{es}: {number:,}", f"{en}: {number:,}"),
            "href": href,
            "about": about,
            "state": "overdue",
        }
        for number, es, en, href, about in rows
        if number
    ]


def pace(numbers: PostNumbers) -> list[Line]:
    """How fast it went in the period, from the first signal to the first service."""
    seen, sent, first = numbers.encounters, numbers.referrals, numbers.first_service
    steps, answered = numbers.steps, seen.raised - seen.not_due_yet
    return [
        _line("Personas que pasó la ventanilla", "People passed on by the window", seen.raised),
        _line(
            "Atendidas a tiempo por protección",
            "Answered in time by protection",
            _of(seen.answered_in_time, answered),
        ),
        _line("Se llamó a quien suple", "The deputy was called", seen.deputy_called),
        _line("De la señal a la respuesta (mediana)", "Signal to answer (median)", span(seen.median)),
        _line("Seguridad preguntada a tiempo", "Safety asked about in time", share(numbers.safety.rate)),
        _line(
            "De abrir el caso al primer servicio (mediana)",
            "Opening to first service (median)",
            span(first.median),
        ),
        _line(
            "Solicitudes aceptadas, de las respondidas o vencidas sin respuesta",
            "Requests accepted, of those answered or expired unanswered",
            _of(sent.accepted, sent.accepted + sent.declined + sent.expired),
        ),
        _line("Vencieron sin respuesta", "Expired unanswered", sent.expired),
        _line("Del envío a la respuesta (mediana)", "Sending to answer (median)", span(sent.median)),
        _line(
            "Conversaciones con las preguntas clave", "Conversations with the key questions", steps.screenings
        ),
        _line(
            "Sacadas del país en detención",
            "Removed from the country from detention",
            Text(
                es=f"{numbers.removed.cases}; antes de atenderlas, {numbers.removed.unserved}",
                en=f"{numbers.removed.cases}; before being served, {numbers.removed.unserved}",
            ),
        ),
        _line(
            "Conclusiones",
            "Conclusions",
            Text(
                es=f"{steps.conclusions}; firmadas, {steps.signed}; impugnadas, {steps.contested}",
                en=f"{steps.conclusions}; {steps.signed} signed; {steps.contested} contested",
            ),
        ),
    ]


def departed(rows: Sequence[Departure], language: str) -> dict[str, Any]:
    """The table of departures: step, how often, why, the last one."""
    reasons = {item.id: item.title for item in current_edition().catalogues["departure_reasons"]}
    lines = []
    for one in rows:
        said = [
            f"{reasons[code][language] if code in reasons else code} ({number})"
            for code, number in one.reasons
        ]
        if one.untold:
            said.append(
                {
                    "es": f"consta en el caso ({one.untold})",
                    "en": f"in the record of the case ({one.untold})",
                }[language]
            )
        why = "; ".join(said)
        lines.append([title_of(one.action), one.number, why, exact(one.last.date(), language)])
    return {
        "caption": Text(es="Pasos que se dejaron, con su motivo", en="Steps not taken, with the reason"),
        "stack": True,
        "columns": [
            {"name": Text(es="Paso del Protocolo", en="Step of the Protocol")},
            {"name": Text(es="Veces", en="Times"), "number": True},
            {"name": Text(es="Motivo", en="Reason")},
            {"name": Text(es="La última vez", en="Last time")},
        ],
        "rows": lines,
    }


def recorded_late(rows: Sequence[LateEntry], language: str) -> dict[str, Any]:
    """The table of steps recorded as on time after their deadline: step, how often, the last one."""
    return {
        "caption": Text(
            es="Pasos anotados a tiempo cuando su plazo ya había pasado",
            en="Steps recorded as on time after their deadline had passed",
        ),
        "stack": True,
        "columns": [
            {"name": Text(es="Paso del Protocolo", en="Step of the Protocol")},
            {"name": Text(es="Veces", en="Times"), "number": True},
            {"name": Text(es="La última vez", en="Last time")},
        ],
        "rows": [[title_of(one.action), one.number, exact(one.last.date(), language)] for one in rows],
    }


def _kinds(numbers: PostNumbers) -> dict[str, Any]:
    """The table of how many steps are of each kind, with what the kind means."""
    counts = numbers.overall.counts
    return {
        "caption": Text(es="Los pasos, por cómo van", en="The steps, by how they stand"),
        "columns": [
            {"name": Text(es="Cómo va", en="How it stands")},
            {"name": Text(es="Pasos", en="Steps"), "number": True},
        ],
        "rows": [[DEFINITIONS[kind], number] for kind, number in counts.items() if number],
    }


def page_of(numbers: PostNumbers, whole: Text, rows: Sequence[Departure], language: str) -> dict[str, Any]:
    """Everything that the pages of one post show. ``whole``: how closely it follows the Protocol."""
    return {
        "numbers": numbers,
        "pace": pace(numbers),
        "overall": whole,
        "short": short_sentence(numbers),
        "figures": figures(numbers),
        "kinds": _kinds(numbers),
        "definitions": [DEFINITIONS[name] for name in ("rate", "declined", "imported", "officers")],
        "departures": departed(rows, language) if rows else None,
    }
