"""What a letter to an organisation begins with: only what the person agreed that this one may have."""

from __future__ import annotations

from typing import Any

from cauce.cases.models import Letter
from cauce.cases.rules.letters import typed
from cauce.content.model_letters import LetterTemplate
from cauce.rules.consent import may
from cauce.rules.dates import says_moment, zone
from cauce.sharing.referrals import access as referrals

from ..frame.already import ARRIVAL, first_priority, first_words, in_language, of_this_contact

HOUR = "need.arrival_at"
# Which need a letter to this kind of recipient is about.
NEEDS = {"shelter": "shelter", "legal_provider": "legal", "health_provider": "medical"}


def known_for(context: dict[str, Any], letter: Letter, template: LetterTemplate) -> dict[str, str]:
    """The blanks whose words are known, by id: what this recipient was told in a request, else what the case
    knows. Nothing of what was not agreed for this recipient is looked at; {}: it goes to no organisation."""
    if not letter.recipient:
        return {}
    page = context["page"]
    verdict = may(page.consents, "referral", context["at"], letter.recipient)
    agreed = verdict.consent.fields if verdict.allowed and verdict.consent else frozenset()
    blanks = {one.id: one.shares for one in typed(template) if one.shares in agreed}
    if not blanks:
        return {}
    edition, language, need = context["edition"], letter.language, NEEDS.get(template.to, "")
    words = first_words(
        edition,
        context["case"],
        page.facts,
        need,
        frozenset(blanks.values()),
        priority=first_priority(of_this_contact(page, edition, context["at"]), need),
        language=language,
    )
    told = referrals.told_to(context["case"], letter.recipient)
    # Somebody's own words come along as they were written: whoever writes the letter reads them first.
    words |= {name: in_language(edition, name, str(said), language) or said for name, said in told.items()}
    if ARRIVAL in blanks.values() and (hour := page.facts.get(HOUR)) is not None:
        # What was agreed since with this house, and with no other, is the hour that stands.
        if referrals.expecting(context["case"]) == {letter.recipient}:
            post = context["post"]
            words[ARRIVAL] = says_moment(hour, tz=zone(post.time_zone), city=post.city, language=language)
    return {blank: words[name] for blank, name in blanks.items() if words.get(name)}
