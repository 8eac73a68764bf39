"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import CASE, PROTECTION, Door, lists, things

DOORS: dict[str, Door] = {
    "protection:refer": CASE,
    "protection:referral": CASE,
    "protection:referral_paper": CASE,
    "protection:refer_many": CASE,
    "protection:envelope": CASE,
    "protection:envelopes": lists(*PROTECTION, "aurora"),
    "protection:envelope_sign": things("ines", "mateo", "aurora"),
    # Each sees there who of their own post agreed to a service of the directory.
    "protection:refer_group": things(*PROTECTION),
}
