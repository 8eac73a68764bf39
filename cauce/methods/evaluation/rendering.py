"""Sections as plain text and as a page that needs nothing else."""

from __future__ import annotations

from html import escape

from cauce.methods.evaluation.report import Section

STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;"
    "color:#1d1d1b;background:#fff}table{border-collapse:collapse;width:100%}"
    "th,td{text-align:left;padding:.3rem .6rem .3rem 0;border-bottom:1px solid #bbb}"
    "h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:1.6rem}"
)


def as_lines(told: list[Section]) -> list[str]:
    """Plain text, a heading at a time."""
    lines: list[str] = []
    for section in told:
        lines += ["", section.title] if lines else [section.title]
        lines += [f"  {line}" for line in section.lines]
        if section.table:
            widths = [max(len(cell) for cell in column) for column in zip(*section.table, strict=True)]
            lines += [
                "  " + "  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip()
                for row in section.table
            ]
    return lines


def _table(rows: tuple[tuple[str, ...], ...]) -> str:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in rows[0])
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in rows[1:]
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _prose(line: str) -> str:
    """A number and its per cent stay on one line."""
    return escape(line).replace(" %", "&nbsp;%")


def _part(told: list[Section], language: str, title: str) -> str:
    inside = "".join(
        f"<h2>{escape(section.title)}</h2>"
        + "".join(f"<p>{_prose(line)}</p>" for line in section.lines)
        + (_table(section.table) if section.table else "")
        for section in told
    )
    return f'<section lang="{language}"><h1>{escape(title)}</h1>{inside}</section>'


def as_page(spanish: list[Section], english: list[Section]) -> str:
    """One page with both languages, Spanish first; no script, nothing fetched."""
    return (
        '<!doctype html><html lang="es"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Evaluación · Evaluation</title><style>{STYLE}</style></head><body>"
        + _part(spanish, "es", "Evaluación del despliegue")
        + _part(english, "en", "Evaluation of the roll-out")
        + "</body></html>\n"
    )


def as_text(spanish: list[Section], english: list[Section]) -> str:
    return "\n".join([*as_lines(spanish), "", "—", "", *as_lines(english)]) + "\n"
