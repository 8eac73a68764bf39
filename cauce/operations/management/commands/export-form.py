"""``cauce export-form INSTRUMENT``: the instrument as a form for telephones, partners or paper."""

from __future__ import annotations

import json
from pathlib import Path

from cauce.content.errors import BadInput, BadInputs, unknown
from cauce.content.loader import Edition
from cauce.content.model_toolbox import Instrument
from cauce.intake.collection.access import device_by_id
from cauce.operations.console import Answer, CauceCommand
from cauce.protocol.editions.access import current_edition
from cauce.rules.field_form import code_of, version_of
from cauce.standards.fhir import questionnaire
from cauce.standards.sheet import sheet
from cauce.standards.xlsform import check, sheets, workbook, xform

bad_input = BadInputs(__file__)

ENDINGS = {"xlsform": ".xlsx", "xform": ".xml", "fhir": ".json", "sheet": ".pdf"}


def by_space(edition: Edition) -> dict[str, str]:
    """The instrument of each space that has exactly one: ``passport_window`` → ``window-cues``."""
    found: dict[str, list[str]] = {}
    for one in edition.instruments.values():
        for space in one.spaces:
            found.setdefault(space, []).append(one.id)
    return {space: names[0] for space, names in found.items() if len(names) == 1}


class Command(CauceCommand):
    help = (
        "Un instrumento como formato: XLSForm, XForm, FHIR u hoja. / "
        "An instrument as a form: XLSForm, XForm, FHIR or sheet."
    )
    while_behind = False

    def arguments(self, parser) -> None:
        parser.add_argument(
            "instrument",
            help="instrumento o espacio, como mobile-consulate / instrument or space, as mobile-consulate",
        )
        parser.add_argument(
            "--format",
            choices=sorted(ENDINGS),
            default="xlsform",
            help="clase de archivo / kind of file",
        )
        parser.add_argument(
            "--out", help="archivo; si falta, el código neutro / file; the neutral code if left out"
        )
        parser.add_argument(
            "--device",
            help="teléfono cuya llave cifra lo terminado / telephone whose key encrypts what is finished",
        )
        parser.add_argument("--submission-url", default="", help="a dónde se envía / where the form is sent")

    def answer(self, **options) -> Answer:
        edition, name = current_edition(), options["instrument"]
        name = by_space(edition).get(name, name)
        if name not in edition.instruments:
            raise unknown("instrumentos", "instruments", name, edition.instruments, "instrument")
        instrument = edition.instruments[name]
        out = Path(options["out"] or code_of(edition, name) + ENDINGS[options["format"]])
        body, ran = self._made(edition, instrument, options)
        try:
            out.write_bytes(body)
        except OSError as problem:
            raise bad_input("the_file_cannot_be_written_choose", where=str(out)) from problem
        document = {
            "form": code_of(edition, name),
            "version": version_of(edition, instrument),
            "format": options["format"],
            "file": str(out),
            "bytes": len(body),
            "read_by": list(ran),
        }
        lines = [f"{out} · {document['form']} · {document['version']}"]
        return Answer(document, lines + [f"✓ {one}" for one in ran])

    @staticmethod
    def _made(edition: Edition, instrument: Instrument, options: dict) -> tuple[bytes, tuple[str, ...]]:
        """The file, and the programs that read it and found nothing wrong."""
        if options["format"] == "fhir":
            text = json.dumps(questionnaire(edition, instrument), ensure_ascii=False, indent=1)
            return text.encode(), ()
        if options["format"] == "sheet":
            return sheet(edition, instrument, options["language"]), ()
        key = device_by_id(options["device"]).public_key if options["device"] else ""
        rows = sheets(edition, instrument, public_key=key, submission_url=options["submission_url"])
        book = workbook(rows)
        found = check(book)
        if found.problems:
            raise BadInput("; ".join(found.problems), "; ".join(found.problems), where=instrument.id)
        return (book if options["format"] == "xlsform" else xform(rows).encode()), found.ran
