"""What the posts of the invented network have ready: some almost all, some little, a few not begun."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import SYSTEM
from cauce.staff.offices.access import day_at
from cauce.staff.offices.models import Assignment, Post
from cauce.staff.readiness import models
from cauce.staff.readiness.actions import load_post
from cauce.staff.readiness.facts import STAFF
from cauce.staff.readiness.models.base import OfPost

from . import network
from .stories import kind_of
from .world import Invented

SEED = 20260103
NOT_BEGUN = 0.08  # the part of the network that has not adopted yet
# The part of what is due that a post of each kind keeps up with.
CARE = {"good": 1.0, "middling": 0.93, "overwhelmed": 0.6}
SECTORS = (
    "Construcción, jardinería y limpieza de oficinas.",
    "Empaque de carne y pollo; lecherías.",
    "Hotelería, lavanderías y restaurantes.",
    "Pizca de fruta y hortaliza, de abril a octubre.",
    "Cuidado de casas y de personas mayores.",
    "Ferias ambulantes y reforestación.",
)
ROUTES = (
    "Enganche por redes sociales y por conocidos del mismo pueblo; viaje por autobús.",
    "Agencias que cobran por la visa; llegada por Laredo y traslado en camioneta.",
    "Promesas de trabajo por teléfono; cambian de ciudad cada pocas semanas.",
)
VISAS = ("H-2A de marzo a noviembre; pocas H-2B.", "H-2B en hotelería y ferias; J-1 en verano.")
LANGUAGES = (
    "Español; náhuatl y mixteco.",
    "Español; mam, q'anjob'al y zapoteco.",
    "Español; otomí.",
)
RISKS = (
    "Distancias largas sin transporte público; invierno severo.",
    "Operativos frecuentes; la gente evita acercarse a oficinas.",
    "Viviendas dentro del lugar de trabajo; poca señal de teléfono.",
)
ALLIES = (
    ("labour", "Autoridad laboral del distrito (ejemplo)", "Guardia de atención a quejas"),
    ("shelter", "Casa de acogida de la región (ejemplo)", "Coordinación de ingreso"),
    ("victim_assistance", "Atención a personas, oficina federal (ejemplo)", "Especialista de turno"),
    ("legal", "Clínica jurídica de la universidad (ejemplo)", "Coordinación de casos"),
    ("health", "Centro de salud comunitario (ejemplo)", "Trabajo social"),
)
MESSAGE = (
    "Si en su trabajo le quitan sus papeles, no le pagan o no le dejan irse, tiene derechos. "
    "El consulado le escucha a solas y en confianza."
)


@dataclass
class _Story:
    """One post as it is told: who works there, how careful it is, and the chance of the network."""

    post: Post
    staff: list[Assignment]
    now: dt.datetime
    chance: random.Random
    care: float  # the part of what is due that the post keeps up with
    shown: bool

    @property
    def today(self) -> dt.date:
        return day_at(self.post, self.now)

    def ago(self, days: int) -> dt.date:
        return self.today - dt.timedelta(days=days)

    def head(self) -> str:
        return next((str(a.user_id) for a in self.staff if a.role == "head_of_post"), SYSTEM.user)

    def written(self, on: dt.date) -> dict[str, object]:
        at = dt.datetime.combine(on, dt.time(11), ZoneInfo(self.post.time_zone))
        return {"post": self.post, "written_by": self.head(), "written_at": min(at, self.now)}

    def act(self, name: str, on: dt.date) -> models.PostAct:
        written = self.written(on)
        return models.PostAct(name=name, happened_at=written["written_at"], **written)

    def keeps_up(self) -> bool:
        return self.shown or self.chance.random() < self.care


def load_all(now: dt.datetime, shown: str) -> int:
    """Give every post its preparation; how many have begun."""
    chance, begun = random.Random(SEED), 0  # noqa: S311 - an invented network, not a secret
    staff: dict[str, list[Assignment]] = {}
    for row in Assignment.objects.filter(post__isnull=False, role__in=STAFF).order_by("id"):
        staff.setdefault(row.post_id, []).append(row)
    posts = list(Post.objects.order_by("code"))
    codes = [post.code for post in posts]
    for post in posts:
        if post.code != shown and chance.random() < NOT_BEGUN:
            continue
        care = CARE[kind_of(post.code, codes)]
        story = _Story(post, staff.get(post.code, []), now, chance, care, post.code == shown)
        load_post(actor=SYSTEM, post=post, rows=list(_rows(story)), at=now)
        begun += 1
    return begun


def _rows(s: _Story) -> Iterator[OfPost]:
    adopted = s.ago(s.chance.randrange(420, 800))
    yield s.act("protocol_adopted", adopted)
    yield from _knowing(s)
    yield from _agreements(s)
    yield from _people(s, adopted)
    yield from _outreach(s)
    yield from _set_up(s, adopted)


def _knowing(s: _Story) -> Iterator[OfPost]:
    on = s.ago(345 if s.shown else s.chance.randrange(20, 360 if s.keeps_up() else 420))
    yield models.ContextSheet(
        version=1,
        reviewed_on=on,
        sectors=s.chance.choice(SECTORS),
        routes=s.chance.choice(ROUTES),
        visas=s.chance.choice(VISAS),
        languages=s.chance.choice(LANGUAGES),
        risks=s.chance.choice(RISKS),
        **s.written(on),
    )
    yield s.act("context_reviewed", on)
    # The shown post has one task overdue, so that its page has something to do.
    late = s.shown or not s.keeps_up()
    on = s.ago(s.chance.randrange(190, 240) if late else s.chance.randrange(5, 175))
    yield models.DirectoryReview(
        reviewed_on=on, missing=["otip"] if late else [], entries=24, current=19, **s.written(on)
    )
    yield s.act("directory_reviewed", on)


def _agreements(s: _Story) -> Iterator[OfPost]:
    wanted = s.chance.sample(ALLIES, 3 if s.keeps_up() else 1)
    for place, (kind, name, there) in enumerate(wanted):
        on = s.ago(s.chance.randrange(60, 900))
        ends = on + dt.timedelta(days=1095)
        if place == 0:
            left = 40 if s.shown else s.chance.choice((-20, 30, 70, 200, 400, 600))
            ends = s.today + dt.timedelta(days=left if s.keeps_up() else min(left, 60))
            on = ends - dt.timedelta(days=1095)
        yield models.Agreement(
            kind=kind,
            with_whom=name,
            liaison_there=there,
            liaison_here="Consulado de protección",
            signed_on=on,
            expires_on=ends,
            **s.written(on),
        )
    if wanted:
        yield s.act("agreement_signed", s.ago(60))


def _people(s: _Story, adopted: dt.date) -> Iterator[OfPost]:
    named = [a for a in s.staff if a.role != "window_officer"]
    if len(named) > 1 and s.keeps_up():
        yield models.FocalPoint(
            user_id=named[0].user_id, deputy_id=named[-1].user_id, named_on=adopted, **s.written(adopted)
        )
        yield s.act("focal_point_named", adopted + dt.timedelta(days=9))
    on = s.ago(347 if s.shown else s.chance.randrange(20, 350))
    everybody = s.keeps_up()
    trained = s.staff if everybody else s.staff[1:]
    for one in trained:
        yield models.Training(
            user_id=one.user_id,
            role=one.role,
            trained_on=on,
            way="session",
            reference="Curso por función (ejemplo)",
            **s.written(on),
        )
    if everybody:
        yield s.act("staff_trained", on)
    cared = s.keeps_up()
    on = s.ago(s.chance.randrange(5, 80))
    for one in s.staff if cared else s.staff[:1]:
        yield models.SelfCare(user_id=one.user_id, on=on, **s.written(on))
    if cared:
        yield s.act("self_care_completed", on)


def _outreach(s: _Story) -> Iterator[OfPost]:
    if s.keeps_up():
        on = s.ago(s.chance.randrange(10, 330))
        yield models.Outreach(
            kind=s.chance.choice(("labour_rights_week", "mobile_consulate", "community_talk")),
            place=f"Plaza de {s.post.city}",
            planned_on=on,
            held_on=on,
            message=MESSAGE,
            contacts=s.chance.randrange(30, 400),
            conversations=s.chance.randrange(0, 12),
            **s.written(on),
        )
        yield s.act("outreach_held", on)
    if s.shown or s.chance.random() < 0.5:
        ahead = s.today + dt.timedelta(days=s.chance.randrange(6, 60))
        yield models.Outreach(
            kind="mobile_consulate",
            place=f"Centro comunitario de {s.post.city}",
            planned_on=ahead,
            message=MESSAGE,
            **s.written(s.today),
        )


def _set_up(s: _Story, adopted: dt.date) -> Iterator[OfPost]:
    items = [one.id for one in current_edition().catalogues["space_checklist"]]
    whole, on = s.keeps_up(), adopted + dt.timedelta(days=14)
    yield models.SpaceCheck(
        checked_on=on,
        present=items if whole else items[:7],
        **s.written(on),
        note="" if whole else "Se pidió un teléfono con altavoz.",
    )
    if whole:
        yield s.act("space_prepared", on)
    if s.shown or s.chance.random() < 0.93:
        yield models.PrivacySetup(
            notice_version="2026-1 (ejemplo)",
            set_on=adopted,
            accesses_reviewed=True,
            retention_reviewed=True,
            shown_where="En la ventanilla y en la sala de protección.",
            **s.written(adopted),
        )
        yield s.act("privacy_set_up", adopted)


INVENTED = Invented(
    10, lambda world: load_all(world.now, network.SHOWN), "· preparación de cada una / readiness of each"
)
