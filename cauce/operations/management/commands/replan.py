"""``cauce replan``: are the stored obligations what the rules say? ``--apply`` writes what they say."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from cauce.cases.drift import Difference, differences
from cauce.content.errors import BadInputs, unknown
from cauce.operations.console import Answer, CauceCommand
from cauce.operations.replanning import put_right
from cauce.protocol.editions.access import current_edition
from cauce.staff.readiness import drift

bad_input = BadInputs(__file__)

MOST = 50  # lines for a person; the JSON document names them all
EVERY = 5000
NAMES = {
    "state": "estado/state",
    "due_at": "plazo/due",
    "met_at": "hecho/done",
    "post_id": "consulado/post",
    "urgent": "urgente/urgent",
}


def _words(one: Difference | drift.Difference, language: str) -> str:
    missing = {"es": "nada", "en": "nothing"}[language]
    if one.stored is None or one.planned is None:
        stored = one.stored["state"] if one.stored else missing
        planned = one.planned["state"] if one.planned else missing
        changes = [f"{stored} → {planned}"]
    else:
        changes = [
            f"{NAMES[name]}: {one.stored[name]} → {one.planned[name]}"
            for name in NAMES
            if one.stored[name] != one.planned[name]
        ]
    return f"{_of(one)}  {one.action}  " + "; ".join(changes)


def _of(one: Difference | drift.Difference) -> str:
    return one.post if isinstance(one, drift.Difference) else str(one.case)


class Command(CauceCommand):
    help = (
        "Compara lo guardado con lo que dicen las reglas (1 si algo difiere), o lo corrige. / "
        "Compare what is stored with what the rules say (exit status 1 when something differs), "
        "or put it right."
    )
    while_behind = False

    def arguments(self, parser) -> None:
        parser.add_argument("--check", action="store_true", help="comparar sin escribir / compare")
        parser.add_argument(
            "--apply",
            action="store_true",
            help="escribir lo que dicen las reglas / write what they say",
        )
        parser.add_argument("--post", metavar="CODE", help="un solo consulado / one post only")

    def answer(self, *, check: bool, apply: bool, post: str | None, language: str, **options: Any) -> Answer:
        if check == apply:
            raise bad_input("it_does_not_say_what_to_do", where="replan")
        posts = [row["code"] for row in current_edition().catalogues["posts"]]
        if post is not None and post not in posts:
            raise unknown("consulados", "posts", post, posts, where="--post")
        at = timezone.now()
        applied = put_right(at, post, self._progress) if apply else 0
        cases, of_cases = differences(at, post, self._progress)
        offices, of_posts = drift.differences(at, post)
        found: list[Difference | drift.Difference] = [*of_cases, *of_posts]
        document = {
            "cases": cases,
            "posts": offices,
            "equal": not found,
            "differences": [
                {
                    "post" if isinstance(one, drift.Difference) else "case": _of(one),
                    "action": one.action,
                    "stored": one.stored,
                    "planned": one.planned,
                }
                for one in found
            ],
        }
        lines = self._lines(cases, offices, found, language)
        if apply:
            document["applied"] = applied
            lines.append({"es": f"{applied} corregidos.", "en": f"{applied} put right."}[language])
        return Answer(document, lines, status=1 if found else 0)

    def _progress(self, done: int) -> None:
        if done % EVERY == 0:
            self.progress(f"  {done}")

    @staticmethod
    def _lines(cases: int, posts: int, found: list[Any], language: str) -> list[str]:
        english = language == "en"
        lines = [_words(one, language) for one in found[:MOST]]
        if len(found) > MOST:
            more = len(found) - MOST
            lines.append(f"… {more} more (--json)" if english else f"… {more} más (--json)")
        if english:
            lines.append(f"{cases} cases and {posts} posts planned again, {len(found)} rows differ.")
        else:
            lines.append(
                f"{cases} casos y {posts} consulados vueltos a planear, {len(found)} filas difieren."
            )
        return lines
