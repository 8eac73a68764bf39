"""The network that the stateful walk starts from: three kinds of posts' people, four cases, two shelters.

Built once and signed in once; each run begins from it again by a savepoint. ``ask`` sends one request
as somebody and says what came back, after looking at what must hold of every answer.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from contextlib import contextmanager
from types import SimpleNamespace

from django.test import Client

from cauce.cases import actions as cases
from cauce.cases.models import Case
from cauce.custody.journal.chain import seal_of, verify
from cauce.custody.journal.models import Chain, Entry
from cauce.custody.keystore import holders
from cauce.custody.keystore.escrow import new_escrow
from cauce.rules.permissions import SYSTEM
from cauce.sharing.referrals import actions as referrals
from cauce.staff.accounts.codes import DEMO_CODE
from cauce.staff.offices.actions import add_user
from cauce.staff.oversight import actions as oversight
from cauce.staff.oversight.roles import payload_of
from tests import cast as people
from tests.canaries import canary
from tests.cast import PASSWORD, member, shelter

from . import policy
from .policy import Person

START = dt.datetime(2026, 12, 1, 16, 0, tzinfo=dt.UTC)
MORE = (
    ("rosa", "Rosa Quiroga", "protection_officer", "HOU"),
    ("martin", "Martín Ruelas", "protection_consul", "LAR"),
    ("alicia", "Alicia Peña", "head_of_post", "LAR"),
    ("berta", "Berta Olmos", "administrator", None),
)
EVERYBODY = (
    "ines",
    "mateo",
    "rosa",
    "tomas",
    "martin",
    "aurora",
    "alicia",
    "clara",
    "omar",
    "bruno",
    "berta",
    "sofia",
    "ximena",
    "elena",
    "lucia",
    "julia",
    "raul",
    "nora",
    "paula",
    "valeria",
    "paz",
)
KEYED = ("ines", "mateo", "rosa", "tomas", "martin")
PHRASE = "la frase larga de {}"
SHARED = ("needs", "safety_notes", "age_band")
PLANTED = re.compile(r"Ix[a-z]+nóchixtlutzin")


def text_of(case: int, kind: str) -> str:
    """What stands in one part of one case and nowhere else."""
    return canary(10 + case, kind.replace("_", ""))


@contextmanager
def cheap_passphrases():
    """The same derivation with less memory: it is not what is tried here, and costs 0.6 s a time."""
    kept = holders._MEMORY, holders._TURNS
    holders._MEMORY, holders._TURNS = 64, 1
    try:
        yield
    finally:
        holders._MEMORY, holders._TURNS = kept


def _case(cast, number: int, member_, post) -> SimpleNamespace:
    actor, at = member_.actor, dt.datetime.now(dt.UTC)
    made = cases.open_case(actor=actor, post=post, channel="walk_in", started_at=at)
    cases.record_consent(actor=actor, case=made, purpose="keeping", given=True, at=at)
    names = {"given_names": text_of(number, "name")}
    cases.save_identity(actor=actor, case=made, seen_version=0, fields=names, at=at)
    cases.save_section(actor=actor, case=made, kind="narrative", content=text_of(number, "story"), seen=0)
    return SimpleNamespace(id=made.id, folio=made.folio, number=number)


def _reserve(cast, case, names: tuple[str, ...]) -> None:
    cases.write_reserved(
        actor=getattr(cast, names[0]).actor,
        case=_row(case),
        text=text_of(case.number, "reserved"),
        seen=0,
        holders=[str(getattr(cast, one).user.id) for one in names],
        at=dt.datetime.now(dt.UTC),
    )


def _row(case):
    return Case.objects.everywhere("folio").select_related("post", "person").get(folio=case.folio)


def sent(by, case, service, fields: tuple[str, ...]) -> tuple:
    """She agrees to this receiver and these data, and it is sent: the consent and the referral.

    Made in each run: what a run destroys in the keystore no savepoint brings back.
    """
    at, org = dt.datetime.now(dt.UTC), str(service.organization_id)
    agreed = cases.record_consent(
        actor=by.actor,
        case=_row(case),
        purpose="referral",
        given=True,
        at=at,
        recipient=org,
        terms=cases.ConsentTerms(fields=fields),
    )
    made = referrals.send(
        actor=by.actor,
        case=_row(case),
        asked=referrals.Asked(service=service, shared={name: text_of(case.number, name) for name in fields}),
        sought=referrals.Sought(need="shelter", priority="urgent", seen_twice=True),
        at=at,
    )
    return agreed, made


def _opened(cast, case):
    """Tomás of Laredo opened one case of Houston a moment ago."""
    row = _row(case)
    return oversight.open_glass(
        actor=cast.tomas.actor,
        case=oversight.GlassCase(
            case_id=row.id, person_id=row.person_id, key_id=row.key_id, post=cast.houston
        ),
        reason_code="person_is_here",
        at=dt.datetime.now(dt.UTC),
        text="Está en la ventanilla y quien la busca espera afuera.",
    )


def _proposed(cast):
    """An administrator proposed a first role for somebody who has none."""
    at = dt.datetime.now(dt.UTC)
    return oversight.propose(
        actor=cast.bruno.actor,
        matter=oversight.Matter(
            kind="role.grant",
            about=("user", str(cast.paz.user.id)),
            payload=payload_of("window_officer", None, at.date(), None),
        ),
        post="HOU",
        reason="Lo pide el oficio 12.",
        at=at,
    )


def build() -> SimpleNamespace:
    """The cast, four cases and everybody's session; call it inside a transaction, at ``START``."""
    cast = people.build()
    for username, name, role, post in MORE:
        where = {"post": cast.posts[post]} if post else {}
        setattr(cast, username, member(username, name, role, **where))
    user = add_user(actor=SYSTEM, username="paz", display_name="Paz Arce", password=PASSWORD)
    cast.paz = SimpleNamespace(user=user)
    at = dt.datetime.now(dt.UTC)
    with cheap_passphrases():
        new_escrow()
        for name in KEYED:
            actor = getattr(cast, name).actor
            cases.make_holder_key(actor=actor, passphrase=PHRASE.format(name), at=at)
    there = (
        (cast.ines, cast.houston),
        (cast.mateo, cast.houston),
        (cast.tomas, cast.laredo),
        (cast.martin, cast.laredo),
    )
    kept = [_case(cast, number, *one) for number, one in enumerate(there)]
    _reserve(cast, kept[0], ("ines", "mateo"))
    _reserve(cast, kept[2], ("tomas", "martin"))
    services = [shelter(cast.jacaranda), shelter(cast.nopal, "Casa Nopal (ejemplo)")]
    return SimpleNamespace(
        cast=cast,
        cases=kept,
        services=services,
        opening=_opened(cast, kept[1]),
        proposal=_proposed(cast),
        cookies={name: _cookies(name) for name in EVERYBODY},
        heads=dict(Chain.objects.values_list("name", "length")),
        seals=dict(Chain.objects.values_list("name", "seal")),
        last=_last(),
    )


def _last() -> int:
    return Entry.objects.order_by("-id").values_list("id", flat=True).first() or 0


def enter(client: Client, name: str):
    """Sign in through the page, with the printed code of the tests' network."""
    given = {"username": name, "password": PASSWORD, "one_time_code": DEMO_CODE}
    return client.post("/entrar/", given)


def _cookies(name: str) -> dict[str, str]:
    client = Client(SERVER_NAME="localhost")
    enter(client, name)
    return {key: one.value for key, one in client.cookies.items()}


def people_of(world) -> dict[str, Person]:
    """Everybody as the oracle knows them at the start, each with the session begun then."""
    where = {"clara": world.cast.jacaranda, "omar": world.cast.nopal, "julia": world.cast.counsel}
    found = {name: Person() for name in EVERYBODY}
    for name, _, role, post in (*people.STAFF, *MORE):
        found[name].roles.add((role, post or "network"))
    for name, partner in where.items():
        found[name].roles.add(("partner_staff", str(partner.id)))
    found["nora"].roles.add(("sre_mexico", str(world.cast.puebla.id)))
    found["paula"].roles.add(("iom", str(world.cast.oim.id)))
    for one in found.values():
        if one.roles:
            one.began, one.seen = (START, frozenset(one.roles)), START
    return found


def cases_of() -> list[policy.Case]:
    """The four cases as the oracle knows them."""
    return [
        policy.Case("HOU", holders=("ines", "mateo")),
        policy.Case("HOU"),
        policy.Case("LAR", holders=("tomas", "martin")),
        policy.Case("LAR"),
    ]


class Walker:
    """Sends requests as people do, and looks at each answer, the journal and its chains."""

    def __init__(self, world, clock, people_) -> None:
        self.world, self.clock, self.people = world, clock, people_
        self.clients: dict[str, Client] = {}
        self.heads, self.seals, self.last = dict(world.heads), dict(world.seals), world.last
        self.absent = None
        self.shut: set[str] = set()
        self.now = START
        self.answers: Counter[str] = Counter()

    def later(self, by: dt.timedelta) -> None:
        self.now += by
        self.clock.move_to(self.now, tick=False)

    def client(self, who: str) -> Client:
        if who not in self.clients:
            self.clients[who] = made = Client(raise_request_exception=False, SERVER_NAME="localhost")
            for key, value in self.world.cookies.get(who, {}).items():
                made.cookies[key] = value
        return self.clients[who]

    def fresh(self) -> list[Entry]:
        """What was written since the last look; each new link must follow the one before it."""
        rows = list(Entry.objects.filter(id__gt=self.last).order_by("id"))
        for row in rows:
            number, seal = self.heads.get(row.chain, 0), self.seals.get(row.chain, "")
            whole = (row.number, row.previous, row.seal) == (number + 1, seal, seal_of(row))
            assert whole, f"the chain {row.chain} breaks at {row.number}"
            self.heads[row.chain], self.seals[row.chain] = row.number, row.seal
            self.last = row.id
        return rows

    def send(self, who: str, method: str, address: str, given=None):
        self.later(dt.timedelta(seconds=1))
        return getattr(self.client(who), method)(address, given or {})

    def door(self, who: str, method: str, address: str, given) -> None:
        """Without a session that holds, every closed page leads to the door and says nothing."""
        answer = self.send(who, method, address, given)
        leads = answer.status_code == 302 and answer["Location"].startswith("/entrar/")
        said = f"{who} without a session: {method} {address}: {answer.status_code}"
        assert leads and not answer.content, said
        self.answers["led to the door"] += 1

    def gets_in(self, who: str) -> bool:
        """Sign in again; it works for whoever has an account and a role, and for nobody else."""
        here = self.people[who]
        may = bool(here.roles) and not here.out
        if not may and who in self.shut:
            return False  # tried before: nobody waits for their lock-out here
        self.later(dt.timedelta(seconds=1))
        answer = enter(self.client(who), who)
        self.answers["let in" if may else "not let in"] += 1
        assert (answer.status_code == 302) == may, f"{who} signs in: {answer.status_code}, may: {may}"
        if not may:
            self.shut.add(who)
            return False
        here.began, here.seen = (self.now, frozenset(here.roles)), self.now
        return True

    def ask(
        self,
        who: str,
        method: str,
        address: str,
        expected: str,
        *,
        given=None,
        may_show=frozenset(),
        must_show=frozenset(),
        reads: bool = False,
    ):
        """Send it; None: there was no session and none may be begun.

        ``expected``: shown, done, told (a page that says why not) or hidden, by the oracle.
        """
        if who == "nobody" or not self.people[who].stands(self.now + dt.timedelta(seconds=1)):
            self.door(who, method, address, given)
            if who == "nobody" or not self.gets_in(who):
                self.fresh()
                return None
        self.fresh()
        answer = self.send(who, method, address, given)
        mine = str(getattr(self.world.cast, who).user.id)
        written = [one for one in self.fresh() if one.actor == mine]
        said = f"{who}: {method} {address} {given or ''}"
        code, where = answer.status_code, answer.headers.get("Location", "")
        got = {200: "shown", 400: "told", 409: "told", 422: "told", 404: "hidden"}.get(code, str(code))
        if code == 302 and not where.startswith(("/entrar/", "/comprobar/")):
            got = "done"
        right = got == expected or (expected, got) == ("told", "shown")
        assert right, f"{said}: {got} ({code} {where}), and it should be {expected}"
        self.answers[f"{answer.resolver_match.view_name} {got}"] += 1
        shown = set(PLANTED.findall(answer.content.decode()))
        assert shown <= set(may_show) | set(must_show), f"{said}: shows {shown - set(may_show)}"
        assert shown >= set(must_show), f"{said}: does not show {set(must_show) - shown}"
        if got == "hidden":
            self.alike(said, answer)
            refused = [one for one in written if one.kind == "refused"]
            assert len(refused) == 1, f"{said}: {len(refused)} refusals in the journal"
        if reads and got == "shown":
            assert any(one.kind == "read" for one in written), f"{said}: the read is not written"
        return answer

    def alike(self, said: str, answer) -> None:
        """Absent and forbidden are the same page, byte by byte."""
        if self.absent is None:
            self.absent = self.client("ines").get("/esto/no/existe/").content
            self.fresh()
        assert answer.content == self.absent, f"{said}: other bytes than what is not there"

    def whole(self) -> None:
        """Every chain, from its first link."""
        broken = verify()[1]
        assert broken == [], broken
