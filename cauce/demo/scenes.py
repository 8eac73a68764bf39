"""The scenes of the tour: each prepares its own state through the same actions officers use."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.urls import reverse
from django.utils import timezone

from cauce.cases.actions import ConsentTerms, close_case, open_case, record_act, record_consent
from cauce.cases.models import Case
from cauce.content.model import Text
from cauce.directory.models import Service
from cauce.intake.screenings.models import Encounter
from cauce.sharing.referrals.actions import Asked, Sought, send
from cauce.sharing.referrals.models import Referral
from cauce.staff.offices.access import actor_for
from cauce.staff.offices.models import Post, User

from . import interpreters, network
from .directory_upkeep import house_of

MARK = "Escena del recorrido"  # the note of what the tour made
BESIDE = "BOS"  # large enough that the two intervals stand apart


@dataclass(frozen=True)
class Prepared:
    """Who signs in, and the address where the scene happens."""

    user: User
    address: str


@dataclass(frozen=True)
class Scene:
    id: str
    title: Text
    text: Text
    prepare: Callable[[], Prepared]


def _user(name: str) -> User:
    return User.objects.get(username=f"{network.SHOWN.lower()}-{name}")


def _post() -> Post:
    return Post.objects.get(code=network.SHOWN)


def _window() -> Prepared:
    return Prepared(_user("ventanilla"), reverse("window:cues"))


def _case(channel: str, facts: dict) -> Case:
    """A fresh case of the shown post, triaged and with keeping agreed."""
    officer = _user("proteccion")
    actor, now = actor_for(officer), timezone.now()
    case = open_case(
        actor=actor,
        post=_post(),
        channel=channel,
        started_at=now - dt.timedelta(minutes=20),
        present=channel != "ciam_call",
        officer=officer,
    )
    record_act(
        actor=actor,
        case=case,
        name="safety_checked",
        happened_at=now,
        note=MARK,
        facts={"danger.immediate": False, **facts},
    )
    return case


def _night_call() -> Prepared:
    case = _case("ciam_call", {"danger.immediate": True, "person.indigenous_language": True})
    return Prepared(_user("proteccion"), reverse("protection:case", args=[case.id]))


def officer() -> User:
    """Who attends the cases of the scenes."""
    return _user("proteccion")


def new_case() -> Case:
    """A fresh case of the shown post whose person agreed that it be kept."""
    case = _case("window", {})
    _agreed(case)
    return case


def _agreed(case: Case) -> None:
    actor, now = actor_for(_user("proteccion")), timezone.now()
    record_consent(actor=actor, case=case, purpose="keeping", given=True, at=now)
    record_act(
        actor=actor,
        case=case,
        name="urgent_needs_checked",
        happened_at=now,
        facts={"need.shelter": True, "person.age": 31, "person.age_doubt": False},
    )


def _shelter() -> Service:
    """The house of the shown post, whose people sign in."""
    found = house_of(_post())
    if found is None:
        raise Service.DoesNotExist
    return found


def _blocked() -> Prepared:
    case = _case("window", {})
    _agreed(case)
    address = reverse("protection:refer", args=[case.id])
    return Prepared(_user("proteccion"), f"{address}?service={_shelter().id}&need=shelter")


def pending_referral() -> Referral:
    """Send a fresh referral to the shelter near the shown post; it waits for the answer."""
    case, service = _case("window", {}), _shelter()
    _agreed(case)
    actor, now = actor_for(_user("proteccion")), timezone.now()
    fields = ("needs", "age_band", "language")
    record_consent(
        actor=actor,
        case=case,
        purpose="referral",
        given=True,
        at=now,
        recipient=str(service.organization_id),
        terms=ConsentTerms(fields=fields),
    )
    return send(
        actor=actor,
        case=case,
        asked=Asked(
            service=service, shared={"needs": "Alojamiento", "age_band": "30-39", "language": "Español"}
        ),
        sought=Sought(need="shelter", priority="urgent"),
        at=timezone.now(),
    )


def shown_partner() -> str | None:
    """The user name of whoever answers for the house of the shown post; None: there is none."""
    house = house_of(_post())
    user = (
        User.objects.filter(assignments__partner_id=house.organization.partner_id).first() if house else None
    )
    return user.username if user else None


def _answer() -> Prepared:
    referral = pending_referral()
    user = User.objects.filter(assignments__partner=referral.partner).first()
    return Prepared(user, reverse("partner:request", args=[referral.id]))


def _compared() -> Prepared:
    others = set(
        Case.objects.everywhere("demonstration")
        .exclude(post_id=network.SHOWN)
        .values_list("post_id", flat=True)
    )
    other = BESIDE if BESIDE in others else min(others, default=BESIDE)
    address = f"{reverse('headquarters:numbers')}?a={network.SHOWN}&b={other}"
    return Prepared(User.objects.get(username="central"), address)


def _intruder() -> Prepared:
    case = Case.objects.filter(post_id=network.SHOWN).order_by("-opened_at").first()
    stranger = (
        User.objects.filter(assignments__role="protection_officer", username__endswith="-proteccion")
        .exclude(username__startswith=network.SHOWN.lower())
        .order_by("username")
        .first()
    )
    return Prepared(stranger, reverse("protection:case", args=[case.id]))


def _tongue() -> Prepared:
    case = _case("window", {"person.indigenous_language": True})
    _agreed(case)
    interpreters.tell_tongue(case, timezone.now())
    return Prepared(_user("proteccion"), reverse("protection:tongue", args=[case.id]))


def _lesson() -> Prepared:
    return Prepared(_user("ventanilla"), reverse("learning:lesson", args=["counter"]))


def _guide() -> Prepared:
    return Prepared(_user("ventanilla"), reverse("guide:first"))


def _auditor() -> Prepared:
    return Prepared(User.objects.get(username="auditoria"), reverse("auditor:journal"))


OPENED = {
    "ventanilla": _window,
    "noche": _night_call,
    "consentimiento": _blocked,
    "respuesta": _answer,
    "lengua": _tongue,
    "leccion": _lesson,
    "guia": _guide,
    "comparar": _compared,
    "ajeno": _intruder,
    "bitacora": _auditor,
}


def _written() -> Iterator[Scene]:
    """The scenes in the order of the table, each with what opens it."""
    table = Path(__file__).with_name("scenes.csv").read_text("utf-8")
    for row in csv.DictReader(table.splitlines()):
        title = Text(es=row["title_es"], en=row["title_en"])
        text = Text(es=row["text_es"], en=row["text_en"])
        yield Scene(row["id"], title, text, OPENED[row["id"]])


SCENES = tuple(_written())
BY_ID = {scene.id: scene for scene in SCENES}


def reset() -> None:
    """Close the cases the tour opened today and free the turns that still wait."""
    now = timezone.now()
    made = Case.objects.filter(
        post_id=network.SHOWN,
        status="active",
        opened_at__gte=now - dt.timedelta(days=1),
        acts__note__isnull=False,
    ).distinct()
    for case in made:
        close_case(actor=actor_for(_user("consul")), case=case, reason="persons_wish", note=MARK, at=now)
    Encounter.objects.filter(post_id=network.SHOWN, closed_at=None, raised_at__lte=now).update(
        closed_at=now, turn="", outcome="left"
    )
