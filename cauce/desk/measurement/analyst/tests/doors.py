"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import Door, anyone, lists

DOORS: dict[str, Door] = {
    # figures for everybody: an analyst prepares, headquarters signs, who audits reads
    "analyst:list": lists("raul", "sofia", "elena"),
    "analyst:new": lists("raul"),
    "analyst:edition": anyone("raul", "sofia", "elena"),
    # how many were not seen in a year: the same people
    "analyst:estimates": lists("raul", "sofia", "elena"),
    "analyst:new_estimate": lists("raul"),
    "analyst:estimate": anyone("raul", "sofia", "elena"),
    "analyst:decide_estimate": anyone("raul", "sofia", "elena"),
    "analyst:decide": anyone("raul", "sofia", "elena"),
}
