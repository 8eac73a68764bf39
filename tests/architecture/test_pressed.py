"""A page with buttons says them to ``pressed``; the few that do it by hand are here, each with its reason."""

from __future__ import annotations

import ast

from .reading import CAUCE, code, nodes, short

BOTH = "two wrote at once: the page shows both texts, or begins again from the newer one"
TWICE = "words that deserve a second look are shown once more before they are sent"
SHOWN = "what was made is shown on this page, beside its forms"
SEVERAL = "one button sends several forms, or the first of several steps"
PARTLY = "some of what was sent is kept, and the rest is asked for again"
PROOF = "who may not is told so in a way of its own, before or instead of the refusal"
NOBODY = "whoever sends it is not signed in, and its key is made of its words"
STEP = "a step that is no form: what was answered is marked, or its session forgotten"
BY_HAND = {
    "cauce/desk/cases/assessment/views.py": SEVERAL,
    "cauce/desk/cases/branches/views.py": PARTLY,
    "cauce/desk/cases/case/views.py": PARTLY,
    "cauce/desk/cases/colleagues/views_sheet.py": BOTH,
    "cauce/desk/cases/identity/views.py": BOTH,
    "cauce/desk/cases/interview/views.py": BOTH,
    "cauce/desk/cases/letters/views_case.py": BOTH,
    "cauce/desk/cases/letters/views_packet.py": PROOF,
    "cauce/desk/cases/registers/views_case.py": SHOWN,
    "cauce/desk/cases/reserved/views.py": BOTH,
    "cauce/desk/cases/safety/views.py": BOTH,
    "cauce/desk/cases/screening/views.py": SEVERAL,
    "cauce/desk/cases/screening/views_sitting.py": BOTH,
    "cauce/desk/cases/tongue/views.py": SEVERAL,
    "cauce/desk/cases/tools/views_forms.py": BOTH,
    "cauce/desk/directory/providers/views_keep.py": SHOWN,
    "cauce/desk/directory/providers/views_review.py": PARTLY,
    "cauce/desk/directory/providers/views_unmet.py": STEP,
    "cauce/desk/family/reunification/returning/views.py": PARTLY,
    "cauce/desk/home/headquarters/views_totals.py": SEVERAL,
    "cauce/desk/intake/crews/views_list.py": SEVERAL,
    "cauce/desk/intake/kits/views_enter.py": SEVERAL,
    "cauce/desk/intake/screenings/views.py": STEP,
    "cauce/desk/intake/screenings/views_places.py": STEP,
    "cauce/desk/learning/kinds.py": STEP,
    "cauce/desk/learning/views.py": STEP,
    "cauce/desk/people/list_linkage/views.py": PARTLY,
    "cauce/desk/protocol/editions/views.py": PARTLY,
    "cauce/desk/protocol/editions/views_annex.py": SEVERAL,
    "cauce/desk/protocol/editions/views_files.py": PARTLY,
    "cauce/desk/rights/complaints/views_hear.py": NOBODY,
    "cauce/desk/rights/rights/views_endings.py": PROOF,
    "cauce/desk/sharing/binational/views_case.py": TWICE,
    "cauce/desk/sharing/disclosures/views_case.py": TWICE,
    "cauce/desk/sharing/disclosures/views_contact.py": SHOWN,
    "cauce/desk/sharing/referrals/reply/views.py": NOBODY,
    "cauce/desk/sharing/referrals/views_refer.py": TWICE,
    "cauce/desk/sharing/referrals/views_referral.py": SHOWN,
    "cauce/desk/sharing/referrals/views_together.py": TWICE,
    "cauce/desk/staff/accounts/views.py": PROOF,
    "cauce/desk/staff/oversight/emergency_access/views.py": PROOF,
    "cauce/desk/standards/legacy_import/views.py": PARTLY,
    "cauce/public/voice_views.py": NOBODY,
}
MOST = 50  # by hand, all told; fewer is better


def by_hand(module: ast.Module) -> int:
    """How often a module answers by hand that a form was sent before."""
    return sum(
        isinstance(node, ast.ExceptHandler)
        and node.type is not None
        and "AlreadyDone" in ast.unparse(node.type)
        for node in nodes(module)
    )


def test_a_page_with_buttons_says_them_to_pressed():
    found = {
        short(path): count
        for part in ("desk", "public")
        for path, module in code(CAUCE / part)
        if (count := by_hand(module))
    }
    assert sorted(set(found) - set(BY_HAND)) == [], "say its buttons to cauce.ui.pressed, or why not here"
    assert sorted(set(BY_HAND) - set(found)) == [], "no longer by hand: take its line away"
    assert sum(found.values()) <= MOST
    bad = "try:\n    end()\nexcept (Absent, AlreadyDone):\n    pass"
    assert by_hand(ast.parse(bad)) == 1
