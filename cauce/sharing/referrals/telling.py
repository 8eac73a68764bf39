"""Words of a request that may tell its receiver too much: they leave only after a second look."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cauce.content.errors import BadInputs, CauceError
from cauce.content.vocabulary import Vocabulary
from cauce.rules.consent import REFERRAL, offered_to
from cauce.rules.telling_words import telling_text

bad_input = BadInputs(__file__)


class LookAgain(CauceError):
    """A free text may tell the receiver too much; nothing left. It is sent after a second look."""

    id = "look_again"

    def __init__(self, fields: list[str]) -> None:
        super().__init__(
            "No se envió todavía: hay palabras que conviene mirar otra vez.",
            "Not sent yet: some words deserve a second look.",
            where=fields[0],
            cure_es="Quítelas o confirme que deben ir.",
            cure_en="Take them out, or confirm that they must go.",
        )


def telling_fields(shared: dict[str, Any]) -> dict[str, list[str]]:
    """Kinds of words that may tell too much, by field; where a telephone belongs it is none."""
    found = {}
    for name, value in shared.items():
        kinds = {one.kind for one in telling_text(str(value))}
        kinds -= {"phone"} if name == "safe_contact" else set()
        if kinds:
            found[name] = sorted(kinds)
    return found


def check_fields(vocabulary: Vocabulary, shared: dict[str, Any]) -> None:
    """Only what some service may be told. Raises ``BadInput`` for anything else."""
    known = {field.id for field in vocabulary.asked(REFERRAL)}
    for name in shared:
        if name not in known:
            raise bad_input("name_is_never_shared_with_receiving_organisation", where=name, name=name)


def check_offered(vocabulary: Vocabulary, shared: dict[str, Any], service_kinds: Iterable[str]) -> None:
    """Only what a service of these kinds may be told. Raises ``BadInput``, naming the first other."""
    offered = {field.id for field in offered_to(vocabulary, service_kinds)}
    for name in shared:
        if name not in offered:
            raise bad_input("this_service_is_not_told_that", where=name)
