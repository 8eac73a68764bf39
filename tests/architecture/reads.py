"""Which pages show something about a person who is attended, and so write that they were read.

Every route of doors.py is in one of the three; a new one fails until somebody decides.
"""

from __future__ import annotations

from .doors import DOORS


def routes(text: str) -> frozenset[str]:
    """The names of routes in «space: page page», on as many lines as it needs; without a space, alone."""
    names: set[str] = set()
    space = ""
    for word in text.split():
        if word.endswith(":"):
            space = word
        else:
            names.add(space + word)
    return frozenset(names)


# Lists: exactly one entry, however many rows.
LISTS = routes("""
    aid: home
    appointments: day sheet week
    auditor: exports glass journal looked refusals unusual
    calls: home
    colleagues: load network
    complaints: list signals
    crews: board list
    detained: list
    disclosures: waiting
    emergency_access: reviews
    families: list
    field: arrivals
    files: left
    joins: list
    letters: list
    mexico: list post
    partner: inbox
    proposals: list
    recusals: list
    protection: envelopes refer_group signatures worklist
    registers: home
    returning: inbox list
    rights: drafts endings requests
    searches: board list
    transfers: leaving list
""")
# One person's things: at least one entry. On colleagues:home are two lists: what came, and what
# waits for somebody.
CONTENT = routes("""
    aid: case one
    appointments: case one slip
    calls: call contact
    colleagues: case home opinion sheet
    complaints: one
    corrections: act answers audited case line sent
    crews: case member refer shared together
    disclosures: authority contact demand exception log new_demand second sheet
    emergency_access: case review
    families: about add case relative share shared
    field: arrival
    follow: case closing outcomes voiding
    joins: double double_of joint one touched
    legacy_import: columns leave one
    letters: case decide letter packet paper
    list_linkage: counts pair
    mexico: ask case one sign
    partner: request
    notes: case
    papers: case copy paper
    programmes: case
    proposals: one
    protection: account acts assess case case_tool circumstances consent contest custody depart
        envelope envelope_sign export form form_sheet forms history identity interview message move plan
        record refer refer_many referral referral_paper reserved rights risk safety screening seen
        short sign sitting sitting_result told tongue tool_sheet waiting withdraw
    recusals: case one
    registers: case
    returning: case look one
    rights: breach case copy draft ending holds request
    routes: sheet
    searches: named one passing sealing
    transfers: answer ask desk
""")
# Nothing about anybody attended: content, directory, numbers, posts, staff; or no page to GET.
SPACES_WITHOUT = routes("""
    account accounts analyst board demo directory editions entries find head headquarters help
    learning machines notices outings post_comparison protocol readiness reports window
""")
# Of kits: numbers of paper and where it is; the page of a sheet is blank, and shows nothing of its case.
WITHOUT = routes("""
    close home pace stay step_up
    aid: budgets kinds
    auditor: key
    calls: roster sheet take taken
    complaints: hear
    crews: begin drop join numbers open
    disclosures: count
    emergency_access: close identity start
    families: numbers
    field: device devices form forms home incident incidents register
    files: file list take
    kits: batch enter home kit paper print sheet
    legacy_import: home
    letters: leave
    list_linkage: ask list one quality run
    mexico: counts
    programmes: list
    protection: card find_out link_decide link_seen links open search self_care tool tools voice
    registers: into network order out
    returning: counts
    rights: authorisations breach_file breaches home new_breach
    searches: counts new take taken
""")


def undecided() -> list[str]:
    """Routes that are in none of the three."""
    known = LISTS | CONTENT | WITHOUT
    return sorted(
        name for name in DOORS if name not in known and name.partition(":")[0] not in SPACES_WITHOUT
    )
