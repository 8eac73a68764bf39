"""The cast of tests/cast.py, written at once: nearly every test asks for it.

The acts that make it ask some 700 questions of the database; these are a dozen statements that leave
the same rows and the same journal (tests/test_cast.py holds the two against each other).
"""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from cauce.content.loader import load_edition
from cauce.custody.journal.bulk_rows import write_many
from cauce.custody.journal.chain import NETWORK, Link, append_many
from cauce.custody.journal.models import Chain
from cauce.rules.permissions import SYSTEM, Actor, Grant
from cauce.staff.offices.access import day_at
from cauce.staff.offices.models import Assignment, Partner, Post, User

from . import cast as people


def build() -> SimpleNamespace:
    """The same as ``tests.cast.build``; where there are posts already, that one."""
    if Post.objects.exists():
        return people.build()
    with transaction.atomic():
        return _Writing().cast


@cache
def _password(username: str, hasher: str) -> str:
    """The column of this person in every test of a process: a salt of their own, as from the act."""
    return make_password(people.PASSWORD)


def _post(row: dict[str, str]) -> Post:
    return Post(
        code=row["code"],
        name=row["name"],
        kind=row["type"],
        city=row["city"],
        state=row["state"],
        time_zone=row["time_zone"],
        latitude=float(row["lat"]) if row.get("lat") else None,
        longitude=float(row["lon"]) if row.get("lon") else None,
        signs_here_id=row.get("signs_for") or None,
    )


class _Writing:
    """Everybody first as objects, with the entries of the journal that their acts would write."""

    def __init__(self) -> None:
        self.now = timezone.now()
        self.links: list[Link] = []
        self.assignments: list[Assignment] = []
        posts = self._posts()
        self.cast = SimpleNamespace(posts=posts, houston=posts["HOU"], laredo=posts["LAR"])
        staff = [self._member(*who, post=posts.get(at)) for *who, at in people.STAFF]
        partners = [self._partner(*one) for one in people.PARTNERS]
        staff += [self._member(*who, partner=getattr(self.cast, of)) for *who, of in people.OUTSIDE]
        write_many(partners)
        write_many(staff)
        write_many(self.assignments)
        # All at once: begun with its first entry, each takes eight statements.
        chains = dict.fromkeys(one.post or NETWORK for one in self.links)
        write_many(Chain(name) for name in chains)
        append_many(self.links)

    def _act(self, what: str, kind: str, id: object, post: str | None = None, **detail) -> None:
        self.links.append(Link("act", what, SYSTEM.user, timezone.now(), post, kind, str(id), detail))

    def _posts(self) -> dict[str, Post]:
        rows = load_edition().catalogues["posts"]
        made = [_post(row) for row in rows]
        write_many(made)
        self._act("offices.load_posts", "posts", "catalogue", posts=len(rows))
        return {post.code: post for post in made}

    def _partner(self, key: str, name: str, kind: str) -> Partner:
        partner = Partner(name=name, kind=kind)
        self._act("offices.add_partner", "partner", partner.id)
        setattr(self.cast, key, partner)
        return partner

    def _member(
        self, username: str, name: str, role: str, post: Post | None = None, partner: Partner | None = None
    ) -> User:
        user = User(
            username=username, display_name=name, password=_password(username, settings.PASSWORD_HASHERS[0])
        )
        self._act("offices.add_user", "user", user.id)
        at = post.code if post else None
        self.assignments.append(
            Assignment(
                user=user,
                role=role,
                post=post,
                partner=partner,
                deputy=username == people.DEPUTY,
                starts_on=day_at(post, self.now),
            )
        )
        self._act("offices.assign", "user", user.id, at, role=role)
        grant = Grant(role, at, str(partner.id) if partner else None)
        actor = Actor(str(user.id), (grant,), user.language)
        setattr(self.cast, username, people.Member(user, actor))
        return user
