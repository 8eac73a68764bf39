"""What is asked, and with whom it would be shared: one card for each, never all at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from cauce.cases.papers.rules import AGREED
from cauce.content.model import Text
from cauce.content.model_consent import ConsentPurpose, ShareableField
from cauce.content.vocabulary import Vocabulary
from cauce.rules.consent import Consents, ConsentVerdict, may

from ..frame.consent_bar import authorities, offices_in_mexico, recipient_names

UNNAMED = Text(es="una organización de la lista", en="an organisation on the list")


@dataclass(frozen=True)
class Card:
    """One question to the person; ``recipient`` "": nobody outside is named."""

    purpose: str
    recipient: str
    name: Text | None
    verdict: ConsentVerdict

    @property
    def key(self) -> str:
        return f"{self.purpose}-{self.recipient}" if self.recipient else self.purpose


@dataclass(frozen=True)
class Question:
    """A card as it is asked: the purpose with its words, and the data to read aloud one by one.

    ``stands``: what was agreed to before, where only what is added to it is asked; empty: all is asked.
    """

    card: Card
    purpose: ConsentPurpose
    data: tuple[ShareableField, ...] = ()
    stands: tuple[ShareableField, ...] = ()

    @property
    def key(self) -> str:
        """The name of the answer; ``told`` that of the ticked data."""
        return self.card.key

    @property
    def told(self) -> str:
        return f"{self.card.key}-fields"

    @property
    def name(self) -> Text:
        return self.card.name or self.purpose.title


def questions(
    vocabulary: Vocabulary,
    found: list[Card],
    least: Mapping[str, tuple[str, ...]],
    adding: Collection[str] = (),
) -> list[Question]:
    """Each card with what is asked about. ``least``: by purpose or by card, the only data that this request
    needs; those agreed to before are asked with them, because the last answer is the one that counts.
    ``adding``: cards of which, while a yes stands, only what that yes lacks is asked."""
    asked = []
    for card in found:
        if card.purpose not in vocabulary.purposes:
            continue
        data = vocabulary.asked(card.purpose) if card.purpose in vocabulary.to_one else ()
        needed = least.get(card.key, least.get(card.purpose))
        if needed is not None:
            agreed = card.verdict.consent.fields if card.verdict.consent else frozenset()
            data = tuple(one for one in data if one.id in {*needed, *agreed})
        stands: tuple[ShareableField, ...] = ()
        if card.key in adding and card.verdict.allowed and card.verdict.consent:
            before = card.verdict.consent.fields
            if lacking := tuple(one for one in data if one.id not in before):
                stands = tuple(one for one in vocabulary.asked(card.purpose) if one.id in before)
                data = lacking
        asked.append(Question(card, vocabulary.purposes[card.purpose], data, stands))
    return asked


def cards(
    consents: Consents,
    at: dt.datetime,
    asked: str = "",
    papers: bool = False,
    joining: bool = False,
    copies: bool = False,
    known: dict[str, Text] | None = None,
) -> list[Card]:
    """Every card: general purposes, each organisation ever asked about (and ``asked``), and every
    authority of the list. ``papers``: it is asked about an envelope for that organisation, too.
    ``joining``: two posts say that they know the person, so that it may be asked whether to join.
    ``copies``: a step needs the copy of a paper. ``known``: the names that the page has read already."""
    organizations = {c.recipient for c in consents if c.purpose == "referral" and c.recipient}
    in_mexico = {c.recipient for c in consents if c.purpose == "mexico" and c.recipient}
    given = {c.recipient for c in consents if c.purpose == "papers" and c.recipient}
    given |= {asked} if papers and asked else set()
    if asked and offices_in_mexico({asked}):
        in_mexico.add(asked)
    elif asked:
        organizations.add(asked)
    listed_authorities = authorities()
    names: dict[str, Any] = listed_authorities | (known or {})
    names |= recipient_names((organizations | in_mexico | given) - set(names))
    found = []
    for purpose in consents.vocabulary.purposes:
        wanted = {"joining": joining, AGREED: copies}.get(purpose, True)
        if not wanted and not any(c.purpose == purpose for c in consents):
            continue
        if purpose not in consents.vocabulary.to_one:
            found.append(Card(purpose, "", None, may(consents, purpose, at)))
            continue
        whom = {
            "us_authority": list(listed_authorities),
            "mexico": sorted(in_mexico & set(names)),
            "papers": sorted(given & set(names)),
        }.get(purpose, sorted(organizations & set(names)))
        found += [Card(purpose, r, names[r], may(consents, purpose, at, r)) for r in whom]
    return found
