"""Every kind of thing that is withdrawn: made by the cast, still open, and the acts by which it ends.

``things`` makes some of each; ``Thing.end`` is an act of the house, ``Thing.is_open`` looks at the rows.
"""

from __future__ import annotations

import datetime as dt
import random

from django.utils import timezone

from cauce.cases import actions as cases
from cauce.cases.contact import _newest
from cauce.cases.facts import consents_of
from cauce.cases.models import Case, Consent
from cauce.cases.papers import actions as papers
from cauce.cases.papers.models import PaperCopy
from cauce.custody.journal.gathered import gathered
from cauce.custody.keystore import create_key
from cauce.demo import returning
from cauce.directory.models import Organization, Service
from cauce.family.reunification import actions as reunification
from cauce.family.reunification.models import Return, Reunification
from cauce.measurement import actions as measurement
from cauce.measurement.models import Merge, Period
from cauce.people.actions import end_linkage
from cauce.people.models import Linkage
from cauce.protocol.documents.incoming import Clean
from cauce.rights.rights import actions as rights
from cauce.rights.rights.models import Erasure
from cauce.rules.consent import may
from cauce.rules.contact import NEVER
from cauce.rules.permissions import SYSTEM
from cauce.rules.referral import OPEN
from cauce.sharing.binational import actions as binational
from cauce.sharing.binational.models import Petition
from cauce.sharing.joins import actions as joins
from cauce.sharing.joins.join_side import Leg
from cauce.sharing.joins.models import Join
from cauce.sharing.referrals import actions as referrals
from cauce.sharing.referrals.models import Envelope, Referral, ReplyLink, Transfer
from cauce.staff.offices.models import NETWORK, User
from cauce.staff.oversight import actions as oversight
from cauce.staff.oversight.models import Proposal
from tests import envelopes, linking, returns
from tests import joins as pairs
from tests.cast import day_of, shelter
from tests.transfers import asked
from tests.withdrawn import WHY, Stage, Thing, doing, exists


def things(cast, rng: random.Random, many: int) -> list[Thing]:
    """``many`` of each kind that is cheap, fewer of those that take a case and two people."""
    stage = StageOfCases(cast, rng)
    found = [make() for make in stage.cheap for _ in range(many)]
    found += [make() for make in stage.of_cases for _ in range(max(1, many // 2))]
    return found + [make() for make in stage.dear]


class StageOfCases(Stage):
    """Makes besides what was said and sent for somebody, each in a case of its own."""

    def __init__(self, cast, rng: random.Random) -> None:
        super().__init__(cast, rng)
        self.of_cases = (
            self.consent,
            self.keeping,
            self.draft,
            self.party,
            self.referral,
            self.link,
            self.transfer,
            self.petition,
            self.contact,
        )
        self.dear = (
            self.envelope,
            self.family,
            self.trip,
            self.join,
            self.linkage,
            self.merges,
            self.period,
            self.erasure,
            self.paper_copy,
        )

    def _case(self, keeping: bool = False) -> Case:
        now = timezone.now()
        case = cases.open_case(
            actor=self.cast.ines.actor,
            post=self.cast.houston,
            channel="walk_in",
            started_at=now - dt.timedelta(minutes=30),
            officer=self.cast.ines.user,
        )
        if keeping:
            self._says(case, "keeping")
        return case

    def _says(self, case: Case, purpose: str, given: bool = True, **more) -> Consent:
        return cases.record_consent(
            actor=self.cast.ines.actor,
            case=case,
            purpose=purpose,
            given=given,
            at=timezone.now(),
            **gathered(more, terms=cases.ConsentTerms),
        )

    # what a person said, and what was sent for them

    def consent(self) -> Thing:
        case = self._case()
        yes = self._says(case, "contact")
        end = self.rng.choice(
            [
                doing(cases.withdraw_consent, actor=self.cast.ines.actor, case=case, consent=yes),
                lambda: self._says(case, "contact", given=False),
            ]
        )

        def is_open() -> bool:
            held = Case.objects.get(id=case.id)
            return may(consents_of(held), "contact", timezone.now()).allowed

        return Thing("consent", end, is_open)

    def paper_copy(self) -> Thing:
        case = self._case(keeping=True)
        self._says(case, "paper_copy")
        says = {"actor": self.cast.ines.actor, "case": case, "at": timezone.now()}
        day = says["at"].date() - dt.timedelta(days=1)
        seen = papers.note_paper(kind="passport", last="9431", on=day, to="person", **says)
        picture = Clean("JPEG", b"\xff\xd8\xff\xff\xd9")
        copy = papers.keep_copy(paper=seen, use="return_trip", agreed=True, picture=picture, **says)
        end = doing(papers.erase_copy, actor=self.cast.ines.actor, case=case, copy=copy)
        return Thing("paper_copy", end, exists(PaperCopy, id=copy.id))

    def contact(self) -> Thing:
        case = self._case()
        daily = {
            "way": "phone_call",
            "days": list(range(7)),
            "languages": ["spa"],
            "address": "713 555 0100",
        }
        says = {"actor": self.cast.ines.actor, "case": case}
        earlier = cases.confirm_contact(ways=[daily], at=timezone.now(), **says)
        end = self.rng.choice(
            [
                doing(cases.confirm_contact, ways=[{"way": NEVER}], **says),
                doing(cases.confirm_contact, ways=[daily | {"address": "713 555 0111"}], **says),
            ]
        )

        def is_open() -> bool:
            held = _newest(case)
            return held is not None and held.id == earlier.id and held.expires_at > timezone.now()

        return Thing("contact", end, is_open)

    def keeping(self) -> Thing:
        case = self._case()
        cases.save_section(
            actor=self.cast.ines.actor, case=case, kind="draft", content="Lo que contó.", seen=0
        )
        refuse = doing(cases.refuse_keeping, actor=self.cast.ines.actor, case=case)
        return Thing("keeping", refuse, lambda: case.sections.filter(kind="draft").exists())

    def party(self) -> Thing:
        case = self._case()
        says = {"user": self.cast.lucia.user, "relation": "relative", "words": ""}
        end = doing(cases.declare_party, actor=self.cast.ines.actor, case=case, **says)
        closed = str(case.id)
        return Thing("party", end, lambda: closed not in User.objects.get(id=self.cast.lucia.user.id).closed)

    def draft(self) -> Thing:
        case = self._case()
        ines, key = self.cast.ines.actor, case.draft_key_id
        cases.save_section(actor=ines, case=case, kind="draft", content="Lo que contó.", seen=0)

        def end() -> None:
            rights.follow_draft(actor=SYSTEM, case=case, at=timezone.now() + dt.timedelta(days=100))

        return Thing("draft", end, lambda: Case.objects.get(id=case.id).draft_key_id == key)

    def _sent(self, partner=None) -> tuple[Case, Referral, Consent]:
        case = self._case()
        service = shelter(partner or self.cast.jacaranda, f"Casa {next(self.number)}")
        yes = self._says(case, "referral", recipient=str(service.organization_id), fields=("needs",))
        row = referrals.send(
            actor=self.cast.ines.actor,
            case=case,
            asked=referrals.Asked(service=service, shared={"needs": "alojamiento"}),
            sought=referrals.Sought(need="shelter", priority="normal"),
            at=timezone.now(),
        )
        return case, row, yes

    def referral(self) -> Thing:
        case, row, yes = self._sent()
        ines = self.cast.ines.actor
        end = self.rng.choice(
            [
                doing(referrals.withdraw, actor=ines, referral=row),
                doing(referrals.withdraw_consent_everywhere, actor=ines, case=case, consent=yes),
                doing(
                    referrals.record_consent_everywhere,
                    actor=ines,
                    case=case,
                    recipient=yes.recipient,
                    given=False,
                ),
                doing(referrals.expire, actor=SYSTEM, referral=row),
                doing(
                    referrals.answer,
                    actor=self.cast.clara.actor,
                    referral=row,
                    what="reject",
                    reason="no_capacity",
                ),
            ]
        )

        def is_open() -> bool:
            held = Referral.objects.get(id=row.id)
            return held.state in OPEN or held.shared is not None

        return Thing("referral", end, is_open)

    def link(self) -> Thing:
        case = self._case()
        name = f"Sin cuenta {next(self.number)}"
        organization = Organization.objects.create(name=name, source="tests", external_id=name)
        service = Service.objects.create(
            organization=organization, name=name, source="tests", status="active", external_id=name
        )
        service.kinds.create(kind="shelter")
        self._says(case, "referral", recipient=str(organization.id), fields=("needs",))
        sent = referrals.send(
            actor=self.cast.ines.actor,
            case=case,
            asked=referrals.Asked(service=service, shared={"needs": "alojamiento"}),
            sought=referrals.Sought(need="shelter", priority="normal"),
            at=timezone.now(),
        )
        given = {"actor": self.cast.ines.actor, "referral": sent}
        row = referrals.invite(**given, at=timezone.now()).link
        act = self.rng.choice([referrals.invite, referrals.close_links])
        end = doing(act, **given)
        return Thing("link", end, exists(ReplyLink, id=row.id, closed_at=None))

    def transfer(self) -> Thing:
        case = self._case(keeping=True)
        row = asked(case, by=self.cast.ines, to=self.cast.laredo)
        end = self.rng.choice(
            [
                doing(referrals.take_back_transfer, actor=self.cast.ines.actor, case=case, transfer=row),
                doing(referrals.lapse_transfer, actor=SYSTEM, transfer=row),
            ]
        )
        return Thing("transfer", end, exists(Transfer, id=row.id, state="asked"))

    def petition(self) -> Thing:
        case = self._case(keeping=True)
        row = binational.ask_petition(
            actor=self.cast.ines.actor,
            case=case,
            partner=self.cast.puebla,
            asked=binational.PetitionAsked(
                kind="family_protection",
                identity={},
                coarse={"region": "21", "people": "2-3", "children": "yes", "language": "spa"},
            ),
            at=timezone.now(),
        )
        end = doing(binational.withdraw_petition, actor=self.cast.ines.actor, case=case, petition=row)
        return Thing("petition", end, exists(Petition, id=row.id, ended_at=None))

    # what takes two people, or two posts

    def envelope(self) -> Thing:
        row = envelopes.enveloped(self.cast, self._case(keeping=True), "X0000000 (ejemplo)")
        end = doing(
            referrals.withdraw_envelope,
            actor=self.cast.ines.actor,
            referral=row.referral,
            envelope=row,
        )
        return Thing("envelope", end, exists(Envelope, id=row.id, ended_at=None))

    def family(self) -> Thing:
        ines = self.cast.ines.actor
        row = reunification.open_family(
            actor=ines, case=self._case(keeping=True), agreed=True, at=timezone.now()
        )
        reunification.share_family(
            actor=ines,
            reunion=row,
            partner=self.cast.oim,
            shared=reunification.FamilyShared(fields=("dependants",)),
            agreed=True,
            at=timezone.now(),
        )
        end = doing(reunification.stop_sharing, actor=ines, reunion=row)
        return Thing("family", end, lambda: not exists(Reunification, id=row.id, partner=None)())

    def trip(self) -> Thing:
        who, now = returns.houston(self.cast), timezone.now()
        trip = returning.advised(who, returning.willing(who, now), now)
        returning.arranged(who, trip, now + returns.DAY, now)
        end = doing(reunification.stop_return, actor=who.actor, trip=trip, reason="changed_mind", words="")
        return Thing("return", end, lambda: not exists(Return, id=trip.id, shared=None)())

    def join(self) -> Thing:
        pair = pairs.two(self.cast)
        pairs.told_same(self.cast, pair)
        pairs.joined(self.cast, pair)
        row = Join.objects.get(possible=pair.possible)
        end = doing(joins.part, actor=self.cast.tomas.actor, leg=Leg(row, pair.there.id), why="asked")
        return Thing("join", end, exists(Join, id=row.id, ended_at=None))

    def linkage(self) -> Thing:
        row = linking.agreed(self.cast, linking.terms("sipc"))
        end = doing(end_linkage, actor=self.cast.sofia.actor, linkage=row)
        return Thing("linkage", end, lambda: Linkage.objects.get(id=row.id).state != "ended")

    def merges(self) -> Thing:
        row = Merge.objects.create(period=2019, from_key="a", to_key="b", known_at=timezone.now(), by="x")
        end = doing(measurement.destroy_merges, actor=self.cast.sofia.actor, period=2019)
        return Thing("merges", end, exists(Merge, id=row.id))

    def period(self) -> Thing:
        row = Period.objects.create(year=2019)
        create_key(row.key_id, NETWORK)
        end = doing(measurement.destroy_period, actor=self.cast.sofia.actor, period=2019)
        return Thing("period", end, exists(Period, year=2019, destroyed_at=None))

    def erasure(self) -> Thing:
        case, now = self._case(keeping=True), timezone.now()
        cases.save_section(
            actor=self.cast.ines.actor, case=case, kind="narrative", content="Lo que contó.", seen=0
        )
        cases.close_case(actor=self.cast.ines.actor, case=case, reason="goals_met", note="Bien.", at=now)
        case.refresh_from_db()
        later = case.closed_at + dt.timedelta(days=366 * 3)
        row = Erasure.objects.create(
            case=case, part="words", parameter="retention-words", due_on=day_of(later), proposed_at=later
        )
        rights.record_authorisation(
            actor=self.cast.sofia.actor,
            number="BAJA-1 (ejemplo)",
            issued_on=day_of(later),
            closed_until=day_of(later),
            post=None,
            at=later,
        )
        rights.confirm(actor=self.cast.aurora.actor, erasure=row, reason=WHY, at=later)
        proposal = Proposal.objects.get(id=row.proposal)
        oversight.decide(actor=self.cast.sofia.actor, proposal=proposal, approve=True, reason=WHY, at=later)
        end = doing(rights.erase, actor=self.cast.aurora.actor, erasure=row, at=later)
        return Thing("erasure", end, lambda: case.sections.filter(kind="narrative").exists())
