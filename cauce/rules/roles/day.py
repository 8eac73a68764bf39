"""The part of the map of permissions that is about the day and the night of a post (see the package)."""

from __future__ import annotations

from .words import CASEWORK, EVERYBODY, LEADING, Allowed

DAY: dict[str, Allowed] = {
    # ---- the registers beside ours: folios copied out and in
    "register.see": CASEWORK,
    "register.count": {"headquarters": ("network",)},
    "register.order": {"headquarters": ("network",)},
    # ---- the cases that existed before
    # Whoever leads the post brings its old spreadsheet in; the rows it holds are of the post alone.
    "history.bring": {**LEADING, "system": ("network",)},
    # ---- the night and the telephone
    "duty.see": {**CASEWORK, "head_of_post": ("own",)},
    "duty.plan": LEADING,
    "duty.swap": {**CASEWORK, "head_of_post": ("own",)},
    # Whoever takes a call writes it for the post that it is of; of what was said they read back only what
    # 911 asks for, where it is urgent.
    "call.take": {
        "window_officer": ("network",),
        "protection_officer": ("network",),
        "protection_consul": ("network",),
        "head_of_post": ("network",),
        "headquarters": ("network",),
    },
    # signing: the neighbour, once the call went that far; headquarters likewise (calls.access).
    "call.answer": {
        "protection_officer": ("own", "signing"),
        "protection_consul": ("own", "signing"),
        "head_of_post": ("own", "signing"),
        "headquarters": ("network",),
    },
    "call.open_case": CASEWORK,
    # ---- a crew of many
    #
    #
    #
    #
    # ---- a crew of many: who works on an incident is said beside it, one by one
    "crew.work": {**CASEWORK, "system": ("network",)},
    "crew.count": {"head_of_post": ("own",), "headquarters": ("network",)},
    # ---- detained persons
    #
    #
    # ---- searches, deaths, and people who are found
    # whoever is asked for somebody takes a message; who it is for, her own officer alone learns
    "message.take": {"window_officer": ("own",), **CASEWORK, "system": ("network",)},
    "message.pass": CASEWORK,
    "search.work": CASEWORK,
    "search.count": {"headquarters": ("network",)},
    # a death takes two people in two roles; so does taking it back, when the person is found
    "death.propose": CASEWORK,
    "death.agree": {one: ("own", "signing") for one in ("protection_consul", "head_of_post")},
    "death.undo": {one: ("sealed",) for one in ("protection_officer", "protection_consul", "head_of_post")},
    "death.tell": {
        one: ("own", "sealed") for one in ("protection_officer", "protection_consul", "head_of_post")
    },
    # ---- the same person at another post
    "join.answer": CASEWORK,
    "join.list": CASEWORK,
    # ---- put right: what was written wrong; a second person where it would ease what the post owes
    "case.correct": CASEWORK,
    "case.agree_correction": {one: ("own", "signing") for one in ("protection_consul", "head_of_post")},
    # whoever audits reads hours and codes; what was taken out of sight is for internal control alone
    "correction.audit": {one: ("network",) for one in ("auditor", "internal_control")},
    "correction.read_hidden": {"internal_control": ("network",)},
    # ---- complaints
    # who may read one is decided person by person besides: never anybody of the post it is about
    "complaint.file": {"system": ("network",)},
    "complaint.chase": {"system": ("network",)},
    "complaint.hear": {
        **{one: ("own",) for one in ("window_officer", "protection_officer", "protection_consul")},
        "head_of_post": ("own",),
        **{one: ("network",) for one in ("headquarters", "internal_control", "legal_reviewer")},
        **{one: ("partner",) for one in ("sre_mexico", "iom", "partner_staff")},
    },
    "complaint.read": {one: ("network",) for one in ("headquarters", "internal_control", "iom")},
    "complaint.review": {one: ("network",) for one in ("headquarters", "internal_control")},
    # ---- people change: handover, newcomers
    #
    #
    # ---- the room: kits on paper
    # whoever leads prints, gives out and looks for them; only who works on cases opens what they say
    "kit.manage": {**CASEWORK, "head_of_post": ("own",)},
    "kit.enter": CASEWORK,
    # ---- the room: appointments, posts that travel
    #
    # the calendar holds hours and numbers and nobody; who comes is known to whoever works on the case
    "appointment.see": {"window_officer": ("own",), **CASEWORK, "head_of_post": ("own",)},
    "appointment.arrive": {"window_officer": ("own",), **CASEWORK},
    "appointment.work": CASEWORK,
    #
    # ---- outings: whoever of the post may go sees and ticks; whoever works on cases plans them
    "outing.see": {
        "window_officer": ("own",),
        **CASEWORK,
        "head_of_post": ("own",),
        "headquarters": ("network",),
        "system": ("network",),
    },
    "outing.plan": {**CASEWORK, "head_of_post": ("own",), "system": ("network",)},
    "outing.work": {
        "window_officer": ("own",),
        **CASEWORK,
        "head_of_post": ("own",),
        "system": ("network",),
    },
    # ---- the officer herself
    # the neighbour that signs for a post with no second person is asked too: it reads the question alone
    "opinion.ask": CASEWORK,
    "opinion.answer": {**CASEWORK, "protection_consul": ("own", "signing")},
    "relief.ask": CASEWORK,
    # short notes between the colleagues of a case: nobody who opened it in an emergency, or signs for it
    "note.keep": CASEWORK,
    # the copy of a paper that a step needs: kept, opened, printed and erased by whoever works on the case
    "paper.copy": CASEWORK,
    # how much work a post has: numbers of posts, never of a person
    "load.post": LEADING,
    "load.network": {"headquarters": ("network",)},
    # the box in the header names pages to whoever has a menu of them; at the counter a turn and the manual
    "section.find": {role: ("network",) for role in EVERYBODY if role != "window_officer"},
}
