"""The invented network: the 53 posts and somebody in every role of each."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field

from cauce.protocol.editions.access import current_edition
from cauce.rules.permissions import SYSTEM
from cauce.staff.offices.actions import add_user, assign, load_posts, say_second_person
from cauce.staff.offices.models import Post, User

from .names import staff_name

# The password of every invented account, printed by ./run. Nothing real is behind it.
PASSWORD = "agua clara entre dos orillas"  # noqa: S105
SHOWN = "HOU"  # the post whose people the sign-ins and the tour use
AT_POST = (
    ("ventanilla", "window_officer", 1),
    ("proteccion", "protection_officer", 2),
    ("consul", "protection_consul", 1),
    ("titular", "head_of_post", 1),
)
NETWORK = (
    ("central", "headquarters"),
    ("analisis", "analyst"),
    ("auditoria", "auditor"),
    ("administracion", "administrator"),
)


@dataclass
class PostStaff:
    """Who works at a post: officers who take cases, and who signs second (None: the neighbour)."""

    post: Post
    officers: list[User] = field(default_factory=list)
    consul: User | None = None
    window: User | None = None

    def took(self, user: User, role: str) -> None:
        """Remember whom the histories will name."""
        match role:
            case "protection_officer":
                self.officers.append(user)
            case "window_officer":
                self.window = user
            case "protection_consul":
                self.consul = user


def _account(username: str, name: str, role: str, encoded: str, since: dt.date, **where) -> User:
    user = add_user(actor=SYSTEM, username=username, display_name=name, encoded=encoded)
    assign(
        actor=SYSTEM,
        user=user,
        role=role,
        starts_on=since,
        deputy=username.endswith(("consul", "proteccion2")),
        **where,
    )
    return user


def build(chance: random.Random, encoded: str, since: dt.date) -> dict[str, PostStaff]:
    """Load posts and accounts; small posts have no second person, so their neighbour signs."""
    load_posts(actor=SYSTEM, rows=current_edition().catalogues["posts"])
    staff: dict[str, PostStaff] = {}
    # Two people at headquarters, so that an edition can be approved; by a chance of its own, so
    # that the rest of the network stays the same.
    second = staff_name(random.Random(2))  # noqa: S311
    _account("central2", second, "headquarters", encoded, since)
    _account("control", staff_name(random.Random(3)), "internal_control", encoded, since)  # noqa: S311
    for username, role in NETWORK:
        _account(username, staff_name(chance), role, encoded, since)
    for post in Post.objects.order_by("code"):
        here = staff[post.code] = PostStaff(post)
        small = post.code != SHOWN and chance.random() < 0.25
        for start, role, count in AT_POST:
            if small and role == "protection_consul":
                say_second_person(actor=SYSTEM, post=post, lacks=True)
                continue
            for number in range(1, (1 if small else count) + 1):
                name = f"{post.code.lower()}-{start}{number if number > 1 else ''}"
                user = _account(name, staff_name(chance), role, encoded, since, post=post)
                here.took(user, role)
    for here in staff.values():
        if here.consul is None and here.post.signs_here_id:
            here.consul = staff[here.post.signs_here_id].consul
    return staff
