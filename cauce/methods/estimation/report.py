"""The report: a range, what it assumes, what moves it and what its critics say; Spanish, then English.

One page of HTML that asks no server for anything; whoever prints it makes the PDF.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape

import numpy as np

from cauce.methods.estimation import pictures
from cauce.methods.estimation.analysis import Analysis
from cauce.methods.estimation.messages import Note
from cauce.methods.estimation.pictures import Line
from cauce.methods.estimation.results import Result
from cauce.methods.estimation.variation import TOP
from cauce.methods.estimation.wording import (
    ASSUMES,
    CRITICS,
    INTERVALS,
    LOWER_BOUND,
    NEVER,
    STATUSES,
    WORDS,
    headline_text,
    pick,
    shown,
)

# Nothing that tells what the numbers are about stands in a title.
TITLE = ("Estimación por sistemas múltiples", "Multiple systems estimation")
STYLE = """
body { font: 11pt/1.5 "Atkinson Hyperlegible Next", "Atkinson Hyperlegible", sans-serif;
  color: #16232b; background: #fff; max-width: 44rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.6em; line-height: 1.2; margin: 0 0 .4em; }
h2 { font-size: 1.25em; margin: 1.6em 0 .4em; } h3 { font-size: 1.05em; margin: 1.2em 0 .3em; }
.range { font-size: 1.3em; line-height: 1.35; border-left: .35rem solid #0a4d68; padding-left: .8rem; }
.refused { border-left: .35rem solid #9a1b1b; }
@media screen { .wide, figure { overflow-x: auto; } figure svg { min-width: 36rem; } }
table { border-collapse: collapse; width: 100%; font-size: .92em; margin: .4em 0 1em; }
th, td { text-align: left; padding: .25em .6em .25em 0; border-bottom: 1px solid #c5ced1; vertical-align: \
top; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
svg { width: 100%; height: auto; } figure { margin: 0; break-inside: avoid; }
h1, h2, h3, figure { break-after: avoid; } tr { break-inside: avoid; }
.note { color: #44525a; font-size: .92em; }
section + section { break-before: page; border-top: 2px solid #16232b; margin-top: 3rem; padding-top: \
1.5rem; }
@page { size: letter; margin: 20mm; @bottom-right { content: counter(page) " / " counter(pages); font-size: \
8pt; } }
@media print { body { padding: 0; max-width: none; } section + section { border: 0; margin: 0; padding: 0; } }
"""
Cell = str | tuple[str, str]  # a number carries its class


def html(found: Analysis) -> str:
    """The whole report as one HTML page, without any address of another host."""
    return (
        '<!doctype html><html lang="es"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{TITLE[0]}</title><style>{STYLE}</style></head><body>"
        f"{_section(found, 'es')}{_section(found, 'en')}</body></html>"
    )


def _section(found: Analysis, language: str) -> str:
    parts = [
        f"<h1>{pick(TITLE, language)}</h1>",
        _answer(found, language),
        _facts(found, language),
        _methods(found, language),
        _resamples(found, language),
        _shares(found, language),
        _moved(found, language),
        _assumed(language),
    ]
    return f'<section lang="{language}">{"".join(parts)}</section>'


def _answer(found: Analysis, language: str) -> str:
    refused = " refused" if found.headline is None else ""
    parts = [f'<p class="range{refused}">{escape(headline_text(found, language))}</p>']
    if found.headline is not None:
        parts.append(f"<p>{escape(pick(LOWER_BOUND, language))}</p>")
    parts.append(_notes(found.refused, ("Por qué no hay cifra", "Why there is no figure"), language))
    parts.append(_notes(found.warnings, ("Advertencias", "Warnings"), language))
    return "".join(parts)


def _notes(notes: Sequence[Note], heading: tuple[str, str], language: str) -> str:
    if not notes:
        return ""
    items = "".join(f"<li>{escape(pick((one.es, one.en), language))}</li>" for one in notes)
    return f"<h2>{pick(heading, language)}</h2><ul>{items}</ul>"


def _facts(found: Analysis, language: str) -> str:
    used = found.used
    rows: list[list[Cell]] = [
        [name, _n(used.having(1 << i)), _n(_alone(found, i))] for i, name in enumerate(used.lists)
    ]
    rows.append([pick(("Todas", "All"), language), _n(used.n), _n(used.seen(1))])
    heads: list[Cell] = [
        pick(("Lista", "List"), language),
        (pick(("Casos", "Cases"), language), "n"),
        (pick(("Solo en ella", "On it alone"), language), "n"),
    ]
    told = pick(
        (
            f"{used.n:,} casos; {used.overlap:,} en dos listas o más: son toda la evidencia.",
            f"{used.n:,} cases; {used.overlap:,} on two lists or more: they are all the evidence.",
        ),
        language,
    )
    return f"<h2>{pick(('Las listas', 'The lists'), language)}</h2><p>{told}</p>{_table(heads, rows)}"


def _alone(found: Analysis, at: int) -> int:
    own = zip(found.used.masks, found.used.counts, strict=True)
    return sum(count for mask, count in own if mask == 1 << at)


def _methods(found: Analysis, language: str) -> str:
    if not found.results:
        return ""
    lines = [Line(pick(WORDS[r.method], language), r.estimate, r.lower, r.upper) for r in found.results]
    title = pick(("Estimaciones por método", "Estimates by method"), language)
    none = pick(("sin estimación", "no estimate"), language)
    heads: list[Cell] = [
        pick(("Método", "Method"), language),
        (pick(("Estimación", "Estimate"), language), "n"),
        "95 %",
        pick(("Intervalo", "Interval"), language),
        pick(("Términos", "Terms"), language),
    ]
    rows = [_method_row(one, found.status(one), language) for one in found.results]
    drawing = pictures.ranges(lines, title=title, none=none)
    note = pick(
        (
            "Wald supone que el modelo se conocía de antemano y es demasiado estrecho. Sin rango arriba, "
            "estas cifras no deben citarse como respuesta.",
            "Wald takes the model for known beforehand and is too narrow. Without a range above, these "
            "figures must not be quoted as an answer.",
        ),
        language,
    )
    return f"<h2>{title}</h2><figure>{drawing}</figure>{_table(heads, rows)}<p class='note'>{note}</p>"


def _method_row(one: Result, status: str, language: str) -> list[Cell]:
    name = pick(WORDS[one.method], language)
    if status == "refused":
        name = f"{name} ({pick(STATUSES[status], language)})"
    if one.estimate is None:
        return [name, _n(None), "", pick(STATUSES[one.status], language), ""]
    pairs = ", ".join(term for term in one.terms if ":" in term)
    ends = f"{shown(one.lower)} – {shown(one.upper)}"
    return [name, _n(one.estimate), ends, pick(INTERVALS[one.interval or "wald"], language), pairs]


def _resamples(found: Analysis, language: str) -> str:
    made = found.replicates
    chief = found.chief
    if made is None or chief is None or chief.intervals is None:
        return ""
    ends = chief.intervals
    marks = [
        (pick(("estimación", "estimate"), language), made.point),
        ("BCa 2.5 %", ends.bca.lower),
        ("BCa 97.5 %", ends.bca.upper),
    ]
    title = pick(("Cómo se reparten los remuestreos", "How the resamples lie"), language)
    heads: list[Cell] = ["", ("2.5 %", "n"), ("97.5 %", "n")]
    rows: list[list[Cell]] = [
        ["BCa", _n(ends.bca.lower), _n(ends.bca.upper)],
        [pick(("percentil", "percentile"), language), _n(ends.percentile.lower), _n(ends.percentile.upper)],
    ]
    told = (
        f"{pick(WORDS[chief.method], language)}: {ends.resamples:,} "
        f"{pick(('remuestreos', 'resamples'), language)}, z0 = {ends.z0:.2f}, a = {ends.acceleration:.4f}, "
        f"{pick(('infinitos', 'infinite'), language)} {ends.infinite:.2%}."
    )
    drawing = pictures.histogram(made.replicates, marks, title=title)
    return f"<h2>{title}</h2><figure>{drawing}</figure><p>{told}</p>{_table(heads, rows)}"


def _shares(found: Analysis, language: str) -> str:
    if not found.shares or found.headline is None:
        return ""
    rows: list[list[Cell]] = [
        [name, _share(ends.upper), _share(ends.lower)] for name, ends in found.shares.items()
    ]
    heads: list[Cell] = [
        pick(("Lista", "List"), language),
        (pick(("Como mucho", "At most"), language), "n"),
        (pick(("Al menos, si el rango es cierto", "At least, if the range is true"), language), "n"),
    ]
    title = pick(("Qué parte halló cada lista, como mucho", "The share each list found, at most"), language)
    return f"<h2>{title}</h2>{_table(heads, rows)}"


def _share(value: float) -> Cell:
    return f"{value:.1%}", "n"


def _moved(found: Analysis, language: str) -> str:
    moved = found.sensitivity
    if moved is None:
        return ""
    title = pick(("Qué mueve la cifra", "What moves the figure"), language)
    without = pick(("sin", "without"), language)
    unlike = pick(("personas desiguales, desviación", "unequal people, deviation"), language)
    lines = [
        *(
            Line(f"{pick(('umbral', 'threshold'), language)} {at:g}", value)
            for at, value in moved.thresholds.items()
        ),
        *(Line(f"{without} {name}", value) for name, value in moved.without.items()),
        *(Line(" + ".join(pair), value) for pair, value in moved.merged.items()),
        Line(
            pick(("interacción de todas (±log 2)", "interaction of all (±log 2)"), language),
            found.used.n
            + math.sqrt(
                max(0.0, (moved.interaction[0] - found.used.n) * (moved.interaction[1] - found.used.n))
            ),
            *moved.interaction,
        ),
        Line(pick(("piso de Chao", "Chao's floor"), language), moved.floor),
        *(Line(f"{unlike} {sd:g}", one) for sd, one in found.unlike.items() if sd),
        *_linkage_lines(found, language),
    ]
    none = pick(("sin estimación", "no estimate"), language)
    drawing = pictures.ranges(lines, title=title, none=none)
    rows: list[list[Cell]] = [
        [one.name, _n(one.point), "" if one.lower is None else f"{shown(one.lower)} – {shown(one.upper)}"]
        for one in lines
    ]
    heads: list[Cell] = [
        pick(("Elección", "Choice"), language),
        (pick(("Estimación", "Estimate"), language), "n"),
        "",
    ]
    return f"<h2>{title}</h2><figure>{drawing}</figure>{_table(heads, rows)}{_models(found, language)}"


def _linkage_lines(found: Analysis, language: str) -> list[Line]:
    """The errors of linkage, and what each group's own recall would make of everybody."""
    one = found.linkage
    if one is None:
        return []
    ends, middle = one.pooled.interval, float(np.median(one.pooled.points))
    lines = [
        Line(pick(("errores del enlace", "errors of linkage"), language), middle, ends.lower, ends.upper)
    ]
    linked = pick(("enlace como en", "linked as in"), language)
    return lines + [
        Line(f"{linked} {name} ({recall:.0%})", estimate) for name, (recall, estimate) in one.groups.items()
    ]


def _models(found: Analysis, language: str) -> str:
    ranking = found.sensitivity.ranking if found.sensitivity else None
    if ranking is None or not ranking.admissible:
        return ""
    best = float(ranking.bic[ranking.order[0]])
    rows: list[list[Cell]] = [
        [
            ", ".join(ranking.table.term(mask) for mask in ranking.models.of(int(m))) or "–",
            _n(ranking.table.n + float(ranking.unseen[m])),
            (f"{float(ranking.bic[m]) - best:.2f}", "n"),
        ]
        for m in ranking.top(TOP)
    ]
    title = pick(
        (
            f"Los mejores de {len(ranking.models):,} modelos, por BIC",
            f"The best of {len(ranking.models):,} models, by BIC",
        ),
        language,
    )
    heads: list[Cell] = [
        pick(("Interacciones", "Interactions"), language),
        (pick(("Estimación", "Estimate"), language), "n"),
        ("ΔBIC", "n"),
    ]
    average = pick(("Media ponderada", "Weighted mean"), language)
    return f"<h3>{title}</h3>{_table(heads, rows)}<p>{average}: {shown(ranking.average())}.</p>"


def _assumed(language: str) -> str:
    assumed = "".join(f"<li>{escape(pick(one, language))};</li>" for one in ASSUMES)
    critics = "".join(f"<li>{escape(pick(one, language))}</li>" for one in CRITICS)
    return (
        f"<h2>{pick(('Lo que se supone', 'What is assumed'), language)}</h2><ul>{assumed}</ul>"
        f"<p>{escape(pick(LOWER_BOUND, language))}</p>"
        f"<h2>{pick(('Lo que dice la crítica', 'What the critics say'), language)}</h2>"
        f"<ul>{critics}</ul><p><strong>{escape(pick(NEVER, language))}</strong></p>"
    )


def _n(value: float | None) -> tuple[str, str]:
    return shown(value), "n"


def _table(heads: Sequence[Cell], rows: Iterable[Sequence[Cell]]) -> str:
    head = "".join(_cell(one, "th") for one in heads)
    body = "".join("<tr>" + "".join(_cell(one, "td") for one in row) + "</tr>" for row in rows)
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _cell(one: Cell, tag: str) -> str:
    words, kind = one if isinstance(one, tuple) else (one, "")
    return f"<{tag}{f' class={kind!r}' if kind else ''}>{escape(words)}</{tag}>"
