"""Mistakes of policy, planted one at a time in the running product: the walk must find them.

Each is what somebody could write on a bad day. They are patched into a process of the tests and taken
out again; nothing of this is in the product.
"""

from __future__ import annotations

import contextlib
import io
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from unittest import mock

from django.contrib.auth.backends import ModelBackend
from django.db.models import Q
from django.http import HttpResponse
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from cauce.cases import access as cases
from cauce.cases import access_day, access_reserved
from cauce.cases.models import Case, HolderKey
from cauce.custody.journal import chain, door
from cauce.custody.keystore.holders import open_holder, open_reserved
from cauce.desk.home.worklist import views as views_worklist
from cauce.desk.staff.accounts import views as accounts_desk
from cauce.rules import consent, permissions
from cauce.rules.permissions import Actor, Grant, Scope, permits
from cauce.rules.roles import ROLES
from cauce.sharing.referrals import access as referrals
from cauce.sharing.referrals.facts import stored_of
from cauce.site import middleware
from cauce.staff.accounts import sessions
from cauce.staff.accounts.actions import lifecycle
from cauce.staff.offices import access as offices
from cauce.staff.offices.models import Assignment, Post, User
from cauce.staff.oversight import access_emergency
from cauce.staff.oversight.actions import emergency
from cauce.staff.oversight.models import GlassOpening
from cauce.staff.oversight.roles import read_payload

from .rules_case import Cases
from .rules_people import People
from .world import PHRASE

Set = Callable[..., None]  # set(where, name, value)


def _relation(name: str, holds: Callable[[Grant, Scope], bool]) -> Callable[[Set], None]:
    kept = permissions._relation_holds

    def wrong(relation, grant, scope, opened):
        return holds(grant, scope) if relation == name else kept(relation, grant, scope, opened)

    return lambda put: put(permissions, "_relation_holds", wrong)


def _role(permission: str, role: str, relation: str) -> Callable[[Set], None]:
    return lambda put: put(ROLES, permission, {**ROLES[permission], role: (relation,)})


def _standing(ignores: str) -> Callable[[Set], None]:
    kept = consent._standing

    def wrong(one, at):
        said = kept(one, at)
        return "given" if said == ignores else said

    return lambda put: put(consent, "_standing", wrong)


def _shows_what_is_stored(put: Set) -> None:
    put(referrals, "shared_of", stored_of)


def _never_ends(put: Set) -> None:
    put(emergency, "MINUTES", 10**6)


def _opening(but: str) -> Callable[[Set], None]:
    """An opening is looked up without one of its questions."""

    def live(actor: Actor, opening_id, at):
        row = GlassOpening.objects.select_related("post").filter(id=opening_id).first()
        if row is None or (but != "owner" and row.opened_by != actor.user):
            return None
        ended = row.closed_at is not None or row.finding == "not_right"
        if not row.opened_at <= at < row.ends_at or (but != "end" and ended):
            return None
        return row if permits(actor, "glass.open").allowed else None

    return lambda put: put(access_emergency, "_live", live)


def _never_blocked(put: Set) -> None:
    for module in (access_emergency, emergency):
        put(module, "blocked", lambda user, at: "")


def _suspended_goes_on(put: Set) -> None:
    put(ModelBackend, "user_can_authenticate", lambda self, user: True)
    put(lifecycle, "end_sessions", lambda *given: 0)
    kept = offices.actor_for

    def actor_for(user, at=None):
        user.is_active = True
        return kept(user, at)

    put(offices, "actor_for", actor_for)


def _session_outlives_its_roles(put: Set) -> None:
    kept = sessions._over
    put(sessions, "_over", lambda *given: "" if (why := kept(*given)) == "changed" else why)


def _one_person_gives(put: Set) -> None:
    kept = accounts_desk.propose

    def propose(**given):
        made = kept(**given)
        user = User.objects.get(id=made.about_id)
        Assignment.objects.create(user=user, post=made.post, **read_payload(made.payload))
        return made

    put(accounts_desk, "propose", propose)


def _ends_at_midnight(put: Set) -> None:
    def holds(row, at):
        day = offices.day_at(row.post, at)
        return row.starts_on <= day and (row.ends_on is None or day <= row.ends_on)

    put(offices, "holds", holds)


def _reserved_for_all_at_the_desk(put: Set) -> None:
    def open_text(actor, case, passphrase):
        row = access_reserved.newest(case)
        key = HolderKey.objects.select_related("user").get(id=row.holders[0])
        private = open_holder(key.public, key.private, PHRASE.format(key.user.username))
        kept = access_reserved.kept_of(case, row)
        inner = access_reserved.inner_context(case, row.version)
        return open_reserved(kept, str(key.id), private, inner)

    put(access_reserved, "open_text", open_text)


def _unwritten(kind: str) -> Callable[[Set], None]:
    kept = door.append

    def append(link):
        return mock.Mock(pk=0) if link.kind == kind else kept(link)

    return lambda put: put(door, "append", append)


def _says_that_it_is_there(put: Set) -> None:
    put(middleware, "nothing_here", lambda: HttpResponse("No le toca.", status=404))


def _post_of_the_folio(put: Set) -> None:
    put(Case, "scope", property(lambda self: Scope(post=self.folio[:3], id=str(self.id))))


def _list_of_the_network(put: Set) -> None:
    kept = views_worklist.worklist_pages

    def pages(actor, post_code, at, **given):
        kept(actor, post_code, at, **given)
        rows = cases._planned(list(Case.objects.everywhere("folio").select_related("post")), at)
        return rows, len(rows)

    put(views_worklist, "worklist_pages", pages)
    put(access_day, "working", lambda post_code: Q(post_id__in=Post.objects.values("code")))


def _unlinked(put: Set) -> None:
    kept = chain._entry

    def entry(link, row):
        row.seal = ""
        return kept(link, row)

    put(chain, "_entry", entry)


MISTAKES: dict[str, Callable[[Set], None]] = {
    "the guard forgets which post": _relation("own", lambda grant, scope: grant.post is not None),
    "any receiver reads any request": _relation("partner", lambda grant, scope: grant.partner is not None),
    "an emergency opens without an opening": _relation("glass", lambda grant, scope: True),
    "whoever leads a post reads its cases": _role("case.read", "head_of_post", "own"),
    "the administration reads cases": _role("case.read", "administrator", "network"),
    "the window reads cases": _role("case.read", "window_officer", "own"),
    "the auditor reviews what was opened": _role("glass.review", "auditor", "network"),
    "whoever leads a post receives cases": _role("transfer.answer", "head_of_post", "own"),
    "a yes taken back still counts": _standing("withdrawn"),
    "a yes never ends": _standing("expired"),
    "a receiver sees all that is stored": _shows_what_is_stored,
    "what was opened never closes": _never_ends,
    "what one opened another reads": _opening("owner"),
    "not right, and it stays open": _opening("end"),
    "nobody counts the openings": _never_blocked,
    "a suspended account keeps its session": _suspended_goes_on,
    "a session keeps the roles it began with": _session_outlives_its_roles,
    "one person gives a role": _one_person_gives,
    "a role ends at midnight, not at once": _ends_at_midnight,
    "the reserved part opens for all at the desk": _reserved_for_all_at_the_desk,
    "a denial is not written down": _unwritten("refused"),
    "a read is not written down": _unwritten("read"),
    "forbidden is not like absent": _says_that_it_is_there,
    "a case that went elsewhere stays readable": _post_of_the_folio,
    "the list shows the whole network": _list_of_the_network,
    "a link forgets the one before": _unlinked,
}


class Walk(Cases, People):
    """All the rules together."""


def machine(world) -> type[Walk]:
    """The walk over this world, with counts of its own."""
    return type("Walk", (Walk,), {"world": world, "totals": Counter()})


@contextlib.contextmanager
def planted(name: str):
    """The product with one mistake."""
    with ExitStack() as undo:

        def put(where, what, value):
            if isinstance(where, dict):
                undo.enter_context(mock.patch.dict(where, {what: value}))
            else:
                undo.enter_context(mock.patch.object(where, what, value))

        MISTAKES[name](put)
        yield


def profile(runs: int, steps: int) -> settings:
    """So many runs of so many steps; what fails is shown as it was found, not made smaller."""
    return settings(
        max_examples=runs,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        print_blob=False,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )


def walk(world, runs: int, steps: int, number: int = 1) -> dict[str, int]:
    """The walk over the product as it is; what was asked, and how often. Raises what it finds wrong."""
    made = seed(number)(machine(world))
    run_state_machine_as_test(made, settings=profile(runs, steps))
    del made.totals["steps before"]
    made.totals["steps"] -= made.totals["runs"]  # what holds is also looked at before the first step
    return made.totals


def found(world, name: str, runs: int, steps: int, number: int = 1) -> tuple[str, int, int]:
    """What the walk says of a planted mistake ('': nothing), in which run, and after how many steps."""
    made = seed(number)(machine(world))
    with planted(name), contextlib.redirect_stdout(io.StringIO()):
        try:
            run_state_machine_as_test(made, settings=profile(runs, steps))
        except AssertionError as error:
            # The last run repeats the one that failed.
            runs = made.totals["runs"] - 1
            # In each run what holds is looked at once more than there are steps, but for the step that
            # failed.
            taken = made.totals["steps before"] - runs + 1
            return str(error).partition("\n")[0][:160], runs, taken
    return "", made.totals["runs"], made.totals["steps"] - made.totals["runs"]
