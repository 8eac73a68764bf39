"""Whether a letter can go: it is whole, to whom it may, and the person agreed to what it tells them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from cauce.cases.rules.letters import missing, must_be_agreed, shares, typed
from cauce.content.errors import BadInput, BadInputs
from cauce.content.model_consent import ShareableField
from cauce.content.model_letters import LetterTemplate
from cauce.content.vocabulary import Vocabulary
from cauce.directory.access import organization_names
from cauce.directory.models import Service
from cauce.rules.consent import partner_kind
from cauce.rules.telling_words import telling_text

from .facts import agreed_fields, vocabulary_of
from .models import Case

bad_input = BadInputs(__file__)

# Kinds of telling words that a shelter or a service never gets (A08 of docs/security/abuse.csv).
NARROW = frozenset({"a_number", "curp", "papers", "situation"})
WIDE_TO = ("legal_provider",)


def kind_of_recipient(vocabulary: Vocabulary, recipient: str) -> str | None:
    """Which kind of partner an organisation of the directory is; None: it is none, or is gone."""
    names = organization_names({recipient})
    if recipient not in names:
        return None
    rows = Service.objects.filter(organization_id=recipient).values_list("kinds__kind", flat=True)
    return partner_kind(vocabulary, (kind for kind in rows if kind))


def not_agreed(
    case: Case, template: LetterTemplate, recipient: str, at: dt.datetime, values: Mapping[str, str]
) -> frozenset[str]:
    """Which data the letter tells that the person has not agreed to share with that organisation. ``values``:
    its words by blank; empty: none are written yet."""
    if not template.goes_to_partner or not recipient:
        return frozenset()
    told = must_be_agreed(template, values)
    return frozenset(told - agreed_fields(case, "referral", recipient, at))


def left_out(
    case: Case, template: LetterTemplate, recipient: str, at: dt.datetime
) -> tuple[ShareableField, ...]:
    """All that the letter has a place for and the person has not agreed to share with that organisation, in
    the order in which it is asked; (): nothing, or it goes to no organisation."""
    if not template.goes_to_partner or not recipient:
        return ()
    lacking = shares(template) - agreed_fields(case, "referral", recipient, at)
    return tuple(one for one in vocabulary_of(case).asked("referral") if one.id in lacking)


def check_recipient(
    case: Case, template: LetterTemplate, recipient: str, at: dt.datetime, values: Mapping[str, str]
) -> None:
    """A partner is named, is of the kind the letter is for, and the person agreed to what it tells.
    ``values``: its words by blank.

    Raises ``BadInput`` otherwise, naming what consent lacks.
    """
    if not template.goes_to_partner:
        if recipient:
            raise bad_input("this_letter_goes_to_no_organisation", where="recipient")
        return
    vocabulary = vocabulary_of(case)
    if kind_of_recipient(vocabulary, recipient) != template.to:
        raise bad_input("say_who_it_goes_to", where="recipient")
    if lacking := not_agreed(case, template, recipient, at, values):
        # Before anything is written, all that is asked then: the person is asked once.
        lacks = [
            one
            for one in left_out(case, template, recipient, at)
            if not any(values.values()) or one.id in lacking
        ]
        labels = [one.label for one in lacks]
        es, en = ("; ".join(label[lang] for label in labels) for lang in ("es", "en"))
        raise bad_input("person_has_not_agreed_to_share", where="recipient", es=es, en=en)


def check_narrow(template: LetterTemplate, values: Mapping[str, str]) -> None:
    """Refuse papers, numbers and immigration data in a letter to a shelter or a service. ``BadInput``."""
    if not template.goes_to_partner or template.to in WIDE_TO:
        return
    for one in typed(template):
        for found in telling_text(values.get(one.id, "")):
            if found.kind in NARROW:
                raise bad_input(
                    "it_is_not_shared_with_this_organisation", where=one.id, warning=found.warning
                )


def check_whole(template: LetterTemplate, values: Mapping[str, str]) -> None:
    """Raise ``BadInput`` for the first answer that the letter cannot go without."""
    if lacks := missing(template, values):
        first = lacks[0]
        raise BadInput(
            first.words.es,
            first.words.en,
            where=first.field.id,
            cure_es="Complétela y solicite otra vez la revisión.",
            cure_en="Complete it and request review again.",
        )
