"""In which language a person speaks, of which community, and who interprets: by code, never a name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from cauce.content.errors import BadInput, BadInputs
from cauce.custody.journal.door import Entry, act
from cauce.rules.interpreting import Offer
from cauce.rules.permissions import Actor

from .. import sections
from ..models import Case
from ..replan import replan
from ._shared import add_act, set_facts

bad_input = BadInputs(__file__)

TONGUE = "tongue"
# How much Spanish is understood, and read: 0 none, 3 as a language of one's own.
DEGREES = ("", "0", "1", "2", "3")
KNOWN = (
    "language",
    "variant",
    "community",
    "community_said",
    "family",
    "others",
    "understands",
    "reads",
    "prefers_audio",
    "signs",
    "sex",
    "into",
)

# What the pages of the language read, where the language alone is known.
UNSAID = dict.fromkeys(KNOWN, "") | {"into": "spa"}


def _check(given: Mapping[str, Any]) -> None:
    strange = sorted(set(given) - set(KNOWN))
    wrong = strange or [name for name in ("understands", "reads") if given.get(name, "") not in DEGREES]
    if wrong or not given.get("language"):
        raise bad_input("the_language_is_missing", where=wrong[0] if wrong else "language")


@act("case.record_tongue", requires="case.work", on="case")
def record_tongue(
    *, actor: Actor, entry: Entry, case: Case, seen: int, given: Mapping[str, Any], at: dt.datetime
) -> int:
    """Keep the language and community of a person; whoever was chosen to interpret is asked anew.

    Raises ``SectionConflict`` when somebody saved meanwhile, ``BadInput`` without a language.
    """
    _check(given)
    version = sections.write(case, TONGUE, dict(given), seen=seen, at=at, by=actor.user)
    helped = given["language"] not in ("spa",) or bool(given.get("signs"))
    set_facts(case, {"person.needs_interpreter": helped}, at=at, by=actor.user)
    replan(case, at)
    entry.about("case", case.id, post=case.post_id)
    entry.detail(version=version)
    return version


@act("case.tell_language", requires="case.work", on="case")
def speaks(*, actor: Actor, entry: Entry, case: Case, language: str, at: dt.datetime, by: str = "") -> None:
    """Keep the language in which the person is spoken to, and ``by`` which interpretation ('' not said), once
    somebody told it: the directory, each request and each consent begin with it.

    Spanish at one contact does not say that no interpreter is needed; another language says that one is.
    """
    seen, held = sections.latest(case, TONGUE)
    new = (held or {}).get("language") != language
    told = (UNSAID | {"language": language} if new else held) | ({"by": by} if by else {})
    if told != held:
        sections.write(case, TONGUE, told, seen=seen, at=at, by=actor.user)
    if new and language != "spa":
        set_facts(case, {"person.needs_interpreter": True}, at=at, by=actor.user)
        replan(case, at)
    entry.about("case", case.id, post=case.post_id)
    entry.detail(language=new, interpretation=bool(by))


@act("case.choose_interpreter", requires="case.work", on="case")
def choose_interpreter(
    *,
    actor: Actor,
    entry: Entry,
    case: Case,
    seen: int,
    offer: Offer,
    asked: bool,
    at: dt.datetime,
) -> int:
    """Keep who interprets, by code, and that ties were checked. Raises ``BadInput`` for a refused one.

    ``asked``: the officer asked them, without names, what the check could not know.
    """
    codes = [one.code for one in offer.chain]
    if offer.conflict.level == "refuse":
        raise BadInput(
            f"{', '.join(codes)}: {offer.conflict.reasons[0].es}",
            f"{', '.join(codes)}: {offer.conflict.reasons[0].en}",
            where="interpreter",
            cure_es="Elija a otra persona de la lista.",
            cure_en="Choose another person of the list.",
        )
    if offer.fit == "near":
        raise bad_input(
            "codes_not_known_to_speak_persons_language", where="interpreter", codes=", ".join(codes)
        )
    if offer.conflict.level == "ask" and not asked:
        raise bad_input("ask_first_giving_no_names_whether", where="asked")
    version, content = sections.latest(case, TONGUE)
    if not content:
        raise bad_input("the_persons_language_is_not_known_yet", where="language")
    kept = dict(content) | {"chain": codes, "level": offer.conflict.level}
    made = sections.write(case, TONGUE, kept, seen=seen or version, at=at, by=actor.user)
    add_act(case, "interpreter_vetted", at=at, by=actor.user)
    replan(case, at)
    entry.about("case", case.id, post=case.post_id)
    entry.detail(interpreters=codes)
    return made
