"""Which services fit what is known of somebody, in which order, and why not?

Three answers, and «not known» is one of them: it never leaves a service out, it says what to ask.
What is known not to fit stays in the list, last, with the reason. Nothing is sent and nothing is
scored: an order to read in, and a person decides. Immigration papers are never read here.

Source: HSDS 3 (languages, eligibility, capacity with its date); phase 4 of the content (a service must
fit the person and take the person in).
"""

from .aspects import ASPECTS, findings, verdict_of
from .index import Index
from .known import asked_from
from .model import Asked, Finding, Found, Match, Measure, Near, Profile, Town, Verdict
from .ordering import BANDS, band, judge, measured_by, order, out_of_reach

__all__ = [
    "ASPECTS",
    "BANDS",
    "Asked",
    "Finding",
    "Found",
    "Index",
    "Match",
    "Measure",
    "Near",
    "Profile",
    "Town",
    "Verdict",
    "asked_from",
    "band",
    "findings",
    "judge",
    "measured_by",
    "order",
    "out_of_reach",
    "verdict_of",
]
