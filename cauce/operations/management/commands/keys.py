"""``cauce keys``: the keys of posts and cases: whether they are sound, changed, split and rebuilt."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable
from typing import Any

from cauce.cases.access_keys import case_of_folio
from cauce.cases.actions import order_rotation, renew_key
from cauce.cases.rounds.keys import keys
from cauce.content.errors import BadInput, BadInputs
from cauce.custody.journal.door import Absent
from cauce.custody.keystore import escrow, rotation
from cauce.custody.keystore.moving import unsettled
from cauce.custody.keystore.provider import provider
from cauce.operations.console import Answer, CauceCommand, post_named
from cauce.rules.permissions import SYSTEM

bad_input = BadInputs(__file__)

WHAT = ("check", "rotate", "renew", "recover", "escrow")
ESCROW = ("split", "check", "rebuild", "reserved")
CLEAN = "\033[H\033[2J\033[3J"  # the screen of a terminal, and what had scrolled out of it


def _usage(es: str, en: str) -> BadInput:
    return BadInput("Falta decir qué.", "It does not say what.", where="cauce keys", cure_es=es, cure_en=en)


class Command(CauceCommand):
    help = (
        "Llaves: comprobar, cambiar por consulado o de un caso, terminar lo cortado, custodia. / "
        "Keys: check, change for a post or a case, end what was cut, escrow."
    )

    def arguments(self, parser) -> None:
        parser.add_argument(
            "what",
            choices=WHAT,
            help=(
                "check | rotate (--post, --all, --root) | renew FOLIO… | recover | escrow "
                "split|check|rebuild|reserved"
            ),
        )
        parser.add_argument(
            "more", nargs="*", help="folios, o qué de la custodia / folios, or what of the escrow"
        )
        parser.add_argument("--post", help="un consulado / one post")
        parser.add_argument("--all", action="store_true", help="todas / every post")
        parser.add_argument("--root", action="store_true", help="la raíz del archivo / the root in the file")

    def answer(self, **options: Any) -> Answer:
        do: dict[str, Callable[..., Answer]] = {
            "check": self._check,
            "rotate": self._rotate,
            "renew": self._renew,
            "recover": self._recover,
            "escrow": self._escrow,
        }
        return do[options["what"]](**options)

    def _check(self, *, language: str, **_: Any) -> Answer:
        health = provider().health()
        posts = rotation.posts()
        document = {
            "provider": health.kind,
            "sound": health.ok or not posts,
            "posts": len(posts),
            "transfers_cut": len(unsettled()),
            "worn_out": len(rotation.worn_out()),
            "replaced": len(rotation.retired()),
            "escrow": escrow.escrow_public() is not None,
        }
        lines = [f"{name}: {value}" for name, value in document.items()]
        if posts and not health.ok:
            lines.append(health.en if language == "en" else health.es)
        return Answer(document, lines, status=0 if document["sound"] else 1)

    def _rotate(self, *, post: str | None, all: bool, root: bool, **_: Any) -> Answer:
        if not (post or all or root):
            raise _usage("Escriba --post HOU, --all o --root.", "Write --post HOU, --all or --root.")
        chosen = rotation.posts() if all else [post_named(post).code] if post else []
        done = []
        for code in chosen:
            order_rotation(actor=SYSTEM, what=code)
            done.append(rotation.rotate(code))
            self.progress(f"{code}: {done[-1].wrapped}")
        lines = [f"{one.post}: v{one.version}, {one.wrapped}" for one in done]
        document = {
            "posts": [
                {"post": one.post, "version": one.version, "wrapped": one.wrapped, "destroyed": one.destroyed}
                for one in done
            ]
        }
        if root:
            order_rotation(actor=SYSTEM, what="root")
            document["root"] = rotation.rotate_root()
            lines.append(f"root: {document['root']}")
        return Answer(document, lines)

    def _renew(self, *, more: list[str], **_: Any) -> Answer:
        if not more:
            raise _usage("Escriba uno o más folios.", "Write one folio or more.")
        found = {}
        for folio in more:
            try:
                found[folio] = renew_key(actor=SYSTEM, case=case_of_folio(folio))
            except Absent as problem:
                raise bad_input("there_is_no_case_of_that_folio", where=folio) from problem
        return Answer({"resealed": found}, [f"{folio}: {count}" for folio, count in found.items()])

    def _recover(self, **_: Any) -> Answer:
        done = keys()
        return Answer(done, [f"{name}: {count}" for name, count in done.items()])

    def _shares(self) -> list[str]:
        if not sys.stdin.isatty():
            return [line.strip() for line in sys.stdin if line.strip()]
        # Typed without an echo: the screen keeps nothing of them.
        return [getpass.getpass(f"{number + 1}: ") for number in range(escrow.NEEDED)]

    def _shown_one_by_one(self, shares: list[str], language: str) -> None:
        """On a terminal each of the people sees one share alone; cut short, the command is typed again."""
        told = {
            "es": "Que se acerque solo quien guarda esta parte, la copie en su papel y pulse Intro.",
            "en": "Whoever keeps this share comes alone, copies it on their own paper and presses Enter.",
        }[language]
        try:
            for number, share in enumerate(shares, 1):
                self.stdout.write(f"{CLEAN}{number}/{len(shares)}. {told}\n\n{share}\n")
                getpass.getpass("")
        finally:
            self.stdout.write(CLEAN, ending="")

    def _escrow(self, *, more: list[str], language: str, json: bool = False, **_: Any) -> Answer:
        if len(more) != 1 or more[0] not in ESCROW:
            raise _usage(f"Escriba: {' | '.join(ESCROW)}.", f"Write: {' | '.join(ESCROW)}.")
        what = more[0]
        if what in ("split", "reserved"):
            order_rotation(actor=SYSTEM, what="root")
            shares = escrow.split(escrow.root()) if what == "split" else escrow.new_escrow()
            document: dict[str, Any] = {"shares": shares, "needed": escrow.NEEDED}
            if what == "split":
                document["mark"] = escrow.mark_of(escrow.root())
            if sys.stdin.isatty() and self.stdout.isatty() and not json:
                self._shown_one_by_one(shares, language)
                shown = {"es": "Se mostraron las cinco.", "en": "The five were shown."}
                return Answer(document, [shown[language]])
            told = {
                "es": "Copie cada parte en su propio papel, entréguelas y limpie la pantalla.",
                "en": "Copy each share on a paper of its own, hand them out and clear the screen.",
            }
            numbered = [f"{number}. {share}" for number, share in enumerate(shares, 1)]
            return Answer(document, [told[language], *numbered])
        if what == "check":
            same = escrow.combine(self._shares()) == escrow.root()
            told = {
                True: {"es": "Reconstruyen la raíz en uso.", "en": "They rebuild the root in use."},
                False: {"es": "Son de otra raíz.", "en": "They are of another root."},
            }[same]
            return Answer({"same": same}, [told[language]], status=0 if same else 1)
        mark = escrow.rebuild(self._shares())
        return Answer({"mark": mark}, [mark])
