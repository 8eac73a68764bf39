"""What a head of post and headquarters see: who holds a certificate, and how alike people judge."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cauce.custody.journal.door import Absent
from cauce.learning import access
from cauce.learning.access import Judgement
from cauce.learning.course import ROLES
from cauce.protocol.editions.access import current_edition
from cauce.rules.agreement import Agreement
from cauce.staff.offices import access as offices
from cauce.ui.charts import Bar, Caption, bars, number
from cauce.ui.words import say

from .views import frame

ALL = say("Todas las personas", "Everybody")
FEW_PEOPLE = say("Aún son pocas personas: no se muestra", "Still too few people: not shown")


def _row(name: Any, one: Agreement | None) -> list[Any]:
    if one is None or one.kappa is None:
        why = say(one.why.es, one.why.en) if one and one.why else FEW_PEOPLE
        return [name, why, "", ""]
    return [name, number(one.kappa, digits=2), span(one), one.stories]


def span(one: Agreement) -> str:
    """«0.41 a 0.78»; with a dash, a negative end would read as two."""
    to = say("a", "to")
    return f"{number(one.low or 0, digits=2)} {to} {number(one.high or 0, digits=2)}"


def figure(ident: str, sentence: Any, rows: list[tuple[Any, Agreement | None]]) -> dict[str, Any]:
    """Kappas with their intervals. What cannot be told is in the table, with why, and not drawn."""
    told = [(name, one) for name, one in rows if one is not None and one.kappa is not None]
    title = str(say("Acuerdo (kappa) con su intervalo del 95 %", "Agreement (kappa), 95 % interval"))
    left = len(rows) - len(told)
    return {
        "sentence": sentence,
        "note": _note(told, left),
        "svg": bars(
            [Bar(str(name), one.kappa, one.low, one.high) for name, one in told],
            caption=Caption(ident=ident, title=title, description=str(sentence)),
            top=1.0,
            digits=2,
        )
        if told
        else "",
        "table": {
            "caption": title,
            "columns": [
                {"name": say("Grupo", "Group")},
                {"name": "Kappa", "number": True},
                {"name": say("Intervalo", "Interval"), "number": True},
                {"name": say("Relatos", "Stories"), "number": True},
            ],
            "rows": [_row(name, one) for name, one in rows],
            "stack": True,
        },
    }


def _note(told: list[tuple[Any, Agreement]], left: int) -> str:
    said = [
        say("Lecturas terminadas hasta el mes pasado.", "Readings finished up to last month."),
        say(
            "1 es acuerdo completo; 0, el que daría la casualidad; menos de 0, menos que ella.",
            "1 is full agreement; 0, what chance would give; below 0, less than that.",
        ),
    ]
    if any(one.why for _, one in told):
        said.append(
            say(
                "Con menos de 20 relatos el intervalo es solo una orientación.",
                "With fewer than 20 stories the interval is only a hint.",
            )
        )
    if left:
        of = say("un grupo", "one group") if left == 1 else say(f"{left} grupos", f"{left} groups")
        said.append(
            say(
                f"De {of} aún no se puede decir; la tabla dice por qué.",
                f"Of {of} it cannot be told yet; the table says why.",
            )
        )
    return " ".join(str(one) for one in said)


def _figures(found: dict[str, list[Judgement]], names: dict[str, Any]) -> list[dict[str, Any]]:
    spoken = lambda one: names.get(one.name, one.name) or ALL  # noqa: E731
    found |= {"posts": sorted(found["posts"], key=lambda one: str(spoken(one)))} if "posts" in found else {}
    # By the space that the story comes from, and with it the instrument that is used there.
    groups = [*found["all"], *found["spaces"]]
    drawn = [
        figure(
            "among",
            say(
                "Cuánto coinciden entre sí quienes leyeron los mismos relatos, por espacio.",
                "How far people who read the same stories agree, by space.",
            ),
            [(spoken(one), one.among) for one in groups],
        ),
        figure(
            "reference",
            say(
                "Cuánto coinciden con la lectura de referencia, por espacio.",
                "How far they agree with the reference reading, by space.",
            ),
            [(spoken(one), one.with_reference) for one in groups],
        ),
    ]
    if "posts" in found:
        drawn += [
            figure(
                "posts",
                say(
                    "Por consulado, frente a la lectura de referencia.",
                    "By post, against the reference reading.",
                ),
                [(spoken(one), one.with_reference) for one in found["posts"]],
            ),
            figure(
                "posts-among",
                say("Por consulado, entre su propia gente.", "By post, among its own people."),
                [(spoken(one), one.among) for one in found["posts"]],
            ),
        ]
    return drawn


def _names() -> dict[str, Any]:
    edition = current_edition()
    names: dict[str, Any] = {row.id: say(row.title.es, row.title.en) for row in edition.spaces.values()}
    return names | {row["code"]: row["name"] for row in edition.catalogues["posts"]}


@require_GET
def team(request: HttpRequest) -> HttpResponse:
    """A post: who holds a certificate of this edition, and how alike its people judge."""
    if request.post is None:
        raise Absent()
    code = request.post.code
    held = access.certificates_of(request.actor, code)
    found = access.judgements(request.actor, offices.day_at(None, timezone.now()), post=code)
    roles = {row.id: row.title for row in current_edition().catalogues["roles"]}
    return render(
        request,
        "learning/team.html",
        frame(
            request,
            held=[(one, roles.get(one.role), offices.day_at(request.post, one.issued_at)) for one in held],
            staff=len(offices.staff(code, *ROLES)),
            figures=_figures(found, _names()),
        ),
    )


@require_GET
def network(request: HttpRequest) -> HttpResponse:
    """The network: certificates by post, and agreement with its intervals; nobody is named."""
    counts = access.certificate_counts(request.actor)
    found = access.judgements(request.actor, offices.day_at(None, timezone.now()))
    posts = {row["code"]: row["name"] for row in current_edition().catalogues["posts"]}
    table = {
        "caption": say("Constancias de esta edición por consulado", "Certificates of this edition by post"),
        "columns": [
            {"name": say("Consulado", "Post")},
            {"name": say("Constancias", "Certificates"), "number": True},
        ],
        "rows": [[posts[code], counts.get(code, 0)] for code in sorted(posts, key=posts.__getitem__)],
    }
    return render(
        request, "learning/network.html", frame(request, table=table, figures=_figures(found, _names()))
    )
