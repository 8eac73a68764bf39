"""Open data: what two people signed, for anybody to download, with what shows that a file is whole.

No cookie, no form, nothing of another server. A file is never shown in the page: it is downloaded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from cauce.content.errors import BadInput
from cauce.content.model import Text, both
from cauce.measurement import access_statistics as access
from cauce.measurement.boards.cascade_figure import cascade_figure
from cauce.measurement.models import StatisticsEdition, StatisticsFile
from cauce.measurement.publishing import announced
from cauce.measurement.publishing.printing.captions import READING, STEMS, stem_of, title_of
from cauce.measurement.publishing.public_cascade import public_cascade
from cauce.measurement.rules.publication.period import read_period
from cauce.rules.pathway.planner import HEADQUARTERS_ZONE
from cauce.staff.offices.access import day_at
from cauce.ui.figure_files import Figure, csv_of, drawing_of

from .data_catalogue import catalogue, dictionary, dictionary_json, dictionary_sheet, licence
from .data_charts import PICTURES, total_of, year_before

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


SOURCE = both("Cauce. Datos abiertos", "Cauce. Open data")
TABLE, DRAWING = both("tabla (CSV)", "table (CSV)"), both("gráfica (SVG)", "chart (SVG)")
KINDS = {stem: kind for kind, stem in STEMS.items()}
_STEM = re.compile(
    r"(?P<kind>[a-z]{1,20})-(?P<period>20\d\d(?:-(?:H\d|Q\d|20\d\d))?)(?:-rev(?P<number>\d{1,2}))?"
)
Published = Sequence[tuple[StatisticsEdition, list[StatisticsFile]]]


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


def _edition(one: StatisticsEdition, files: list[StatisticsFile], language: str) -> dict[str, Any]:
    cells = sum(len(table.get("rows", ())) for table in one.tables)
    hidden = sum(table.get("hidden", 0) for table in one.tables)
    stem = stem_of(one.kind, one.period, one.number)
    return {
        "stem": stem,
        "url": reverse("data:edition-en" if language == "en" else "data:edition", args=[stem]),
        "title": title_of(one.kind, one.period),
        "number": one.number,
        "signed_at": one.signed_at,
        "replaced": one.state == "superseded",
        "tables": [Text(**table["title"]) for table in one.tables if "title" in table],
        "shown": cells - hidden,
        "hidden": hidden,
        "files": [_file(file) for file in files],
    }


def _answer(request: HttpRequest, template: str, language: str, context: dict[str, Any], status: int = 200):
    english = language == "en"
    context |= {"language": language, "clock": HEADQUARTERS_ZONE}
    response = render(request, template, context, status=status)
    response.headers["Content-Language"] = "en" if english else "es-MX"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _spoken(language: str) -> Any:
    return translation.override("en" if language == "en" else "es-mx")


def _with_files(figure: Figure, drawing: str, table: str) -> dict[str, Any]:
    """The figure, with where its drawing and its table are downloaded."""
    files = [{"url": url, "label": said} for url, said in ((drawing, DRAWING), (table, TABLE))]
    return {**figure, "files": files}


def _reached(published: Published, language: str) -> dict[str, Any] | None:
    """The picture of who is reached, of what was published alone. None: nothing was."""
    figure = cascade_figure(public_cascade(one for one, _ in published))
    if figure is None:
        return None
    end = "-en" if language == "en" else ""
    return _with_files(figure, reverse(f"data:picture{end}"), reverse(f"data:picture-table{end}"))


def _charts(one: StatisticsEdition, language: str) -> list[dict[str, Any]]:
    stem = stem_of(one.kind, one.period, one.number)
    found = ((picture, picture.make(one)) for picture in PICTURES)
    return [
        {
            "title": picture.title,
            "figure": _with_files(
                figure,
                *(
                    reverse("data:named", args=[stem, f"{picture.name}.{language}.{kind}"])
                    for kind in ("svg", "csv")
                ),
            ),
        }
        for picture, figure in found
        if figure is not None
    ]


def _newest_yearbook(published: Published) -> StatisticsEdition | None:
    """The yearbook that is read today: the last year, its last revision. None: there is none."""
    return next((one for one, _ in published if one.kind == "yearbook" and one.state == "published"), None)


@require_safe
def listed(request: HttpRequest, language: str) -> HttpResponse:
    """What is published in a sentence, its pictures, every edition with its files, and when more appears."""
    published = access.published()
    newest = _newest_yearbook(published)
    people = total_of(newest) if newest else None
    context = {
        "elsewhere": "/datos/" if language == "en" else "/datos/en/",
        "editions": [_edition(one, files, language) for one, files in published],
        "calendar": announced.calendar(),
        "reading": READING,
        "licence": licence(),
        "newest": newest,
        "signed_on": day_at(None, newest.signed_at) if newest and newest.signed_at else None,
        "people": "" if people is None else f"{people:,}",
        "before": year_before(newest, (one for one, _ in published)) if newest else None,
    }
    with _spoken(language):
        context["cascade"] = _reached(published, language)
        context["charts"] = _charts(newest, language) if newest else []
        return _answer(request, "data/list.html", language, context)


@require_safe
def edition(request: HttpRequest, stem: str, language: str) -> HttpResponse:
    """One edition at an address that never changes. 404: it says that it is not published, and what is."""
    published = access.published()
    found = _by_stem(published, stem)
    other = "data:edition" if language == "en" else "data:edition-en"
    context: dict[str, Any] = {"elsewhere": reverse(other, args=[stem])}
    with _spoken(language):
        if found is None:
            context |= {
                "title": _asked(stem),
                "editions": [_edition(one, [], language) for one, _ in published],
            }
            return _answer(request, "data/missing.html", language, context, 404)
        one, files = found
        context |= {
            "one": _edition(one, files, language),
            "reading": READING,
            "charts": _charts(one, language),
        }
        return _answer(request, "data/edition.html", language, context)


def _by_stem(published: Published, stem: str) -> tuple[StatisticsEdition, list[StatisticsFile]] | None:
    return next(
        (pair for pair in published if stem_of(pair[0].kind, pair[0].period, pair[0].number) == stem), None
    )


def _asked(stem: str) -> Text:
    """What whoever wrote this address asks for. Raises ``Http404``: nothing that is ever published."""
    told = _STEM.fullmatch(stem)
    if told is None or told["kind"] not in KINDS:
        raise Http404
    try:
        title = title_of(KINDS[told["kind"]], read_period(told["period"]).code)
    except BadInput as problem:
        raise Http404 from problem
    if told["number"] is None:
        return title
    n = told["number"]
    return both(f"{title.es}, revisión {n}", f"{title.en}, revision {n}")


@require_safe
def picture(request: HttpRequest, language: str, table: bool = False) -> HttpResponse:
    """The picture of the page as a drawing of its own, or its table. 404: nothing was published."""
    with _spoken(language):
        figure = _reached(access.published(), language)
        if figure is None:
            raise Http404
        return _drawn(figure, language, SOURCE[language], "csv" if table else "svg", "alcance")


@require_safe
def named(request: HttpRequest, stem: str, name: str) -> HttpResponse:
    """A file of an edition by its name, byte for byte as it was signed, or a chart of it. 404: neither."""
    found = _by_stem(access.published(), stem)
    if found is None:
        raise Http404
    one, files = found
    order = next((file.order for file in files if file.name == name), None)
    if order is not None:
        return file(request, one.id, order)
    drawn, _, rest = name.partition(".")
    language, _, kind = rest.partition(".")
    wanted = next((one for one in PICTURES if one.name == drawn), None)
    if wanted is None or language not in ("es", "en") or kind not in ("svg", "csv"):
        raise Http404
    with _spoken(language):
        figure = wanted.make(one)
        if figure is None:
            raise Http404
        source = f"{SOURCE[language]}. {title_of(one.kind, one.period)[language]}"
        return _drawn(figure, language, source, kind, f"{stem}-{drawn}")


def _drawn(figure: Figure, language: str, source: str, kind: str, name: str) -> HttpResponse:
    """A figure as a file: its table, or its drawing alone."""
    if kind == "csv":
        body = "\ufeff" + csv_of(figure["table"], language)
        return _saved(body, "text/csv; charset=utf-8", f"{name}.csv")
    return _saved(drawing_of(figure, language, source), "image/svg+xml", f"{name}.svg")


def _saved(body: str | bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@require_safe
def catalogued(request: HttpRequest) -> HttpResponse:
    """What is published as machines gather it: DCAT-AP as JSON-LD."""

    def address(name: str, *args: str) -> str:
        if name == "data:dictionary":
            return request.build_absolute_uri(reverse(name, kwargs={"kind": args[0]}))
        return request.build_absolute_uri(reverse(name, args=args))

    body = json.dumps(catalogue(access.published(), address), ensure_ascii=False, indent=1)
    return _saved(body + "\n", "application/ld+json", "catalogo.jsonld")


# How the dictionary is handed out, by how its name ends.
DICTIONARIES: dict[str, tuple[str, Callable[[Iterable[StatisticsEdition]], str | bytes]]] = {
    "csv": ("text/csv; charset=utf-8", lambda editions: "\ufeff" + dictionary(editions)),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        dictionary_sheet,
    ),
    "json": ("application/json", dictionary_json),
}


@require_safe
def explained(request: HttpRequest, kind: str) -> HttpResponse:
    """What each column and each code of the figures means."""
    media_type, written = DICTIONARIES[kind]
    return _saved(written(one for one, _ in access.published()), media_type, f"diccionario.{kind}")


@require_safe
def file(request: HttpRequest, edition_id: UUID, order: int) -> HttpResponse:
    """One file, byte for byte as it was signed. 404 for what is not published."""
    found = access.published_file(edition_id, order)
    if found is None:
        raise Http404
    return _saved(bytes(found.body), found.media_type, found.name)
