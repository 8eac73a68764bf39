"""Which door opens for whom: every route, and the people of tests/cast.py who may go through.

A new route gets one line here; a route without a line fails. ``lists`` need no id; ``things`` are
of Houston, and open for these people only, when they exist; with an id of nothing they open for
nobody, and nobody can tell one from the other.
"""

from __future__ import annotations

from dataclasses import dataclass

STAFF = (
    "lucia", "ines", "mateo", "aurora", "tomas", "sofia", "nora", "paula", "raul", "elena", "bruno",
    "valeria",
)  # fmt: skip
PARTNERS = ("clara", "omar", "julia")
EVERYBODY = frozenset({*STAFF, *PARTNERS})
PROTECTION = frozenset({"ines", "mateo", "tomas"})
HOUSTON = frozenset({"ines", "mateo"})
OF_HOUSTON = ("lucia", "ines", "mateo", "aurora")
LEARNING = frozenset({"lucia", *PROTECTION, "aurora", "sofia", "elena", "nora", "paula"})


@dataclass(frozen=True)
class Door:
    """``listing``: who may without an id; ``thing``: who may when it is Houston's and exists.

    ``theirs``: who may when it is Laredo's, where that does not follow from Houston.
    """

    listing: frozenset[str] = frozenset()
    thing: frozenset[str] = frozenset()
    theirs: frozenset[str] | None = None

    @property
    def laredo(self) -> frozenset[str]:
        """Who may when it is the same thing of Laredo: whoever is of Houston no more, but Tomás.

        What opens to Tomás though it is Houston's belongs to no post, and opens as it does there.
        """
        if self.theirs is not None:
            return self.theirs
        if "tomas" in self.thing:
            return self.thing
        there = {"ines": "tomas", "clara": "omar"}
        moved = {there[who] for who in self.thing if who in there}
        return frozenset(moved | (self.thing - set(OF_HOUSTON) - set(PARTNERS)))


def lists(*people: str) -> Door:
    return Door(listing=frozenset(people), thing=frozenset(people))


def things(*people: str) -> Door:
    return Door(thing=frozenset(people))


def anyone(*people: str) -> Door:
    """Of whatever post it is, when it exists."""
    return Door(thing=frozenset(people), theirs=frozenset(people))


CASE = things(*HOUSTON)
# Tomás of Laredo opened a case of Houston, and Inés of Houston one of Laredo.
OPENED = Door(thing=frozenset({"tomas"}), theirs=frozenset({"ines"}))
DOORS: dict[str, Door] = {
    "home": lists(*EVERYBODY),
    "close": lists(*EVERYBODY),
    "stay": lists(*EVERYBODY),
    "step_up": lists(*EVERYBODY),
    "pace": lists(*EVERYBODY),
    # what one is told, and how
    "notices:list": lists(*EVERYBODY),
    "notices:choose": lists(*EVERYBODY),
    "notices:confirm": lists(*EVERYBODY),
    "notices:calendar": lists(*EVERYBODY),
    # one's own account; and helping somebody else's, by two people
    "account:home": lists(*EVERYBODY),
    "account:password": lists(*EVERYBODY),
    "account:key_add": lists(*EVERYBODY),
    "account:key_ask": lists(*EVERYBODY),
    "account:app": lists(*EVERYBODY),
    "account:codes": lists(*EVERYBODY),
    "account:sessions_end": lists(*EVERYBODY),
    "account:session_end": things("ines"),
    "account:key": things("ines"),
    "account:outside": things("ines"),
    "account:people": lists("aurora", "bruno"),
    "account:person": things("aurora", "bruno"),
    # the window
    "window:cues": lists("lucia", *PROTECTION),
    "window:offer": lists("lucia", *PROTECTION),
    "window:places": lists("lucia", *PROTECTION),
    "window:place": things("lucia", *PROTECTION),
    "window:turn": things("lucia", *HOUSTON),
    "window:poster": lists("lucia", *PROTECTION),
    # coincidences: protection asks, the consul or whoever leads decides
    "protection:links": lists("aurora", *PROTECTION),
    "protection:link_seen": CASE,
    "protection:link_decide": things("mateo", "aurora"),
    # protection: the post's own list
    "protection:worklist": lists(*PROTECTION),
    "protection:search": lists(*PROTECTION),
    "protection:open": lists(*PROTECTION),
    "protection:waiting": CASE,
    "protection:tools": lists(*PROTECTION),
    "protection:card": lists(*PROTECTION),
    "protection:tool": lists(*PROTECTION),
    "protection:tool_sheet": lists(*PROTECTION),
    "protection:self_care": lists(*EVERYBODY),
    # learning
    "learning:index": lists(*LEARNING),
    "learning:lesson": things(*LEARNING),
    "learning:lesson_paper": things(*LEARNING),
    "learning:booklet": lists(*LEARNING),
    "learning:exercise": things("lucia", *PROTECTION, "aurora"),
    "learning:practices": lists(*LEARNING),
    "learning:practice": things(*LEARNING),
    "learning:certify": lists(*LEARNING),
    "learning:certificate": things(),
    "learning:team": lists("mateo", "aurora"),
    "learning:network": lists("sofia", "elena"),
    # protection: one case
    "protection:forms": CASE,
    "protection:form": CASE,
    "protection:form_sheet": CASE,
    "protection:case_tool": CASE,
    "protection:case": CASE,
    "protection:find_out": CASE,
    "protection:circumstances": CASE,
    "protection:history": CASE,
    "protection:seen": CASE,
    "protection:safety": CASE,
    "protection:tongue": CASE,
    "protection:custody": CASE,
    "protection:voice": things(),
    "protection:rights": CASE,
    "protection:consent": CASE,
    "protection:withdraw": CASE,
    "protection:told": CASE,
    "protection:reserved": CASE,
    "protection:acts": CASE,
    "protection:record": CASE,
    "protection:depart": CASE,
    "protection:identity": CASE,
    "protection:screening": CASE,
    "protection:sitting": CASE,
    "protection:sitting_result": CASE,
    "protection:interview": CASE,
    "protection:account": CASE,
    "protection:assess": CASE,
    "protection:contest": CASE,
    "protection:risk": CASE,
    "protection:plan": CASE,
    "protection:refer": CASE,
    "protection:referral": CASE,
    "protection:referral_paper": CASE,
    "protection:refer_many": CASE,
    "protection:envelope": CASE,
    "protection:envelopes": lists(*PROTECTION, "aurora"),
    "protection:envelope_sign": things("ines", "mateo", "aurora"),
    # Each sees there who of their own post agreed to a service of the directory.
    "protection:refer_group": things(*PROTECTION),
    "protection:export": things("mateo"),
    # a second person signs: who leads protection, or the head of post
    "protection:signatures": lists("mateo", "aurora"),
    "protection:sign": things("mateo", "aurora"),
    # the directory
    "directory:find": lists(*PROTECTION, "aurora", "sofia"),
    "programmes:list": lists(*PROTECTION, "aurora", "sofia"),
    "programmes:case": CASE,
    "directory:tongues": lists(*PROTECTION, "sofia"),
    "directory:interpreters": lists(*PROTECTION, "sofia"),
    "directory:add_interpreter": lists(*PROTECTION),
    "directory:interpreter": things(*HOUSTON),
    "directory:call_interpreter": things(*PROTECTION, "sofia"),
    "directory:entry": things(*PROTECTION, "aurora", "sofia"),
    "directory:unmet": CASE,
    "directory:corrections": lists(*PROTECTION, "sofia"),
    "directory:correction": things(*PROTECTION, "sofia"),
    "directory:keep": things(*PROTECTION, "sofia"),
    "entries:own": lists(*PARTNERS),
    "entries:one": things("clara"),
    "headquarters:missing": lists("sofia", "raul", "elena"),
    "directory:verify": things(*PROTECTION, "sofia"),
    "directory:address": things(*PROTECTION),
    # numbers
    "head:numbers": lists("aurora", "mateo"),
    "head:cues": lists("aurora", "mateo"),
    "alike:post": lists("aurora", "mateo"),
    "board:post": lists("aurora", "mateo"),
    "board:post_file": lists("aurora", "mateo"),
    "board:network": lists("sofia", "raul", "elena"),
    "board:network_file": lists("sofia", "raul"),
    "headquarters:numbers": lists("sofia", "raul", "elena"),
    "headquarters:cues": lists("sofia", "raul", "elena"),
    "alike:network": lists("sofia", "raul", "elena"),
    "headquarters:totals": lists("sofia", "raul"),
    "headquarters:post": things("sofia", "raul", "elena"),
    # what a post has ready
    "readiness:home": lists("lucia", *PROTECTION, "aurora", "sofia", "elena"),
    "readiness:counties": lists("lucia", *PROTECTION, "aurora", "sofia", "elena"),
    "readiness:closed": lists("lucia", *PROTECTION, "aurora", "sofia", "elena"),
    "readiness:post": lists(*PROTECTION, "aurora"),
    "readiness:own": lists("lucia", *PROTECTION, "aurora"),
    "readiness:step": things(*PROTECTION, "aurora"),
    "readiness:agreement": things("mateo", "aurora"),
    "readiness:outreach": things(*HOUSTON, "aurora"),
    "readiness:network": lists("sofia", "elena"),
    "readiness:one": things("sofia", "elena"),
    # figures for everybody: an analyst prepares, headquarters signs, who audits reads
    "analyst:list": lists("raul", "sofia", "elena"),
    "analyst:new": lists("raul"),
    "analyst:edition": anyone("raul", "sofia", "elena"),
    "analyst:decide": anyone("raul", "sofia", "elena"),
    # editions: everybody of the service reads which one holds; drafts are headquarters' alone
    "editions:list": lists(*STAFF),
    "editions:new": lists("sofia"),
    "editions:annex": lists(*PROTECTION, "aurora"),
    "editions:edition": things("sofia"),
    "editions:trial": things("sofia"),
    "editions:decide": things("sofia"),
    "editions:copy": things("sofia"),
    "editions:deadline": things("sofia"),
    "editions:wording": things("sofia"),
    "editions:files": things("sofia"),
    "editions:file": things("sofia"),
    # telephones in the field, what arrives from them, and incidents
    "field:home": lists(*PROTECTION, "aurora", "sofia"),
    "field:devices": lists("mateo", "aurora"),
    "field:register": lists("mateo", "aurora"),
    "field:device": things("mateo", "aurora"),
    "field:arrivals": lists(*PROTECTION),
    "field:arrival": CASE,
    "field:forms": lists(*PROTECTION, "aurora", "sofia"),
    "field:form": things(*PROTECTION, "aurora", "sofia"),
    "field:incidents": lists("mateo", "aurora", "sofia"),
    "field:incident": things("mateo", "aurora", "sofia"),
    # what one person proposes and another decides; who signs in, and with which roles
    "proposals:list": lists("mateo", "aurora", "sofia", "bruno"),
    "proposals:one": things("aurora", "sofia", "bruno"),
    "accounts:list": lists("aurora", "sofia", "bruno"),
    "accounts:register": lists("aurora", "bruno"),
    # Whoever leads a post proposes a role to somebody who moves there, and sees the name alone.
    "accounts:one": anyone("aurora", "sofia", "bruno"),
    "accounts:role": anyone("aurora", "bruno"),
    # a case of another post in an emergency: opened by Tomás, reviewed by whoever leads the post
    "transfers:list": lists(*PROTECTION),
    "transfers:ask": CASE,
    "transfers:answer": things(*HOUSTON),
    # the same person at another post: whoever attends either file
    "joins:list": lists(*PROTECTION),
    "joins:one": anyone("ines", "mateo", "tomas"),
    "joins:joint": anyone("ines", "mateo", "tomas"),
    "joins:touched": anyone("ines", "mateo", "tomas"),
    "follow:case": CASE,
    "follow:outcomes": CASE,
    "follow:closing": CASE,
    # the duty: whoever may take a call down; the post answers it, and whoever took it learns no more than that
    "calls:home": lists("lucia", *PROTECTION, "aurora", "sofia"),
    "calls:take": lists("lucia", *PROTECTION, "aurora", "sofia"),
    "calls:call": things(*HOUSTON, "aurora"),
    "calls:taken": things("ines"),
    "calls:roster": lists(*PROTECTION, "aurora"),
    "calls:sheet": lists(*PROTECTION, "aurora"),
    "calls:contact": CASE,
    # economic aid: whoever works on cases asks; the head of post and headquarters may decide
    "aid:home": lists(*PROTECTION, "aurora", "sofia"),
    "aid:kinds": lists("sofia"),
    "aid:budgets": lists("sofia"),
    "aid:case": CASE,
    "aid:one": things(*HOUSTON, "aurora", "sofia"),
    # what a crew shares: whoever works on it (here Inés and Mateo); a consul may take part by himself
    "crews:list": lists(*PROTECTION),
    "crews:begin": lists(*PROTECTION),
    "crews:numbers": lists("aurora", "sofia"),
    "crews:case": CASE,
    "crews:board": CASE,
    "crews:open": CASE,
    "crews:shared": CASE,
    "crews:join": things("mateo"),
    "crews:together": CASE,
    "crews:refer": CASE,
    "crews:drop": CASE,
    "crews:member": CASE,
    # families on their way: the post's, what was shared with IOM, counts for headquarters
    "families:list": lists(*PROTECTION, "paula"),
    "families:numbers": lists("sofia", "raul", "elena"),
    "families:shared": things("paula"),
    **{f"families:{page}": CASE for page in ("case", "about", "share", "add", "relative")},
    # among colleagues: a question is read by whoever was asked, and nobody else
    "colleagues:home": lists(*PROTECTION),
    "colleagues:opinion": things("mateo"),
    "colleagues:case": CASE,
    "colleagues:sheet": CASE,
    "colleagues:load": lists("mateo", "aurora"),
    "colleagues:network": lists("sofia"),
    "transfers:leaving": lists("mateo"),
    "transfers:desk": things("mateo"),
    # what is asked of Mexico: the post asks and signs, the office answers
    "mexico:list": lists("nora"),
    "mexico:counts": lists("sofia"),
    "mexico:one": anyone("nora"),
    "mexico:post": lists(*PROTECTION, "aurora"),
    "mexico:sign": things("ines", "mateo", "aurora"),
    "mexico:case": CASE,
    "mexico:ask": CASE,
    # earlier cases: whoever leads the post; the refused rows leave with whoever brought them
    "history:home": lists("mateo", "aurora"),
    "history:one": things("mateo", "aurora"),
    "history:columns": things("mateo", "aurora"),
    "history:leave": things("mateo"),
    # lists compared: headquarters alone; what ran already is run again by nobody
    "linking:list": lists("sofia"),
    "linking:ask": lists("sofia"),
    "linking:run": things(),
    **{f"linking:{page}": anyone("sofia") for page in ("one", "pair", "quality", "counts")},
    # the sheet of routes; letters, the book of numbers and whoever looks at them
    "routes:sheet": CASE,
    "letters:case": CASE,
    "letters:letter": CASE,
    "letters:packet": things("mateo"),
    "letters:list": lists(*PROTECTION, "aurora"),
    "letters:decide": things("mateo"),
    "letters:paper": CASE,
    "letters:leave": CASE,
    # the numbers of other registers: whoever works on cases; headquarters sees counts and sets the order
    **{f"registers:{page}": lists(*PROTECTION) for page in ("home", "out", "into")},
    "registers:case": CASE,
    "registers:network": lists("sofia"),
    "registers:order": lists("sofia"),
    # a return that the person chose: the post prepares it, an organisation in Mexico receives
    "returning:list": lists(*PROTECTION),
    "returning:case": CASE,
    "returning:inbox": lists("nora", "paula", *PARTNERS),
    "returning:one": things("nora"),
    "returning:counts": lists("sofia"),
    "returning:look": anyone("sofia"),
    # whoever asks for somebody, and whom the family seeks; a message opens for her own officer alone
    "searches:take": lists("lucia", *PROTECTION),
    "searches:taken": lists("lucia", *PROTECTION),
    "searches:list": lists(*PROTECTION),
    "searches:passing": things("ines"),
    "searches:board": lists(*PROTECTION),
    "searches:new": lists(*PROTECTION),
    "searches:counts": lists("sofia"),
    "searches:one": CASE,
    "searches:named": CASE,
    "searches:sealing": CASE,
    "reports:list": lists("sofia", "raul", "elena"),
    "reports:answer": lists("sofia", "raul", "elena"),
    "reports:answer_file": things("sofia", "raul", "elena"),
    "reports:draws": lists("sofia", "raul", "elena"),
    "reports:one": things("sofia", "raul", "elena"),
    "reports:file": things("sofia", "raul", "elena"),
    "glass:start": lists(*PROTECTION),
    "glass:case": OPENED,
    "glass:identity": OPENED,
    "glass:close": OPENED,
    "glass:reviews": lists("aurora", "sofia", "elena"),
    "glass:review": things("aurora", "sofia", "elena"),
    # what left, and what waits for a second person
    "disclosures:waiting": lists("mateo", "aurora", "sofia", "valeria"),
    "disclosures:count": lists("elena", "sofia"),
    "disclosures:second": things("mateo", "aurora", "sofia"),
    "disclosures:demand": things(*HOUSTON, "sofia", "valeria"),
    "disclosures:log": CASE,
    "disclosures:sheet": CASE,
    "disclosures:authority": CASE,
    "disclosures:exception": CASE,
    "disclosures:new_demand": CASE,
    "disclosures:contact": CASE,
    # who receives a request
    "partner:inbox": lists(*PARTNERS, "paula"),
    "partner:request": things("clara"),
    # the manual
    "protocol:contents": lists(*EVERYBODY),
    "protocol:part": things(*EVERYBODY),
    "protocol:step": things(*EVERYBODY),
    "protocol:tool": things(*EVERYBODY),
    # Walked with a language that the manual has not (walking.py), which opens for nobody; who may have
    # the PDF is held by the reader's own tests, because printing it takes half a minute.
    "protocol:download": things(),
    # the record of acts and reads; the demonstration's mail
    "auditor:journal": lists("elena"),
    "auditor:looked": lists("elena"),
    "auditor:unusual": lists("elena"),
    "auditor:glass": lists("elena"),
    "auditor:exports": lists("elena"),
    "auditor:refusals": lists("elena"),
    "auditor:key": lists("bruno"),
    # what the person asks of her data, how a record ends, and data that got out
    # what people say of how they were attended: never the post it is about
    "voices:list": lists("sofia", "paula"),
    "voices:signals": lists("sofia"),
    "voices:one": anyone("sofia"),
    "voices:hear": lists(*OF_HOUSTON, "tomas", "sofia", "valeria", "nora", "paula", *PARTNERS),
    "rights:home": lists(*PROTECTION, "aurora", "sofia"),
    "rights:requests": lists(*PROTECTION),
    "rights:case": CASE,
    "rights:request": CASE,
    "rights:copy": CASE,
    "rights:endings": lists("mateo", "aurora", "sofia"),
    "rights:ending": things("mateo", "aurora", "sofia"),
    "rights:authorisations": lists("mateo", "aurora", "sofia"),
    "rights:holds": things("mateo", "aurora", "sofia"),
    "rights:breaches": lists("aurora", "sofia"),
    "rights:new_breach": lists("aurora", "sofia"),
    "rights:breach": things("aurora", "sofia"),
    "rights:breach_file": things("aurora", "sofia"),
    # files that leave: one's own, and all of them for whoever audits
    "files:list": lists(*PROTECTION, "aurora", "sofia", "raul"),
    "files:left": lists("elena"),
    "files:file": things("mateo"),
    "files:take": things("mateo"),
    # systems of partners: one proposes a key, another approves it
    "machines:list": lists("bruno", "sofia"),
    "machines:one": anyone("bruno", "sofia"),
    "machines:key": anyone("bruno"),
    "machines:address": anyone("bruno"),
    "demo:outbox": lists("bruno"),
}
