"""What the document of input and sign-in says is what the program does, figure by figure."""

from __future__ import annotations

import re
from typing import get_args

from cauce.api.openrosa import multipart
from cauce.cases.papers import rules as papers
from cauce.content import cells
from cauce.desk.protocol.editions import forms as zips
from cauce.intake.collection.actions import taking
from cauce.people import outside_lists
from cauce.protocol.documents import incoming, photographs, unpacking
from cauce.protocol.documents.unpacking import workbooks
from cauce.rules import passwords, signin
from cauce.sharing.machines import rules as machine
from cauce.site import uploads, whole_forms
from cauce.site.settings import base
from cauce.staff.accounts.slots import PATIENCE, SLOTS
from cauce.staff.exports import actions as exports
from cauce.standards.fhir import answers
from cauce.standards.legacy_import import workbook
from tests.architecture.reading import ROOT

DOCUMENT = (ROOT / "docs/security/input.md").read_text("utf-8")
PROGRAM = {
    "password.shortest": passwords.SHORTEST,
    "password.longest": passwords.LONGEST,
    "password.own": passwords.OWN,
    "tries.at_once": signin.AT_ONCE,
    "tries.first_wait": signin.FIRST_WAIT,
    "tries.longest_wait": signin.LONGEST_WAIT,
    "tries.forgotten": signin.FORGOTTEN.total_seconds(),
    "hashing.at_once": SLOTS,
    "hashing.patience": PATIENCE,
    "invitation.seconds": signin.INVITATION.total_seconds(),
    "unused.days": signin.UNUSED.days,
    "proof.seconds": base.STEP_UP_SECONDS,
    "rate.account": base.RATES["account"],
    "rate.costly": base.RATES["costly"],
    "rate.page": base.RATES["page"],
    "rate.guide": base.RATES["guide"],
    "rate.telephone": base.RATES["telephone"],
    "rate.directory": base.RATES["directory"],
    "rate.machine": base.RATES["machine"],
    "records.machine_hour": base.PACE_OF_ROLE["partner_machine"]["hour"],
    "records.machine_day": base.PACE_OF_ROLE["partner_machine"]["day"],
    "machine.bytes": answers.LARGEST,
    "machine.days": machine.KEY_LIFE.days,
    "rate.reply": base.RATES["reply"],
    "records.hour": base.PACE["hour"],
    "records.day": base.PACE["day"],
    "records.missed": base.PACE["missed"],
    "export.rows": exports.MOST_ROWS,
    "body.bytes": uploads.LARGEST,
    "form.bytes": base.DATA_UPLOAD_MAX_MEMORY_SIZE,
    "fields": base.DATA_UPLOAD_MAX_NUMBER_FIELDS,
    "zip.bytes": zips.LARGEST,
    "zip.files": zips.MOST_FILES,
    "zip.unpacked": zips.UNPACKED,
    "file.bytes": incoming.LARGEST,
    "image.pixels": incoming.MOST_PIXELS,
    "image.side": incoming.LONGEST_SIDE,
    "photograph.bytes": photographs.LARGEST,
    "photograph.pixels": photographs.PIXELS,
    "photograph.side": photographs.SIDE,
    "photograph.case": papers.MOST,
    "photograph.post": papers.QUOTA,
    "telephone.bytes": multipart.LARGEST,
    "telephone.files": taking.MOST_FILES,
    "telephone.kept": taking.MOST_BYTES,
    "parts": whole_forms.MOST_PARTS,
    "pieces.bytes": whole_forms.LARGEST,
    "list.columns": cells.MOST_COLUMNS,
    "list.rows": outside_lists.PAGE_ROWS,
    "read.memory": unpacking.MEMORY,
    "read.seconds": unpacking.SECONDS,
    "read.patience": unpacking.PATIENCE,
    "read.at_once": unpacking.SEATS,
    "read.answer": unpacking.ANSWER,
    "sheet.rows": workbook.MOST_ROWS,
    "sheet.unfolded": workbooks.UNFOLDED,
    "sheet.letters": workbooks.LETTERS,
}


def test_every_figure_of_the_document_is_the_one_in_force():
    written = dict(re.findall(r"^\| `([\w.]+)` \| (\d+) \|", DOCUMENT, re.MULTILINE))
    assert {key: int(figure) for key, figure in written.items()} == PROGRAM


def test_the_words_that_make_no_password_are_written_down():
    last = DOCUMENT.rpartition("make no password\n")[2]
    assert tuple(re.findall(r"\w+", last)) == passwords.CONTEXT


NAMES = {
    "key": ("llave", "key"),
    "app": ("aplicación", "app"),
    "codes": ("hoja de códigos", "sheet of codes"),
    "ministry": ("el ministerio", "the ministry"),
    "demo": ("demostración", "demonstration"),
}


def test_every_way_in_is_written_down_in_both_languages():
    text = " ".join(DOCUMENT.split())

    def said(word: str) -> bool:
        return f"**{word}**" in text

    assert set(NAMES) == set(get_args(signin.Way))
    for way, words in NAMES.items():
        assert all(said(one) or (way == "demo" and one in DOCUMENT) for one in words), way
    assert said("código de alta") and said("enrolment code")
