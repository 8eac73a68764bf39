"""Open data: what two people signed, for anybody to download, with what shows that a file is whole.

No cookie, no form, nothing of another server. A file is never shown in the page: it is downloaded.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from cauce.content.model import Text
from cauce.measurement import access_statistics as access
from cauce.measurement.boards.cascade_figure import cascade_figure
from cauce.measurement.models import StatisticsEdition, StatisticsFile
from cauce.measurement.publishing import announced
from cauce.measurement.publishing.printing.captions import READING, title_of
from cauce.measurement.publishing.public_cascade import public_cascade
from cauce.rules.pathway.planner import HEADQUARTERS_ZONE
from cauce.ui.slide import Slide, standing_alone

# What a file is, by how its name ends; what is not here is called by its name.
FILES: dict[str, Text] = {
    ".es.pdf": Text(es="PDF, en español", en="PDF, in Spanish"),
    ".en.pdf": Text(es="PDF, en inglés", en="PDF, in English"),
    ".es.html": Text(es="Página, en español", en="Page, in Spanish"),
    ".en.html": Text(es="Página, en inglés", en="Page, in English"),
    ".es.csv": Text(es="CSV, en español", en="CSV, in Spanish"),
    ".en.csv": Text(es="CSV, en inglés", en="CSV, in English"),
    ".es.xlsx": Text(es="Hoja de cálculo, en español", en="Spreadsheet, in Spanish"),
    ".en.xlsx": Text(es="Hoja de cálculo, en inglés", en="Spreadsheet, in English"),
    ".codes.csv": Text(es="CSV: qué quiere decir cada código", en="CSV: what each code means"),
    ".csv": Text(es="CSV: todas las cifras", en="CSV: all figures"),
    ".xlsx": Text(es="Hoja de cálculo", en="Spreadsheet"),
    ".json": Text(es="JSON: cifras, definiciones y notas", en="JSON: figures, definitions and notes"),
}


def _file(one: StatisticsFile) -> dict[str, Any]:
    label = next(
        (said for end, said in FILES.items() if one.name.endswith(end)), Text(es=one.name, en=one.name)
    )
    return {
        "order": one.order,
        "label": label,
        "name": one.name,
        "hash": one.hash,
        "size": max(round(one.size / 1000), 1),
    }


def _edition(one: StatisticsEdition, files: list[StatisticsFile]) -> dict[str, Any]:
    cells = sum(len(table.get("rows", ())) for table in one.tables)
    hidden = sum(table.get("hidden", 0) for table in one.tables)
    return {
        "id": one.id,
        "title": title_of(one.kind, one.period),
        "number": one.number,
        "signed_at": one.signed_at,
        "replaced": one.state == "superseded",
        "tables": [Text(**table["title"]) for table in one.tables if "title" in table],
        "shown": cells - hidden,
        "hidden": hidden,
        "files": [_file(file) for file in files],
    }


@require_safe
def listed(request: HttpRequest, language: str) -> HttpResponse:
    """Every published edition with its files, and when the next ones appear."""
    published = access.published()
    context = {
        "language": language,
        "elsewhere": "/datos/" if language == "en" else "/datos/en/",
        "editions": [_edition(one, files) for one, files in published],
        "releases": announced.releases(),
        "reading": READING,
        "clock": HEADQUARTERS_ZONE,
    }
    with translation.override("en" if language == "en" else "es-mx"):
        context["cascade"] = cascade_figure(public_cascade(one for one, _ in published))
        response = render(request, "data/list.html", context)
    response.headers["Content-Language"] = "en" if language == "en" else "es-MX"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@require_safe
def picture(request: HttpRequest, language: str) -> HttpResponse:
    """The picture of the page as a drawing of its own, of what was published alone. 404: nothing was."""
    english = language == "en"
    with translation.override("en" if english else "es-mx"):
        figure = cascade_figure(public_cascade(one for one, _ in access.published()))
        if figure is None:
            raise Http404
        said = [figure[part].en if english else figure[part].es for part in ("sentence", "note")]
        source = "Cauce. Open data" if english else "Cauce. Datos abiertos"
        body = standing_alone(Slide(str(figure["svg"]), said[0], said[1:], source))
    response = HttpResponse(body, content_type="image/svg+xml")
    response.headers["Content-Disposition"] = 'attachment; filename="alcance.svg"'
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@require_safe
def file(request: HttpRequest, edition_id: UUID, order: int) -> HttpResponse:
    """One file, byte for byte as it was signed. 404 for what is not published."""
    found = access.published_file(edition_id, order)
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.body), content_type=found.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{found.name}"'
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
