"""What has to be found out before it is known whether a step applies: each fact once, with how to answer."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from cauce.cases.consent_to_store import may_keep
from cauce.intake.screenings.known import Known, known_in, read_of
from cauce.rules.dates import zone
from cauce.rules.pathway import Obligation, urgency
from cauce.rules.supposed import supposed
from cauce.ui import form_token
from cauce.ui.addresses import address_of

from ..frame.answers import YES
from ..frame.told import Already
from .forms_facts import FACT_PLACES, FactForm, asks

# What the directory compares and has no page of its own: never what only the person may bring up.
LED_TO = ("person.sex", "person.with_children", "labour.situation", "person.needs_support")


def _lacks_a_day(context: dict[str, Any], one: Obligation) -> bool:
    """Whether a step is owed and only the day that it is counted from is missing; a moment has its own
    page.
    """
    facts = context["edition"].facts
    return one.state == "open" and any(facts[name].type == "date" for name in one.missing)


def to_ask(
    context: dict[str, Any], sent: FactForm | None, wanted: str = "", need: str = ""
) -> list[dict[str, Any]]:
    """The facts that steps wait for and nobody left open in this contact, the most urgent first, with a form
    or the page that asks; of one that may not be kept before the person agrees, the page where they are asked
    whether they do.

    ``sent``: an answer that was refused, first; None: none was. ``wanted``: a fact that somebody came to
    answer, also where no step waits for it; "": none. ``need``: for which search; "": for none.
    """
    waiting = sorted(
        (o for o in context["page"].plan if o.state == "to_find_out" or _lacks_a_day(context, o)),
        key=lambda o: urgency(o, context["at"]),
    )
    first = [sent.fact.id] if sent else [wanted] if wanted else []
    names = list(dict.fromkeys([*first, *(name for o in waiting for name in o.missing)]))
    guesses = supposed(context["page"].facts)
    found = []
    for fact, form in asks(context["edition"], names):
        place, agreed_first = FACT_PLACES.get(fact.id), ""
        if form is not None and sent and fact.id == sent.fact.id:
            form = sent
        elif not may_keep(context["case"], fact.id):
            waits = {"dato": fact.id} | ({"need": need} if need and fact.id == wanted else {})
            form, place, agreed_first = None, "protection:consent", f"?{urlencode(waits)}"
        steps = [o for o in waiting if fact.id in o.missing]
        found.append(
            {
                "fact": fact,
                "form": form,
                "href": address_of(place, context["case"].id) + agreed_first if place else None,
                "agreed_first": bool(agreed_first),
                "once": form_token.new(),
                "for": [o.action for o in steps],
                "step": context["edition"].actions[steps[0].action] if steps else None,
                "due": min((o.due for o in steps if o.due), default=None),
                "supposed": guesses.get(fact.id),
                "suggested": guesses[fact.id].value if fact.id in guesses else None,
                "told": None,
                "left_open": None,
            }
        )
    _put_told(context, found)
    # What was left open in this contact is asked again at the next one, or where somebody comes to answer it.
    return [one for one in found if one["left_open"] is None or one["fact"].id in first]


def _put_told(context: dict[str, Any], asked: list[dict[str, Any]]) -> None:
    """Fill in what was told of these facts at safety or about risk; what is sent counts as said now."""
    asks = {f"fact:{one['fact'].id}": one for one in asked if one["form"] is not None}
    if asks.keys().isdisjoint(row.at for topic in context["edition"].topics.values() for row in topic.asked):
        return  # nobody asks any of them elsewhere
    known, at = told_in(context), context["at"]
    for place, one in asks.items():
        already = Already(known, {"value": place}, at, zone(context["post"].time_zone))
        already.ticks = False
        already.put_into(one["form"])
        one["told"] = getattr(one["form"].fields["value"], "told", None)
        one["left_open"] = known.left_open(place)
        if one["told"] is not None and one["told"].stands:
            one["suggested"] = one["form"].initial["value"] == YES


def told_in(context: dict[str, Any]) -> Known:
    """What the person told, by what the page has read of the case already; read once for a page."""
    if "told_in_case" not in context:
        page = context["page"]
        read = read_of(page, talks=context["talks"])
        context["told_in_case"] = known_in(page.case, page.acts, context["at"], read)
    known: Known = context["told_in_case"]
    return known


def _is_asked_now(one: dict[str, Any]) -> bool:
    return one["fact"].type == "boolean" and one["step"] is not None and one["left_open"] is None


def wanted_fact(context: dict[str, Any], name: str) -> str:
    """The fact that a page for this case leads here to answer, where it is not known yet; "": none."""
    unknown = name in context["edition"].facts and context["page"].facts.get(name) is None
    return name if name in LED_TO and unknown else ""


def beside(asked: list[dict[str, Any]], wanted: str = "") -> dict[str, Any] | None:
    """The question that stands beside the headline: the one that is wanted, else one to be answered yes or
    no, which nobody said today is not known; None: no such one waits."""
    for one in asked:
        if wanted and one["fact"].id == wanted:
            return one
        form = one["form"]
        if form is not None and form.is_bound:
            return None  # a refused answer stands with its reason in the list
        if form is not None and _is_asked_now(one):
            return one
    return None
