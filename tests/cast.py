"""The invented people of the tests: always the same, so that a test reads as a sentence.

Houston: Lucía (window), Inés (protection), Mateo (protection consul), Aurora (head of post).
Laredo: Tomás (protection), who should never see anything of Houston.
The network: Sofía and Ximena (headquarters),
Raúl (analyst), Elena (auditor), Bruno (administrator), Valeria (legal reviewer).
Partners: Nora is of the ministry's office in Puebla, Paula of IOM; Clara answers for Casa Jacaranda; Omar for
Casa Nopal, which is sent something else; Julia for a law office, which is sent nothing.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from django.utils import timezone

from cauce.content.loader import load_edition
from cauce.directory.models import Organization, Service
from cauce.rules.permissions import SYSTEM, Actor
from cauce.staff.offices import access as offices
from cauce.staff.offices.actions import add_partner, add_user, assign, load_posts
from cauce.staff.offices.models import Post

HOUSTON = ZoneInfo("America/Chicago")


def today() -> dt.date:
    """The day it is in Houston: in the evening there, Greenwich is a day ahead."""
    return timezone.localdate(timezone=HOUSTON)


def minute_now() -> str:
    """This minute in Houston, as a field of date and time takes it."""
    return timezone.localtime(timezone=HOUSTON).strftime("%Y-%m-%dT%H:%M")


def day_of(at: dt.datetime) -> dt.date:
    """The day it is in Houston at this instant."""
    return timezone.localdate(at, timezone=HOUSTON)


PASSWORD = "una frase larga de prueba"  # noqa: S105
STAFF = (
    ("lucia", "Lucía Robles", "window_officer", "HOU"),
    ("ines", "Inés Carranza", "protection_officer", "HOU"),
    ("mateo", "Mateo Villegas", "protection_consul", "HOU"),
    ("aurora", "Aurora Beltrán", "head_of_post", "HOU"),
    ("tomas", "Tomás Arriaga", "protection_officer", "LAR"),
    ("sofia", "Sofía Landeros", "headquarters", None),
    ("ximena", "Ximena Prado", "headquarters", None),
    ("raul", "Raúl Ponce", "analyst", None),
    ("elena", "Elena Duarte", "auditor", None),
    ("bruno", "Bruno Salas", "administrator", None),
    ("valeria", "Valeria Ocampo", "legal_reviewer", None),
)
PARTNERS = (
    ("jacaranda", "Casa Jacaranda (ejemplo)", "provider"),
    ("nopal", "Casa Nopal (ejemplo)", "provider"),
    ("counsel", "Bufete Ceiba (ejemplo)", "counsel"),
    ("puebla", "Oficina en Puebla (ejemplo)", "sre_office"),
    ("oim", "OIM (ejemplo)", "iom"),
)
OUTSIDE = (
    ("nora", "Nora Iturbe", "sre_mexico", "puebla"),
    ("paula", "Paula Ferrer", "iom", "oim"),
    ("clara", "Clara Montes", "partner_staff", "jacaranda"),
    ("omar", "Omar Luna", "partner_staff", "nopal"),
    ("julia", "Julia Quiroga", "partner_staff", "counsel"),
)
DEPUTY = "mateo"


@dataclass
class Member:
    """Somebody of the cast: the row, and the actor they are."""

    user: object
    actor: Actor


def member(username: str, name: str, role: str, **where) -> Member:
    user = add_user(actor=SYSTEM, username=username, display_name=name, password=PASSWORD)
    assign(actor=SYSTEM, user=user, role=role, deputy=username == DEPUTY, **where)
    return Member(user, offices.actor_for(user))


def build() -> SimpleNamespace:
    """Load the posts and the cast by their acts; every member is an attribute by user name.

    The fixture of this name uses ``tests.quickcast``, which leaves the same in a tenth of the time.
    """
    load_posts(actor=SYSTEM, rows=load_edition().catalogues["posts"])
    posts = {post.code: post for post in Post.objects.all()}
    cast = SimpleNamespace(posts=posts, houston=posts["HOU"], laredo=posts["LAR"])
    for username, name, role, post in STAFF:
        where = {"post": posts[post]} if post else {}
        setattr(cast, username, member(username, name, role, **where))
    for key, name, kind in PARTNERS:
        setattr(cast, key, add_partner(actor=SYSTEM, name=name, kind=kind))
    for username, name, role, partner in OUTSIDE:
        setattr(cast, username, member(username, name, role, partner=getattr(cast, partner)))
    return cast


def shelter(partner, name: str = "Casa Jacaranda (ejemplo)", kind: str = "shelter") -> Service:
    """A shelter of the directory that the partner answers for, or a service of another ``kind``."""
    organization = Organization.objects.create(
        name=name, partner=partner, source="tests", external_id=f"org-{partner.id}-{name}"
    )
    service = Service.objects.create(
        organization=organization,
        name=f"Alojamiento · {name}",
        source="tests",
        status="active",
        external_id=f"srv-{partner.id}-{name}",
        confidential=True,
    )
    service.kinds.create(kind=kind)
    return service
