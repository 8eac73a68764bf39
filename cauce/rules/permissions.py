"""May this person do this, here? Asked of the one map in ``roles``; what it does not list is refused."""

from __future__ import annotations

from dataclasses import dataclass, field

from .roles import ROLES, Relation


@dataclass(frozen=True, slots=True)
class Grant:
    """One role somebody holds: in a post, in a partner organisation, or (both None) network-wide."""

    role: str
    post: str | None = None
    partner: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. ``user`` is an opaque id, never a name; ``system`` is the program itself.

    ``opened``: ids (of a case and its person) that an emergency opening lets this actor read in
    this request, and ``glass``: the id of that opening. Both empty but at its own pages. ``closed``: ids
    (of a case, its person and its keys) that are closed to this actor, who is a party to it: no role, no
    signature and no emergency opens them.
    """

    user: str
    grants: tuple[Grant, ...] = ()
    language: str = "es"
    opened: frozenset[str] = frozenset()
    glass: str = ""
    closed: frozenset[str] = frozenset()

    @property
    def posts(self) -> frozenset[str]:
        return frozenset(grant.post for grant in self.grants if grant.post)

    @property
    def partners(self) -> frozenset[str]:
        return frozenset(grant.partner for grant in self.grants if grant.partner)

    def has_role(self, *roles: str) -> bool:
        return any(grant.role in roles for grant in self.grants)


SYSTEM = Actor(user="system", grants=(Grant("system"),))


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose a thing is: the post that keeps it, posts that may sign for it, a receiving partner.

    ``id``: by which an emergency opening, or a closing to somebody, names it; None: neither reaches it.
    ``sealed``: the post whose head, and whose ``officer`` of the file, alone still come to a file that was
    sealed; None: it is not.
    """

    post: str | None = None
    signing: frozenset[str] = field(default_factory=frozenset)
    partner: str | None = None
    id: str | None = None
    sealed: str | None = None
    officer: str = ""


ANYWHERE = Scope()


@dataclass(frozen=True, slots=True)
class Permit:
    """The answer, with its reason: shown to auditors, never to a stranger."""

    allowed: bool
    reason: str


def _relation_holds(relation: Relation, grant: Grant, scope: Scope, actor: Actor) -> bool:
    # A thing that belongs to nobody (a list, a search) is open to whoever holds the relation at all.
    free = scope == ANYWHERE
    match relation:
        case "network":
            return True
        case "own":
            return grant.post is not None and (free or scope.post == grant.post)
        case "signing":
            return grant.post is not None and grant.post in scope.signing
        case "partner":
            return grant.partner is not None and (free or scope.partner == grant.partner)
        case "glass":
            return scope.id is not None and scope.id in actor.opened
        case "sealed":
            if scope.sealed is None or grant.post != scope.sealed:
                return False
            return grant.role == "head_of_post" or actor.user == scope.officer


def permits(actor: Actor, permission: str, scope: Scope = ANYWHERE) -> Permit:
    """Whether the actor may use the permission on a thing of this scope. Default: no.

    An unknown permission raises KeyError: a typing mistake must fail loudly, not deny quietly.
    """
    rows = ROLES[permission]
    if scope.id is not None and scope.id in actor.closed:
        return Permit(False, "closed to whoever is a party to it")
    for grant in actor.grants:
        for relation in rows.get(grant.role, ()):
            if _relation_holds(relation, grant, scope, actor):
                return Permit(True, f"{grant.role}:{relation}")
    return Permit(False, f"no role of the actor has {permission} here")


def may_somewhere(actor: Actor, permission: str) -> bool:
    """Whether a role of the actor has the permission on anything at all; if not, no thing of any scope
    opens to them."""
    rows = ROLES[permission]
    return any(rows.get(grant.role) for grant in actor.grants)


def posts_with(actor: Actor, permission: str) -> list[str]:
    """The actor's own posts where the actor may use the permission, in a fixed order; empty: none."""
    return sorted(one for one in actor.posts if permits(actor, permission, Scope(post=one)).allowed)


def posts_signing(actor: Actor, permission: str) -> list[str]:
    """The actor's own posts from which the actor may use the permission for a neighbour that has nobody to
    sign, in a fixed order; empty: none."""
    return sorted(
        one for one in actor.posts if permits(actor, permission, Scope(signing=frozenset([one]))).allowed
    )


def partners_with(actor: Actor, permission: str) -> list[str]:
    """The organisations for which the actor may use the permission: of two roles at two of them, neither
    opens what the other one receives. In a fixed order; empty: none."""
    return sorted(one for one in actor.partners if permits(actor, permission, Scope(partner=one)).allowed)
