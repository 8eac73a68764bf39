"""The refused rows leave to be corrected: through the door of every file, and brought again."""

from __future__ import annotations

import csv
import io
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from cauce.cases import access_legacy_import as access
from cauce.cases.models import BroughtFile
from cauce.content.cells import harmless
from cauce.custody.journal.door import Absent
from cauce.staff.exports.actions import Content
from cauce.staff.exports.handing import WhyForm, hand_over
from cauce.staff.exports.kinds import MOST_ROWS
from cauce.standards import legacy_import
from cauce.standards.legacy_import.workbook import FORMULA
from cauce.ui import form_token
from cauce.ui.nav import nav
from cauce.ui.words import language_of

KIND = "earlier_rows"
NAME = "renglones"
# Headings that a file brought again leaves out by itself: standards/legacy_import/targets.py.
LINE, WHAT = "Renglón de antes", "Qué corregir"


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """Only whoever brought the file takes its rows out again: they held them before."""
    file = access.file_for(request.actor, file_id)
    if file.by != request.actor.user or not bytes(file.sealed):
        raise Absent()
    judged = legacy_import.judge(request.actor, file)
    if not judged.refused:
        raise Absent()
    parts = -(-len(judged.refused) // MOST_ROWS)
    part = min(max(_number(request.GET.get("parte", "1")), 1), parts)
    form = WhyForm(request.POST if request.method == "POST" else None)

    def page() -> HttpResponse:
        return render(
            request,
            "legacy_import/leave.html",
            {
                "nav": nav(request, "legacy_import"),
                "post": request.post,
                "once": form_token.reused(request),
                "form": form,
                "file": file,
                "part": part,
                "parts": range(1, parts + 1),
                "rows": len(judged.refused),
            },
        )

    if request.method != "POST":
        return page()
    return hand_over(
        request,
        form,
        thing=file,
        kind=KIND,
        about=("history", str(file.id)),
        content=lambda: refused_rows(file, judged, part, language_of(get_language())),
        again=page,
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 1


def refused_rows(file: BroughtFile, judged: legacy_import.Judged, part: int, language: str) -> Content:
    """Some of the refused rows as they came, each with its line and what to correct."""
    rows = {row.line: row for row in judged.table.rows}
    chosen = judged.refused[(part - 1) * MOST_ROWS : part * MOST_ROWS]
    kept = io.StringIO(newline="")
    writer = csv.writer(kept, lineterminator="\r\n")
    writer.writerow([*map(harmless, judged.table.heads), LINE, WHAT])
    for reasons in chosen:
        cells = ["" if cell == FORMULA else harmless(cell) for cell in rows[reasons[0].line].cells]
        told = "; ".join(
            f"{one.column}: {_in(one.what, language)} {_in(one.cure, language)}".lstrip(": ")
            for one in reasons
        )
        writer.writerow([*cells, reasons[0].line, harmless(told)])
    # With its mark, so that Excel reads the accents.
    body = ("\ufeff" + kept.getvalue()).encode()
    return Content(NAME, "csv", body, len(chosen))


def _in(text: object, language: str) -> str:
    return str(getattr(text, language, ""))
