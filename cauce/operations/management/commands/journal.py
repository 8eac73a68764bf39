"""``cauce journal``: does the record of acts and reads still stand? Anchor it, ship it, renew its keys."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from cauce.content.errors import BadInputs
from cauce.custody.journal import anchors, integrity, keys
from cauce.custody.journal.actions import rotate_key
from cauce.operations.console import Answer, CauceCommand
from cauce.rules.permissions import SYSTEM
from cauce.staff.oversight import actions as oversight

bad_input = BadInputs(__file__)

KIND, ABOUT = "audit_key.rotate", ("journal", "keys")
WHATS = {
    "verify": "recorrer todo / walk everything",
    "anchor": "escribir un ancla / write an anchor",
    "export": "asientos como renglones JSON / entries as JSON lines",
    "public-key": "la llave pública / the public key",
    "check-anchors": "comprobar sin base de datos / check without a database",
    "rotate-key": "estrenar llaves, con dos personas / new keys, by two people",
}


def _lines(path: str | None) -> list[str] | None:
    return None if path is None else Path(path).read_text(encoding="utf-8").splitlines()


def _instant(text: str) -> dt.datetime:
    found = parse_datetime(text if "T" in text else f"{text}T00:00:00+00:00")
    if found is None:
        raise bad_input("the_date_is_not_understood", where="--since")
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def _write(text: str, to: str) -> None:
    if to == "-":
        sys.stdout.write(text)
    else:
        Path(to).write_text(text, encoding="utf-8")


class Command(CauceCommand):
    help = (
        "Comprueba, ancla, exporta la bitácora y renueva sus llaves; 1 si algo no cuadra. / "
        "Check, anchor and export the journal and renew its keys; exit status 1 when it does not hold."
    )

    def arguments(self, parser) -> None:
        parser.add_argument(
            "what", choices=tuple(WHATS), help=" · ".join(f"{name}: {words}" for name, words in WHATS.items())
        )
        parser.add_argument("--anchors", help="archivo de anclas / file of anchors")
        parser.add_argument("--to", default="", help="archivo, o «-» / a file, or '-'")
        parser.add_argument("--since", help="desde qué fecha / since which date")
        parser.add_argument("--public", help="llave pública / public key (PEM)")
        parser.add_argument("--lines", help="renglones exportados / exported lines")
        parser.add_argument(
            "--restored", action="store_true", help="se repuso un respaldo / a backup was restored"
        )

    def answer(self, *, what: str, language: str, **options: Any) -> Answer:
        return getattr(self, f"_{what.replace('-', '_')}")(language, options)

    def _verify(self, language: str, options: dict[str, Any]) -> Answer:
        found = integrity.walk(_lines(options["anchors"]), self.progress)
        return _told(found.links, found.breaks, found.anchored, language)

    def _anchor(self, language: str, options: dict[str, Any]) -> Answer:
        line = integrity.anchor_now(timezone.now(), restored=options["restored"])
        if options["to"]:
            _write(line + "\n", options["to"])
        words = {"es": "Quedó escrita un ancla.", "en": "An anchor was written."}
        return Answer({"anchor": line}, [] if options["to"] == "-" else [words[language]])

    def _export(self, language: str, options: dict[str, Any]) -> Answer:
        since = _instant(options["since"]) if options["since"] else None
        count, to = 0, options["to"] or "-"
        out = sys.stdout if to == "-" else Path(to).open("w", encoding="utf-8")
        try:
            for line in integrity.exported(since):
                out.write(line + "\n")
                count += 1
        finally:
            if out is not sys.stdout:
                out.close()
        return Answer({"entries": count}, [] if to == "-" else [str(count)])

    def _public_key(self, language: str, options: dict[str, Any]) -> Answer:
        pem = keys.public()
        return Answer({"public": pem}, [pem.strip()])

    def _check_anchors(self, language: str, options: dict[str, Any]) -> Answer:
        """With public keys alone: what an auditor can do on a machine of their own."""
        files = (options["public"] or "").split(",")
        public = {
            number: keys.read_public(Path(file).read_text(encoding="utf-8"))
            for number, file in enumerate(filter(None, files), start=1)
        }
        found = anchors.check(_lines(options["anchors"]) or [], public or keys.public_keys())
        links, breaks = integrity.check_lines(_lines(options["lines"]) or [], found)
        return _told(links, breaks, found, language)

    def _rotate_key(self, language: str, options: dict[str, Any]) -> Answer:
        at = timezone.now()
        following = (keys.ring()[-1].number if keys.ring() else 0) + 1
        version = rotate_key(
            actor=SYSTEM,
            agreed=lambda: oversight.take(
                kind=KIND, about=ABOUT, payload={"version": following}, actor=SYSTEM, at=at
            ),
        )
        words = {
            "es": f"La bitácora sella ahora con la versión {version}. Respalde la carpeta de llaves.",
            "en": f"The journal now seals with version {version}. Back up the folder of keys.",
        }
        return Answer({"version": version}, [words[language]])


def _told(links: int, breaks, anchored, language: str) -> Answer:
    document = {
        "whole": not breaks and not anchored.faults,
        "links": links,
        "breaks": [asdict(b) for b in breaks],
        "anchors": anchored.lines,
        "last_anchor": anchored.last_at,
        "restored": anchored.restored,
        "faults": [asdict(f) for f in anchored.faults],
    }
    if document["whole"]:
        words = {
            "es": f"La bitácora está completa: {links} asientos, {anchored.lines} anclas.",
            "en": f"The journal is whole: {links} entries, {anchored.lines} anchors.",
        }
        return Answer(document, [words[language]])
    lines = [f"{b.chain} {b.number}: {getattr(b, language)}" for b in breaks]
    lines += [f"⚓ {f.number}: {getattr(f, language)}" for f in anchored.faults]
    return Answer(document, lines, status=1)
