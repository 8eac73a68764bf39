"""Cases of the database as what HTCDS can hold: codes and dates, nothing of the vault.

Only cases whose person agreed that they be kept are exported. The vault is never opened here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from cauce.cases import access, facts
from cauce.cases.models import Case
from cauce.content.errors import BadInputs
from cauce.custody.journal.door import check_may, record_read
from cauce.rules.consent import may
from cauce.rules.permissions import SYSTEM, Actor, Scope, posts_with
from cauce.sharing.referrals import access as referrals

from . import case_extras, catalogue
from .model import Determination, HtcdsCase, Organisation

bad_input = BadInputs(__file__)

PERMISSION = "case.export"
TELL_EVERY = 250
GENDERS = {"woman": "woman", "man": "man", "other": "other"}
CONCLUSIONS = {
    "possible": "possible",
    "presumed": "presumed",
    "confirmed": "actual",
    "not_victim": "not",
}
# First age of each band; HTCDS has none, so a band only shows in the report of losses.
BANDS = (0, 12, 18, 25, 35, 45, 55)


def cases_for_export(
    actor: Actor,
    post: str | None = None,
    case: UUID | str | None = None,
    progress: Callable[[str], None] = lambda text: None,
) -> list[HtcdsCase]:
    """The cases this actor may export: one, those of a post, or all of the actor's posts.

    The program itself exports the whole network when neither is given. Each read is journalled.
    Raises ``Absent`` for what is not there or not for this actor, ``BadInput`` for a case whose
    person did not agree that it be kept.
    """
    # Outside the transaction: a refusal stays written down although nothing is exported.
    chosen = _one(actor, case) if case else _of_posts(actor, post)
    with transaction.atomic():
        found = list(chosen)
        if case:
            record_read(actor, "case.export", about=("case", found[0].id), post=found[0].post_id)
        else:
            _record_reads(actor, found)
        records = []
        for number, one in enumerate(found, start=1):
            records.append(_record(str(number), one))
            if number % TELL_EVERY == 0:
                progress(f"{number} / {len(found)}")
        return records


def _one(actor: Actor, case_id: UUID | str) -> Iterable[Case]:
    found = access.case_for(actor, case_id, permission=PERMISSION)
    if found.keeping != "given":
        raise bad_input("person_did_not_agree_case_be_kept", where="--case")
    return case_extras.known(Case.objects.select_related("post").filter(id=found.id))


def _of_posts(actor: Actor, post: str | None) -> Iterable[Case]:
    rows = (
        case_extras.known(Case.objects.select_related("post"))
        # A file that a death sealed stays among the records: no figure of before changes by it.
        .filter(Q(blocked_at=None) | Q(blocked_at=F("sealed_at")), keeping="given", erased_at=None)
        .order_by("opened_at", "id")
    )
    if post is None and actor.user == SYSTEM.user:
        check_may(actor, PERMISSION)
        return rows
    posts = [post] if post is not None else posts_with(actor, PERMISSION)
    for code in posts or [""]:  # nowhere: refused, and written down
        check_may(actor, PERMISSION, Scope(post=code), about=("post", code))
    return rows.filter(post_id__in=posts)


def _record_reads(actor: Actor, found: list[Case]) -> None:
    """One entry for each post, with the number of its cases."""
    for code, count in sorted(Counter(one.post_id for one in found).items()):
        record_read(actor, "case.export", about=("post", code), post=code, cases=count)


def _record(ref: str, case: Case) -> HtcdsCase:
    known, assessed = facts.facts_of(case), access.assessments(case)
    given = facts.own_consents(case)
    now = timezone.now()
    zone = facts.zone_of(case)
    plan = [row for row, _ in access.plan_items(case)]
    open_items = [row.due_on for row in plan if row.state == "open"]
    concepts = _present(assessed[0][1]["concepts"]) if assessed else ()
    nationality = known.get("person.nationality")
    sent, age, closing = referrals.of_case(case), known.get("person.age"), _closing_reason(case)
    journeys = case_extras.journeys(case, assessed, sent)
    spoken = (*case_extras.spoken(case), *(c.language for c in reversed(given.given) if c.language))
    return HtcdsCase(
        ref=ref,
        organisation=Organisation(
            name=case.post.name, city=case.post.city, state=case.post.state, country="US"
        ),
        gender=GENDERS.get(known.get("person.sex", "")),
        age=age,
        age_band=_band(age),
        deceased=True if closing == case_extras.DEATH else None,
        languages=tuple(dict.fromkeys(spoken)),
        citizenships=("MX",) if nationality == "mx" else (),
        determinations=tuple(_determinations(case, assessed)),
        means=tuple(slug for slug in concepts if slug in catalogue.means()),
        exploitation=tuple(slug for slug in concepts if slug in catalogue.exploitation()),
        opened_on=case.opened_at.astimezone(zone).date(),
        status=case.status,
        closing_reason=closing,
        owner=f"protection · {case.post_id}",
        referrals_in=case_extras.incoming(case, known.get("contact.channel"), zone),
        referrals_out=case_extras.outgoing(case, sent, zone),
        consent=may(given, "keeping", now).allowed,
        needs=tuple(dict.fromkeys(row.need for row in plan)),
        aims=journeys.aims,
        steps=tuple((row.need, row.state) for row in plan),
        plan_end=max(open_items) if open_items else None,
        plan_ended=case.closed_at.astimezone(zone).date() if plan and case.closed_at else None,
        beyond=journeys.beyond,
    )


def _present(concepts: Mapping[str, Any] | Iterable[str]) -> tuple[str, ...]:
    """Slugs of what is there, in order; what was denied, doubtful or not asked is left out."""
    if isinstance(concepts, Mapping):
        listed = concepts.get("concepts")
        if isinstance(listed, list | tuple):
            return tuple(sorted(listed))
        return tuple(sorted(slug for slug, value in concepts.items() if value in (True, "yes")))
    return tuple(sorted(concepts))


def _determinations(case: Case, assessed: list[tuple[Any, dict[str, Any]]]):
    """What two people concluded and signed; «prefers not to continue» determines nothing."""
    zone = facts.zone_of(case)
    for row, said in assessed:
        status = CONCLUSIONS.get(said["conclusion"])
        if status is None or row.signed_at is None or row.state == "contested":
            continue
        yield Determination(status, "consulate", row.signed_at.astimezone(zone).date())


def _closing_reason(case: Case) -> str | None:
    """The code of the reason; the words beside it stay in the case."""
    if case.closed_at is None:
        return None
    known = {item.id for item in facts.edition_of(case).catalogues["closing_reasons"]}
    for entry in access.notes(case):
        if entry["act"].name == "closed":
            code = str(entry["note"]).split(":", 1)[0]
            return code if code in known else None
    return None


def _band(age: int | None) -> str | None:
    if age is None:
        return None
    start = max(first for first in BANDS if first <= age)
    later = [first for first in BANDS if first > start]
    return f"{start}-{later[0] - 1}" if later else f"{start}+"
