"""What is published, for whoever gathers catalogues: DCAT-AP 3 as JSON-LD, and what each column means."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from cauce.content.cells import harmless
from cauce.content.model import Text, both
from cauce.content.model_publication import DIMENSION_LABELS
from cauce.measurement.models import StatisticsEdition, StatisticsFile
from cauce.measurement.publishing.printing.captions import stem_of, title_of
from cauce.staff.offices.access import day_at

DAY = dt.timedelta(days=1)
Published = Sequence[tuple[StatisticsEdition, list[StatisticsFile]]]
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
TITLE = both("Datos abiertos de la atención consular", "Open data on consular assistance")
ABOUT = both(
    "Cifras de la atención consular que dos personas firmaron. Ninguna identifica a nadie: van redondeadas, "
    "y las pequeñas no se muestran.",
    "Figures on consular assistance that two people signed. None identifies anybody: they are rounded, and "
    "small ones are not shown.",
)
EVERY = "http://publications.europa.eu/resource/authority/frequency/"
HOW_OFTEN = {"yearbook": "ANNUAL", "transparency": "ANNUAL", "halfyear": "ANNUAL_2", "donors": "QUARTERLY"}
TYPES = "https://www.iana.org/assignments/media-types/"
HEADS = ("column", "type", "code", "es", "en")
COLUMNS: tuple[tuple[str, str, Text], ...] = (
    ("table", "text", both("De qué tabla es la cifra", "Which table the figure is of")),
    ("indicator", "text", both("Qué indicador se cuenta", "Which indicator is counted")),
    ("definition", "integer", both("Versión de su definición", "Version of its definition")),
    (
        "period",
        "text",
        both("De qué periodo: 2026, 2026-H1, 2026-Q3", "Of which period: 2026, 2026-H1, 2026-Q3"),
    ),
    *((name, "code", label) for name, label in DIMENSION_LABELS.items()),
    (
        "value",
        "integer",
        both(
            "La cifra, redondeada a un múltiplo de cinco; vacía donde se oculta",
            "The figure, rounded to a multiple of five; empty where it is hidden",
        ),
    ),
    (
        "hidden",
        "0 / 1",
        both("1: la cifra no se muestra, y no quiere decir cero", "1: not shown; it does not mean zero"),
    ),
)


@dataclass(frozen=True, slots=True)
class Licence:
    name: str
    url: str


def licence() -> Licence | None:
    """That which the settings name. None: nobody chose one. Raises ``ImproperlyConfigured``."""
    name, _, url = settings.DATA_LICENCE.rpartition(" ")
    if not settings.DATA_LICENCE:
        return None
    if not name.strip() or not url.startswith("https://"):
        raise ImproperlyConfigured(
            "CAUCE_DATA_LICENCE: escriba el nombre de la licencia y, al final, su dirección (https). / "
            "write the name of the licence and, last, its address (https)."
        )
    return Licence(name.strip(), url)


def dictionary(editions: Iterable[StatisticsEdition]) -> str:
    """Each column of the CSV with its type, then each code of what is published, in both languages."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for row in (HEADS, *_explained(editions)):
        writer.writerow([harmless(cell) for cell in row])
    return out.getvalue()


def dictionary_sheet(editions: Iterable[StatisticsEdition]) -> bytes:
    """The same as a spreadsheet."""
    from openpyxl import Workbook  # it costs a process a third of a second

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Diccionario")
    for row in (HEADS, *_explained(editions)):
        sheet.append([harmless(cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def dictionary_json(editions: Iterable[StatisticsEdition]) -> str:
    """The same as a list of objects; a code of a spreadsheet is told as it is."""
    rows = [dict(zip(HEADS, row, strict=True)) for row in _explained(editions)]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _explained(editions: Iterable[StatisticsEdition]) -> list[tuple[str, ...]]:
    rows = [(name, kind, "", label.es, label.en) for name, kind, label in COLUMNS]
    for edition in editions:
        for table in edition.tables:
            if "rows" not in table:
                continue
            rows.append(("table", "code", table["id"], table["title"]["es"], table["title"]["en"]))
            for dim in table["dims"]:
                rows += [
                    (dim["id"], "code", "total" if one["id"] == "*" else one["id"], *_both(one["label"]))
                    for one in dim["values"]
                ]
    return list(dict.fromkeys(rows))


def _both(label: dict[str, str]) -> tuple[str, str]:
    return label["es"], label["en"]


def catalogue(published: Published, address: Callable[..., str]) -> dict[str, Any]:
    """``address``: the whole address of a page of this door by its name and arguments."""
    home = address("data:list")
    return {
        "@context": CONTEXT,
        "@id": address("data:catalogue"),
        "@type": "dcat:Catalog",
        "dct:title": _words(TITLE),
        "dct:description": _words(ABOUT),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": "Cauce"},
        "dct:language": [
            {"@id": f"http://publications.europa.eu/resource/authority/language/{one}"}
            for one in ("SPA", "ENG")
        ],
        "foaf:homepage": {"@id": home},
        "dcat:dataset": [_dataset(one, files, address) for one, files in published],
    }


def _dataset(
    one: StatisticsEdition, files: list[StatisticsFile], address: Callable[..., str]
) -> dict[str, Any]:
    stem = stem_of(one.kind, one.period, one.number)
    page = address("data:edition", stem)
    told: dict[str, Any] = {
        "@id": page,
        "@type": "dcat:Dataset",
        "dct:title": _words(title_of(one.kind, one.period)),
        "dct:description": _words(ABOUT),
        "dct:identifier": stem,
        "dcat:version": str(one.number),
        "dct:issued": _day(day_at(None, one.signed_at).isoformat()) if one.signed_at else None,
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _day(one.since.isoformat()),
            "dcat:endDate": _day((one.until - DAY).isoformat()),
        },
        "dct:spatial": {"@id": "http://publications.europa.eu/resource/authority/country/USA"},
        "dcat:landingPage": {"@id": page},
        "foaf:page": {"@id": address("data:dictionary", "csv")},
        "dct:license": {"@id": under.url} if (under := licence()) else None,
        "dcat:distribution": [_distribution(file, stem, address) for file in files],
    }
    if one.kind in HOW_OFTEN:
        told["dct:accrualPeriodicity"] = {"@id": EVERY + HOW_OFTEN[one.kind]}
    return {name: value for name, value in told.items() if value is not None}


def _distribution(file: StatisticsFile, stem: str, address: Callable[..., str]) -> dict[str, Any]:
    where = address("data:named", stem, file.name)
    return {
        "@id": where,
        "@type": "dcat:Distribution",
        "dct:title": file.name,
        "dcat:accessURL": {"@id": where},
        "dcat:downloadURL": {"@id": where},
        "dcat:mediaType": {"@id": TYPES + file.media_type.split(";", 1)[0]},
        "dcat:byteSize": {"@value": str(file.size), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": file.hash, "@type": "xsd:hexBinary"},
        },
    }


def _day(day: str) -> dict[str, str]:
    return {"@value": day, "@type": "xsd:date"}


def _words(text: Text) -> list[dict[str, str]]:
    return [{"@value": text.es, "@language": "es"}, {"@value": text.en, "@language": "en"}]
