"""What a head of post and headquarters see: who holds a certificate, and how alike people judge."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from cauce.editions.access import current_edition
from cauce.journal.door import Absent
from cauce.learning import access
from cauce.learning.access import Judgement
from cauce.offices import access as offices
from cauce.rules.agreement import Agreement
from cauce.ui.charts import Bar, bars
from cauce.ui.words import say

from .views import frame

ALL = say("Todas las personas", "Everybody")


def _row(name: Any, one: Agreement | None) -> list[Any]:
    if one is None or one.kappa is None:
        why = (
            say(one.why.es, one.why.en)
            if one and one.why
            else say("Aún son pocas personas: no se muestra", "Still too few people: not shown")
        )
        return [name, why, "", ""]
    return [name, f"{one.kappa:.2f}", f"{one.low:.2f} – {one.high:.2f}", one.stories]


def figure(ident: str, sentence: Any, rows: list[tuple[Any, Agreement | None]]) -> dict[str, Any]:
    """Kappas with their intervals; what is not shown is drawn as hidden, never as zero."""
    drawn = [
        Bar(str(name), one.kappa, one.low, one.high) if one and one.kappa is not None
        else Bar(str(name), None)
        for name, one in rows
    ]  # fmt: skip
    title = str(
        say("Acuerdo (kappa) con su intervalo del 95 %", "Agreement (kappa), 95 % interval")
    )
    return {
        "sentence": sentence,
        "note": say("1 es acuerdo completo; 0, el que daría la casualidad.",
                    "1 is full agreement; 0, what chance would give."),
        "svg": bars(drawn, ident=ident, share=False, title=title, description=str(sentence)),
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
    }  # fmt: skip


def _figures(found: dict[str, list[Judgement]], names: dict[str, Any]) -> list[dict[str, Any]]:
    spoken = lambda one: names.get(one.name, one.name) or ALL  # noqa: E731
    everybody = found["all"]
    drawn = [
        figure("among", say("Cuánto coinciden entre sí quienes leyeron los mismos relatos.",
                            "How far people who read the same stories agree among themselves."),
               [(spoken(one), one.among) for one in [*everybody, *found["spaces"]]]),
        figure("reference", say("Cuánto coinciden con la lectura de referencia.",
                                "How far they agree with the reference reading."),
               [(spoken(one), one.with_reference) for one in [*everybody, *found["spaces"]]]),
    ]  # fmt: skip
    if "posts" in found:
        drawn.append(
            figure("posts", say("Por representación, frente a la lectura de referencia.",
                                "By post, against the reference reading."),
                   [(spoken(one), one.with_reference) for one in found["posts"]])
        )  # fmt: skip
    return drawn


def _names() -> dict[str, Any]:
    edition = current_edition()
    names: dict[str, Any] = {
        row.id: say(row.title.es, row.title.en) for row in edition.spaces.values()
    }
    return names | {row["code"]: row["name"] for row in edition.catalogues["posts"]}


@require_GET
def team(request: HttpRequest) -> HttpResponse:
    """A post: who holds a certificate of this edition, and how alike its people judge."""
    if request.post is None:
        raise Absent()
    code = request.post.code
    held = access.certificates_of(request.actor, code)
    found = access.judgements(request.actor, timezone.now().date(), post=code)
    roles = {row.id: row.title for row in current_edition().catalogues["roles"]}
    return render(request, "learning/team.html", frame(
        request, held=[(one, roles.get(one.role)) for one in held],
        staff=len(offices.staff(code)), figures=_figures(found, _names()),
    ))  # fmt: skip


@require_GET
def network(request: HttpRequest) -> HttpResponse:
    """The network: certificates by post, and agreement with its intervals; nobody is named."""
    counts = access.certificate_counts(request.actor)
    found = access.judgements(request.actor, timezone.now().date())
    posts = {row["code"]: row["name"] for row in current_edition().catalogues["posts"]}
    table = {
        "caption": say("Constancias de esta edición por representación",
                       "Certificates of this edition by post"),
        "columns": [{"name": say("Representación", "Post")},
                    {"name": say("Constancias", "Certificates"), "number": True}],
        "rows": [[posts[code], counts.get(code, 0)] for code in sorted(posts, key=posts.__getitem__)],
    }  # fmt: skip
    return render(request, "learning/network.html", frame(
        request, table=table, figures=_figures(found, _names())
    ))  # fmt: skip
