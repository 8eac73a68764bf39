"""Sixty hostile cells through whatever writes a file, an e-mail or a log: none acts on who opens it."""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import email
import email.policy
import io
import itertools
import json
import logging
import os
import re
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from types import SimpleNamespace as Thing
from unittest.mock import Mock

import pytest
from django.core import mail
from openpyxl import Workbook, load_workbook

from cauce.content import workfile
from cauce.content.model import Text, both
from cauce.content.translating import Wanting
from cauce.desk.cases.registers import views_files
from cauce.desk.measurement.board import table_file
from cauce.desk.standards.legacy_import import views_refused
from cauce.measurement.hiding.showing import Shown
from cauce.measurement.publishing.printing import sheets as printing
from cauce.measurement.publishing.reports import sheets as reports
from cauce.protocol.documents.paper import pdf
from cauce.public import data_catalogue
from cauce.site.logs import Lines
from cauce.staff.exports import marking
from cauce.staff.notices import sending
from cauce.standards.calendar import calendar
from cauce.standards.ctdc import collect
from cauce.standards.hsds import importing, tabular
from cauce.standards.htcds import sheets as htcds
from cauce.standards.xlsform.workbook import workbook
from cauce.ui import figure_files
from cauce.ui.words import Words

RUN = "HYPERLINK(A1)"
UNSEEN = [
    "",
    " ",
    "\u00a0",
    "\u200b",
    "\u200d",
    "\u2060",
    "\ufeff",
    "\u00ad",
    "\u202e",
    "\u2066",
    "\x00",
    "\x1b",
]
HOSTILE = [
    *(before + sign + RUN for before in UNSEEN for sign in "=+@"),
    *(sign + RUN for sign in "-＝＋－＠﹦"),
    "\t=" + RUN,
    "\r=" + RUN,
    "\n=" + RUN,
    "=cmd|' /C calc'!A0",
    '="a"&"b"',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    'x";=1+1',
    "x|=1+1",
    "x,=1+1",
    "x\u2028=1",
    "x\r\nATTACH:https://a.example/\r\nEND:VEVENT",
    "x\r\n =1",
    "%0d%0aBcc: a@b.example",
    "x\r\nBcc: a@b.example",
    "x\nBcc: a@b.example",
    "\x1b[2J\x1b]0;x\x07",
    "x\n2026-01-01 ERROR cauce se cayó",
    "+52 1 =1",
]
AT = dt.datetime(2026, 5, 4, 15, 30, tzinfo=dt.UTC)
MARK = dict(export="c1", who="Inés", when="2026-05-04", reason="revisión")


def acts(cell: object) -> bool:
    """Whether a spreadsheet might take it for a formula: judged here again, and not by our own rule."""
    if not isinstance(cell, str):
        return False
    plain = unicodedata.normalize("NFKC", cell)
    seen = "".join(c for c in plain if unicodedata.category(c)[0] not in "CZ")
    if re.fullmatch(r"[+-]?[\d().-]+", seen):
        return False
    return cell[:1] in ("\t", "\r", "\n") or seen[:1] in tuple("=+-@")


# Where ``scripts/office.py`` wants every file that is made here; it opens them with LibreOffice.
FILES = os.environ.get("HOSTILE_FILES")
_number = itertools.count(1)


def left(body: bytes | str, end: str) -> None:
    if FILES:
        data = body.encode() if isinstance(body, str) else body
        (Path(FILES) / f"{os.getpid()}-{next(_number):03}.{end}").write_bytes(data)


def of_csv(body: bytes | str) -> list[list[str]]:
    left(body, "csv")
    text = body.decode("utf-8-sig") if isinstance(body, bytes) else body
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert not [cell for row in rows for cell in row if acts(cell)]
    return rows


def of_xlsx(body: bytes) -> list[list[object]]:
    left(body, "xlsx")
    book = load_workbook(io.BytesIO(body))
    kept = []
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            assert not [cell.coordinate for cell in row if cell.data_type == "f"], sheet.title
            kept.append([cell.value for cell in row])
    return kept


def _text(word: str) -> dict[str, str]:
    return {"es": word, "en": word}


def _edition(cells: Iterable[str]) -> Thing:
    values = [{"id": cell, "label": _text(cell)} for cell in cells]
    table = {
        "id": HOSTILE[0],
        "indicator": HOSTILE[1],
        "period": "2025",
        "definition": {"version": HOSTILE[2]},
        "title": _text(HOSTILE[3]),
        "dims": [{"id": "post", "label": _text(HOSTILE[4]), "values": values}],
        "rows": [{"key": [cell], "shown": 12} for cell in cells],
        "hidden": 0,
        "records": [[cell, 1] for cell in cells],
    }
    return Thing(
        kind="yearbook",
        period="2025",
        notes=[_text(HOSTILE[5])],
        tables=[table],
        content_edition="2026.1",
        content_hash="0" * 64,
        code_version="0",
        hash="0" * 64,
    )


def _board() -> bytes:
    board = Thing(
        wanted=Thing(
            one=Thing(id="x", measure="count"),
            by="post",
            period=Thing(since=AT.date(), until=AT.date(), code="2026"),
        ),
        version=1,
        courses={},
        rows=[Shown(cell, 12) for cell in HOSTILE],
    )
    return table_file.file_of(board, lambda key: Words(key, key), "es").body


def _refused() -> bytes:
    rows = [Thing(line=at, cells=[cell]) for at, cell in enumerate(HOSTILE)]
    judged = Thing(
        table=Thing(rows=rows, heads=[HOSTILE[0]]),
        refused=[
            [Thing(line=at, column=cell, what=_text(cell), cure=_text(cell))]
            for at, cell in enumerate(HOSTILE)
        ],
    )
    return views_refused.refused_rows(Thing(), judged, 1, "es").body


def _registers(monkeypatch) -> bytes:
    monkeypatch.setattr(
        views_files.access, "waiting_rows", lambda *_: ([HOSTILE[0]], [[cell] for cell in HOSTILE])
    )
    monkeypatch.setattr(views_files, "day_at", lambda *_: AT.date())
    return views_files._content(Thing(actor=None), None, None).body


def _plain_book() -> bytes:
    book, kept = Workbook(), io.BytesIO()
    for number, cell in enumerate(HOSTILE, 1):
        one = book.active.cell(number, 1)
        one.value = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", cell)  # no workbook can hold those
        one.data_type = "s"
    book.save(kept)
    return kept.getvalue()


def _mapped() -> list[Thing]:
    names = [field.field for field in htcds.catalogue.template_fields() if field.type != "Date"]
    return [Thing(values=dict.fromkeys(names, cell), referrals=[]) for cell in HOSTILE]


def _answer() -> Thing:
    both_ = [Text(es=cell, en=cell) for cell in HOSTILE]
    grid = Thing(
        title=both_[0],
        head=both_[1],
        columns=[both_[2]],
        rows=[(one, [12]) for one in both_],
        silent=both_,
    )
    return Thing(letter=[Thing(title=both_[0], lines=both_)], years=[("2025", [grid])], editions=[])


def _donors() -> Thing:
    lines = []
    for cell in HOSTILE:
        one = Text(es=cell, en=cell)
        measure = Thing(title=one, baseline=[one], target=one, actual=one, means=one)
        lines.append(Thing(word=one, title=one, measures=[measure], assumptions=[one]))
    return Thing(edition=Thing(period=HOSTILE[0]), lines=lines, notes=[one])


def _order(_) -> object:
    from cauce.methods.evaluation import order_record  # reads a statistical library

    places = [Thing(post=cell, stratum=cell, wave=1) for cell in HOSTILE]
    return of_csv(order_record.as_table(Thing(places=places), None, 1))


Made = Callable[[pytest.MonkeyPatch], object]
# Complete: tests/architecture/test_leaving.py compares it with the program.
WRITERS: dict[str, list[Made]] = {
    "cauce/methods/evaluation/order_record.py": [_order],
    "cauce/standards/hsds/importing.py": [
        lambda _: of_csv(
            importing.report_text(
                [Thing(file=cell, row=1, entity=cell, identifier=cell, es=cell, en=cell) for cell in HOSTILE]
            )
        )
    ],
    "cauce/standards/hsds/tabular.py": [
        lambda _: of_csv(tabular._csv(tabular.fields()["phone"], [{"number": x} for x in HOSTILE]).decode())
    ],
    "cauce/public/data_catalogue.py": [
        lambda _: of_csv(
            data_catalogue.dictionary(
                [
                    Thing(
                        tables=[
                            {
                                "id": cell,
                                "title": {"es": cell, "en": cell},
                                "rows": [],
                                "dims": [
                                    {"id": cell, "values": [{"id": cell, "label": {"es": cell, "en": cell}}]}
                                ],
                            }
                        ]
                    )
                    for cell in HOSTILE
                ]
            )
        )
    ],
    "cauce/ui/figure_files.py": [
        lambda _: of_csv(
            figure_files.csv_of({"columns": [{"name": "a"}], "rows": [[cell] for cell in HOSTILE]}, "es")
        )
    ],
    "cauce/standards/ctdc/collect.py": [
        lambda _: of_csv(
            collect.Tables(
                "2026",
                None,
                (Thing(name="x", counts=dict.fromkeys(HOSTILE, 12), denominator=12, share=lambda _: None),),
            ).csv()
        )
    ],
    "cauce/standards/htcds/sheets.py": [
        lambda _: of_csv(htcds._csv(["a"], [{"a": cell} for cell in HOSTILE])),
        lambda _: of_xlsx(htcds.to_xlsx(_mapped())),
    ],
    "cauce/standards/xlsform/workbook.py": [
        lambda _: of_xlsx(workbook(Thing(as_dict=lambda: {"survey": [{"label": cell} for cell in HOSTILE]})))
    ],
    "cauce/content/workfile.py": [
        lambda _: of_csv(
            workfile.write_table(
                [
                    Mock(
                        spec=Wanting, of=cell, text=both(cell, cell), remembered=[cell], now=Thing(text=cell)
                    )
                    for cell in HOSTILE
                ]
            )
        )
    ],
    "cauce/desk/measurement/board/table_file.py": [lambda _: of_csv(_board())],
    "cauce/desk/standards/legacy_import/views_refused.py": [lambda _: of_csv(_refused())],
    "cauce/desk/cases/registers/views_files.py": [lambda patch: of_csv(_registers(patch))],
    "cauce/measurement/publishing/printing/sheets.py": [
        lambda _: of_csv(printing.to_csv(_edition(HOSTILE))),
        lambda _: of_csv(printing.codes_csv(_edition(HOSTILE))),
        lambda _: of_xlsx(printing.to_xlsx(_edition(HOSTILE))),
    ],
    "cauce/measurement/publishing/reports/sheets.py": [
        lambda _: of_csv(reports.records_csv(_edition(HOSTILE), "es")),
        lambda _: of_xlsx(reports.answer_xlsx(_answer(), "es")),
        lambda _: of_xlsx(reports.donors_xlsx(_donors(), "es")),
    ],
    "cauce/staff/exports/marking.py": [
        lambda _: of_csv(marking.mark_csv(_raw().encode(), marking.Mark(**MARK))),
        lambda _: of_xlsx(marking.mark_xlsx(_plain_book(), marking.Mark(**MARK))),
        lambda _: of_xlsx(
            marking.mark_xlsx(_plain_book(), marking.Mark(**MARK | {"reason": "".join(HOSTILE)}))
        ),
    ],
}


def _raw() -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([cell] for cell in HOSTILE)
    return out.getvalue()


def test_there_are_sixty_and_most_would_act_if_nobody_kept_them_from_it():
    assert len(HOSTILE) == len(set(HOSTILE)) == 60 and sum(map(acts, HOSTILE)) > 45


@pytest.mark.parametrize("writer", WRITERS)
def test_no_cell_of_any_table_is_a_formula_and_none_begins_a_row_of_its_own(writer, monkeypatch):
    for make in WRITERS[writer]:
        rows = make(monkeypatch)
        assert len(rows) >= len(HOSTILE) and len({len(row) for row in rows if row}) < 8
        assert any(RUN in str(cell) for row in rows for cell in row)


def test_a_calendar_has_the_same_lines_whatever_word_it_is_made_for():
    for cell in HOSTILE:
        body = calendar(cell, [AT, AT], AT)
        left(body, "ics")
        lines = body.decode().split("\r\n")
        assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 1 and len(lines) == 17
        assert all(re.match(r"[A-Z-]+:", line) and line.isprintable() for line in lines[:-1])


def test_an_email_has_the_same_headers_whatever_stands_in_its_parts(settings):
    settings.MAIL_FROM = "Cauce <cauce@sre.example>"
    names = None
    for cell in HOSTILE:
        mail.outbox = []
        one = Thing(id=1, new=1, today=1, late=0, standing_in=False)
        sending.send(one, "ines@sre.example", cell)
        with contextlib.suppress(ValueError):  # what is no address is refused, and nothing leaves
            sending.send(one, cell)
        for sent in mail.outbox:
            read = email.message_from_bytes(sent.message().as_bytes(), policy=email.policy.default)
            assert names in (None, sorted(read)) and "Bcc" not in read
            names = sorted(read)
    assert names


def test_one_line_of_a_log_stays_one_line_and_does_not_repeat_what_an_error_says():
    for cell in HOSTILE:
        try:
            raise ValueError(cell)
        except ValueError as problem:
            record = logging.LogRecord("cauce", 40, "x", 1, "%s", (cell,), (ValueError, problem, None))
        line = Lines().format(record)
        assert len(re.split(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", line)) == 1
        assert not [c for c in line if unicodedata.category(c) == "Cc"]
        told = json.loads(line)
        assert told.pop("message") and told["error"] == ["ValueError"] and cell not in str(told)


def test_a_page_of_paper_shows_hostile_words_as_words_and_runs_nothing():
    import pikepdf

    body = pdf("documents/letter.html", {}, language="es", title="".join(HOSTILE))
    marked = marking.mark_pdf(
        body, marking.Mark(**MARK | {"reason": ") Tj /JS (app.alert(1)) " + HOSTILE[-2]})
    )
    with pikepdf.open(io.BytesIO(marked)) as held:
        kinds = {str(one.get("/S", "")) for one in held.objects if isinstance(one, pikepdf.Dictionary)}
        assert (
            not kinds & {"/JavaScript", "/Launch", "/URI", "/SubmitForm"} and "/OpenAction" not in held.Root
        )
        strings = [
            step.operands
            for step in pikepdf.parse_content_stream(held.pages[0])
            if str(step.operator) == "Tj"
        ]
        assert any(b"app.alert" in bytes(words[0]) for words in strings)
