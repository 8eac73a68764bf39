"""The one map of who may do what: permission → role → the furthest relation from which it is allowed.

What it does not list is refused; ``permissions.permits`` reads it. A part of the map stands in
``day.py`` because a file of this house is short; it is one map.
"""

from __future__ import annotations

from .day import DAY
from .words import CASEWORK as CASEWORK
from .words import EVERYBODY as EVERYBODY
from .words import LEADING, WATCHING, Allowed
from .words import PARTNER_KINDS as PARTNER_KINDS
from .words import Relation as Relation

ROLES: dict[str, Allowed] = {
    # the window
    "encounter.raise": {"window_officer": ("own",), **CASEWORK, "system": ("network",)},
    "encounter.answer": {**CASEWORK, "system": ("network",)},
    # coincidences between visits: the counter marks, one asks, another decides; headquarters may turn all
    # cues off Whoever is told of coincidences never makes one: they could find out alone what two people ask.
    "links.record": {"window_officer": ("own",)},
    "links.ask": CASEWORK,
    "links.approve": LEADING,
    "cues.switch": {"headquarters": ("network",)},
    # casework
    "case.list": CASEWORK,
    "case.read": {
        "protection_officer": ("own", "glass", "sealed"),
        "protection_consul": ("own", "glass", "sealed"),
        "head_of_post": ("sealed",),
    },
    "case.work": {**CASEWORK, "system": ("network",)},
    "case.conclude": CASEWORK,
    # the second person where contact is lost at a high risk: in another role than whoever proposed it
    "case.agree_lost": {one: ("own", "signing") for one in ("protection_consul", "head_of_post")},
    "case.sign": {"protection_consul": ("own", "signing"), "head_of_post": ("own",)},
    "case.read_to_sign": {"protection_consul": ("own", "signing"), "head_of_post": ("own",)},
    "reserved.hold": CASEWORK,
    # to another post: one asks, and the other answers
    "case.transfer": CASEWORK,
    "transfer.answer": CASEWORK,
    # letters: whoever works on the case writes, another looks and issues; a letter may name the
    # person, so nobody issues it who may not know who she is
    "letter.approve": {"protection_consul": ("own", "signing")},
    "letter.take": CASEWORK,
    "letter.list": {**CASEWORK, "head_of_post": ("own",)},
    # a return that the person chose: prepared by the post, received by an organisation in Mexico
    "return.work": CASEWORK,
    # the second person at a high risk: of the post; headquarters where nobody else of it could look
    "return.agree": {**CASEWORK, "headquarters": ("network",)},
    "return.receive": {"sre_mexico": ("partner",), "iom": ("partner",), "partner_staff": ("partner",)},
    "return.count": {"headquarters": ("network",)},
    "case.export": {"protection_consul": ("own",), "system": ("network",)},
    "identity.read": {"protection_officer": ("own", "glass"), "protection_consul": ("own", "glass")},
    "identity.search": CASEWORK,
    # the directory
    "directory.find": {
        "protection_officer": ("network",),
        "protection_consul": ("network",),
        "head_of_post": ("network",),
        "headquarters": ("network",),
    },
    "directory.read_address": CASEWORK,
    "directory.edit": {
        "protection_officer": ("own",),
        "protection_consul": ("own",),
        "headquarters": ("network",),
        "system": ("network",),
    },
    "directory.import": {"headquarters": ("network",), "system": ("network",)},
    # warnings of the network for itself: read before anybody is sent there, written by a post
    "directory.caution": {
        "protection_officer": ("network",),
        "protection_consul": ("network",),
        "headquarters": ("network",),
    },
    "directory.warn": CASEWORK,
    # what a service says of itself, reviewed before it shows (directory.edit)
    "entry.correct": {"partner_staff": ("partner",), "system": ("network",)},
    # what was needed and not found, counted without anybody
    "unmet.count": WATCHING,
    # who interprets
    "interpreter.find": {
        "protection_officer": ("network",),
        "protection_consul": ("network",),
        "headquarters": ("network",),
    },
    "interpreter.keep": {**CASEWORK, "system": ("network",)},
    # referrals
    "referral.send": {**CASEWORK, "system": ("network",)},
    "referral.read": {
        "protection_officer": ("own",),
        "protection_consul": ("own",),
        "partner_staff": ("partner",),
        "iom": ("partner",),
        "partner_machine": ("partner",),
        "link_receiver": ("partner",),
    },
    # the second person of what accompanies a referral in a sealed envelope
    "envelope.sign": {
        "protection_officer": ("own",),
        "protection_consul": ("own", "signing"),
        "head_of_post": ("own",),
    },
    # economic aid: headquarters configures, whoever works on cases asks, another person approves
    "aid.see": {
        "protection_officer": ("own",),
        "protection_consul": ("own",),
        "head_of_post": ("own",),
        "headquarters": ("network",),
    },
    "aid.ask": CASEWORK,
    "aid.approve": {"protection_consul": ("own",), "head_of_post": ("own",), "headquarters": ("network",)},
    "aid.settle": LEADING,
    "aid.draft": {"headquarters": ("network",)},
    "aid.publish": {"headquarters": ("network",)},
    # two people of headquarters: one proposes what a post may spend, another confirms it
    "aid.allot": {"headquarters": ("network",)},
    "aid.confirm": {"headquarters": ("network",)},
    "referral.answer": {
        "partner_staff": ("partner",),
        "iom": ("partner",),
        "partner_machine": ("partner",),
        "link_receiver": ("partner",),  # without an account: one referral, while a link to it opens
        "system": ("network",),
    },
    # systems of partners: two people give a key, one ends it
    "machine.see": {"administrator": ("network",), "headquarters": ("network",)},
    "machine.keep": {"administrator": ("network",)},
    "machine.decide": {"administrator": ("network",), "headquarters": ("network",)},
    # families on their way: the post works on them, IOM answers for what was shared with it
    "reunion.see": {"protection_officer": ("own",), "protection_consul": ("own",), "iom": ("partner",)},
    "reunion.work": {**CASEWORK, "system": ("network",)},
    "reunion.answer": {"iom": ("partner",)},
    # what is asked of an office of the ministry in Mexico or of a Mexican authority
    "petition.ask": CASEWORK,
    "petition.list": {
        "protection_officer": ("own",),
        "protection_consul": ("own",),
        "head_of_post": ("own",),
    },
    "petition.sign": {
        "protection_officer": ("own",),
        "protection_consul": ("own", "signing"),
        "head_of_post": ("own",),
    },
    "petition.count": {"headquarters": ("network",)},
    "petition.office": {"sre_mexico": ("partner",)},
    "petition.answer": {"sre_mexico": ("partner",), "partner_staff": ("partner",)},
    # all the open cases of somebody who leaves
    "desk.hand_on": {"protection_consul": ("own",)},
    # what leaves without consent, under a demand, or to an authority
    "disclosure.second": {
        "protection_consul": ("own", "signing"),
        "head_of_post": ("own",),
        "headquarters": ("network",),
    },
    "disclosure.desk": {
        "protection_consul": ("own",),
        "head_of_post": ("own",),
        "headquarters": ("network",),
        "legal_reviewer": ("network",),
    },
    "disclosure.count": {"auditor": ("network",), "headquarters": ("network",)},
    "demand.read": {
        "protection_officer": ("own",),
        "protection_consul": ("own",),
        "legal_reviewer": ("network",),
        "headquarters": ("network",),
    },
    "demand.review": {"legal_reviewer": ("network",)},
    "demand.approve": {"headquarters": ("network",)},
    # what a post has ready (phase 1)
    "readiness.own": {
        "window_officer": ("own",),
        "protection_officer": ("own",),
        "protection_consul": ("own",),
        "head_of_post": ("own",),
        "headquarters": ("network",),
        "auditor": ("network",),
    },
    "readiness.read": {
        "protection_officer": ("own",),
        "protection_consul": ("own",),
        "head_of_post": ("own",),
        "headquarters": ("network",),
        "auditor": ("network",),
    },
    "readiness.work": {
        "protection_officer": ("own",),
        "protection_consul": ("own",),
        "head_of_post": ("own",),
        "system": ("network",),
    },
    "readiness.lead": {"protection_consul": ("own",), "head_of_post": ("own",), "system": ("network",)},
    "readiness.network": {"headquarters": ("network",), "auditor": ("network",)},
    # editions of the Protocol, and what a post adds to them
    "edition.read": {role: ("network",) for role in EVERYBODY if role != "partner_staff"},
    "edition.draft": {"headquarters": ("network",), "system": ("network",)},
    "edition.approve": {"headquarters": ("network",)},
    "annex.read": {
        "protection_officer": ("own",),
        "protection_consul": ("own",),
        "head_of_post": ("own",),
        "headquarters": ("network",),
    },
    "annex.draft": LEADING,
    "annex.approve": {"head_of_post": ("own",), "headquarters": ("network",)},
    # numbers
    "numbers.post": LEADING,
    "numbers.network": WATCHING,
    "figures.post": LEADING,
    "figures.network": WATCHING,
    # lists compared for numbers alone: one of headquarters asks, another agrees; never an analyst
    **{f"linkage.{it}": {"headquarters": ("network",)} for it in ("ask", "agree", "review")},
    "linkage.run": {"headquarters": ("network",), "system": ("network",)},
    # the table on view of a board, as a file: whoever audits looks and takes nothing out
    "figures.take": {**LEADING, "headquarters": ("network",), "analyst": ("network",)},
    # which subjects are the same person: written by the linkage of the house, and destroyed in time
    "merge.record": {"analyst": ("network",), "system": ("network",)},
    "merge.destroy": {"headquarters": ("network",), "system": ("network",)},
    # totals that a partner may share: kept beside our figures, never added to them
    "totals.take": {one: ("network",) for one in ("headquarters", "analyst", "system")},
    # telephones in the field, what they send, and what is done when one is lost
    "device.manage": {"protection_consul": ("own",), "head_of_post": ("own",), "system": ("network",)},
    "form.fetch": {
        "protection_officer": ("own",),
        "protection_consul": ("own",),
        "head_of_post": ("own",),
        "headquarters": ("network",),
    },
    "arrival.send": {"field_device": ("own",), "system": ("network",)},
    "arrival.answer": CASEWORK,
    "incident.read": {"protection_consul": ("own",), "head_of_post": ("own",), "headquarters": ("network",)},
    "incident.close": {"head_of_post": ("own",), "headquarters": ("network",)},
    # files that leave; each kind needs the right to what it holds besides
    "export.make": {
        **CASEWORK,
        "head_of_post": ("own",),
        "headquarters": ("network",),
        "analyst": ("network",),
    },
    # what the person asks of her own data
    "rights.see": {
        "protection_officer": ("own", "sealed"),
        "protection_consul": ("own", "sealed"),
        "head_of_post": ("own", "sealed"),
        "headquarters": ("network",),
    },
    "rights.work": {
        "protection_officer": ("own", "sealed"),
        "protection_consul": ("own", "sealed"),
        "head_of_post": ("sealed",),
    },
    # how long a record is kept, and how it ends
    "retention.see": {"protection_consul": ("own",), "head_of_post": ("own",), "headquarters": ("network",)},
    "retention.confirm": LEADING,
    "retention.hold": {"protection_consul": ("own",), "head_of_post": ("own",), "headquarters": ("network",)},
    "retention.authorise": {"headquarters": ("network",)},
    # data that got out: what happened, to whom, and how each person is warned
    "breach.work": {"head_of_post": ("own",), "headquarters": ("network",)},
    # learning
    "learning.use": {
        role: ("network",)
        for role in (
            "window_officer",
            "protection_officer",
            "protection_consul",
            "head_of_post",
            "headquarters",
            "sre_mexico",
            "iom",
            "auditor",
        )
    },
    "learning.see": LEADING,
    "learning.see_network": {"headquarters": ("network",), "auditor": ("network",)},
    # what a second person decides; the kinds of proposal are in the feature.py of each feature
    "proposal.see": {
        "protection_consul": ("own",),
        "head_of_post": ("own",),
        "headquarters": ("network",),
        "administrator": ("network",),
    },
    # who signs in, and with which roles
    "account.see": {"head_of_post": ("own",), "headquarters": ("network",), "administrator": ("network",)},
    "role.propose": {"head_of_post": ("own",), "administrator": ("network",)},
    "role.decide": {
        "head_of_post": ("own", "signing"),
        "headquarters": ("network",),
        "administrator": ("network",),
    },
    "role.end": {"head_of_post": ("own",), "headquarters": ("network",), "administrator": ("network",)},
    "identity.export": {"protection_consul": ("own",)},
    "identity.decide_export": {
        "protection_consul": ("own", "signing"),
        "head_of_post": ("own", "signing"),
        "headquarters": ("network",),
    },
    "record.erase": LEADING,
    "record.decide_erase": {"head_of_post": ("own", "signing"), "headquarters": ("network",)},
    "key.destroy": {"head_of_post": ("own",), "headquarters": ("network",)},
    "key.decide_destroy": {"headquarters": ("network",)},
    "recovery.propose": {"head_of_post": ("own",), "administrator": ("network",)},
    "recovery.decide": {
        "head_of_post": ("own", "signing"),
        "headquarters": ("network",),
        "administrator": ("network",),
    },
    "audit_key.rotate": {"administrator": ("network",)},
    "audit_key.decide": {"headquarters": ("network",)},
    # a case of another post, opened in an emergency; whoever leads reviews and never opens
    "glass.open": {"protection_officer": ("network",), "protection_consul": ("network",)},
    "glass.review": {"head_of_post": ("own", "signing"), "headquarters": ("network",)},
    "glass.see": {"head_of_post": ("own", "signing"), "headquarters": ("network",), "auditor": ("network",)},
    # the record of acts and reads
    "journal.read": {"auditor": ("network",)},
    # figures for everybody: one prepares, another, in another role, signs
    "statistics.prepare": {"analyst": ("network",)},
    "statistics.sign": {"headquarters": ("network",)},
    "statistics.read": WATCHING,
    # who somebody is; that they are let in again is proposed and decided (recovery.propose)
    "account.suspend": {"head_of_post": ("own",), "administrator": ("network",), "system": ("network",)},
    "account.link": {"administrator": ("network",)},
    # the program itself, and what follows from another act (see cauce.custody.journal.door)
    "effect": {"system": ("network",)},
    # the manual: everybody who signed in reads it
    "protocol.read": {role: ("partner",) if role == "partner_staff" else ("network",) for role in EVERYBODY},
    # what anybody who signed in may do for themselves
    "self": {role: ("network",) for role in EVERYBODY},
    "system.run": {"system": ("network",)},
    "outbox.read": {"administrator": ("network",), "system": ("network",)},
    "tour.reset": {"administrator": ("network",), "system": ("network",)},
    **DAY,
}
