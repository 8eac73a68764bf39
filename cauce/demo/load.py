"""Loads the demonstration network: the same seed and day make the same network."""

from __future__ import annotations

import datetime as dt
import gc
import random
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from cauce.cases.actions import save_identity
from cauce.cases.actions.bulk import History, load_histories
from cauce.directory.models import Service
from cauce.intake.screenings.actions import load_encounters
from cauce.rules.names import fold
from cauce.rules.permissions import SYSTEM
from cauce.sharing.referrals.actions.bulk import load_referrals
from cauce.staff.offices.actions import add_partner, add_user, assign
from cauce.staff.offices.models import Partner, User

from . import encounters, histories, names, network, sending, stories
from .keeping_up import keep_up
from .load_providers import load_providers
from .providers import Site, partner_names, provider_documents
from .world import Invented, Progress, World, invented

SEED = 20260101
YEARS = 4
CASES = 2000
AT_ONCE = 1000  # histories in memory at a time
HOUR = dt.timedelta(hours=1)


def is_empty() -> bool:
    """Whether nothing has been loaded yet."""
    return not User.objects.exists()


def load(cases: int = CASES, progress: Progress = lambda text: None) -> dict[str, int]:
    """Load everything into an empty database; how many posts, accounts, services, cases there are."""
    with seldom_collected():
        return _load(cases, progress)


def _load(cases: int, progress: Progress) -> dict[str, int]:
    now = timezone.now().replace(microsecond=0)
    chance = random.Random(SEED)  # noqa: S311 - an invented network, not a secret
    since = (now - dt.timedelta(days=366 * YEARS)).date()
    encoded = make_password(network.PASSWORD)
    progress("· consulados y cuentas / posts and accounts")
    staff = network.build(chance, encoded, since)
    world = World(now, since, encoded, chance, staff, cases, progress)
    for one in invented():
        if one.says:
            progress(one.says)
        one.load(world)
    return {
        "posts": len(staff),
        "accounts": User.objects.count(),
        "partners": len(world.partners),
        "services": Service.objects.count(),
        **world.counts,
    }


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Rows are made by the thousand and live briefly: by default the collector takes a fifth of it."""
    usual = gc.get_threshold()
    gc.set_threshold(200_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def sites(staff: dict[str, network.PostStaff]) -> list[Site]:
    """Where the posts are, the one the tour shows first."""
    posts = sorted((s.post for s in staff.values()), key=lambda p: (p.code != network.SHOWN, p.code))
    return [Site(p.code, p.city, p.state, p.latitude, p.longitude) for p in posts]


def _partners(staff, encoded: str, since: dt.date, today: dt.date) -> dict[str, Partner]:
    places = sites(staff)
    found: dict[str, Partner] = {}
    for name in sorted(set(partner_names(provider_documents(places, today)).values())):
        found[name] = add_partner(actor=SYSTEM, name=name)
        login = "".join(c for c in names_key(name) if c.isalnum() or c == "-")
        user = add_user(actor=SYSTEM, username=login, display_name=f"Enlace de {name}", encoded=encoded)
        assign(actor=SYSTEM, user=user, role="partner_staff", partner=found[name], starts_on=since)
    load_providers(places, today, {name: partner.id for name, partner in found.items()})
    return found


def names_key(name: str) -> str:
    """``Casa Jacaranda (ejemplo)`` → ``casa-jacaranda``: the user name of a partner."""
    return "-".join(fold(name.removesuffix("(ejemplo)")).split())


def _share(chance: random.Random, staff, cases: int) -> dict[str, int]:
    """How many cases each post has: a few large posts, many small ones; the shown one is large."""
    weights = {code: chance.paretovariate(1.3) for code in staff}
    weights[network.SHOWN] = max(weights.values())
    total = sum(weights.values())
    return {code: max(3, round(cases * weight / total)) for code, weight in weights.items()}


def _cases(chance, staff, cases: int, now: dt.datetime, progress: Progress) -> dict[str, int]:
    done = sent = 0
    reach = sending.providers_by_state()
    for code, count in _share(chance, staff, cases).items():
        here, how = staff[code], stories.KINDS[stories.kind_of(code, staff)]
        starts = sorted(_start(chance, now) for _ in range(count))
        for told in _numbered(chance, here, how, starts, now):
            # Referrals first: they add the consents and the acts that their histories then carry.
            rows = sending.referrals(chance, told, how, reach, now)
            for history, story in told:
                keep_up(chance, history, story, how, now)
            done += load_histories(
                actor=SYSTEM, post_code=code, histories=(history for history, _ in told), at=now
            )
            sent += load_referrals(actor=SYSTEM, post_code=code, rows=rows)
            met = encounters.invented(chance, here, how, [history for history, _ in told], now)
            load_encounters(actor=SYSTEM, post_code=code, encounters=met)
            if code == network.SHOWN or count < 50:
                _identities(chance, told, now)
        progress(f"  {code}: {count} ({done})")
    return {"cases": done, "referrals": sent}


def _start(chance: random.Random, now: dt.datetime) -> dt.datetime:
    # More in the last months: the programme grows, and the desk has open work to show.
    days = YEARS * 365 * chance.random() ** 1.8
    at = (now - dt.timedelta(days=days)).replace(hour=0, minute=0, second=0)
    return min(at + dt.timedelta(hours=15 + 8 * chance.random()), now - HOUR)


def _numbered(chance, here, how, starts, now) -> Iterator[list[tuple[History, stories.Story]]]:
    """The stories of a post, numbered by year, a part at a time: memory does not grow with them."""
    numbers: dict[int, int] = {}
    told = []
    for start in starts:
        numbers[start.year] = numbers.get(start.year, 0) + 1
        told.append(histories.tell(chance, here, how, start, now, numbers[start.year]))
        if len(told) == AT_ONCE:
            yield told
            told = []
    if told:
        yield told


def _identities(chance, told, now: dt.datetime) -> None:
    """Who some of them are: at the shown post of all its cases, elsewhere of those that are open."""
    for history, story in told:
        case = history.case
        asked = case.post_id == network.SHOWN or case.closed_at is None
        if asked and case.keeping == "given" and chance.random() < 0.6:
            save_identity(
                actor=SYSTEM,
                case=case,
                seen_version=0,
                at=now,
                fields=names.identity(chance, story.is_woman),
            )


def _load_partners(world: World) -> None:
    world.partners = _partners(world.staff, world.encoded, world.since, world.now.date())


def _load_cases(world: World) -> None:
    # One transaction: what a case takes to be written is little beside what a commit takes.
    with transaction.atomic():
        world.counts |= _cases(world.chance, world.staff, world.cases, world.now, world.progress)


INVENTED = (
    Invented(30, _load_partners, "· directorio / directory"),
    Invented(50, _load_cases, "· casos / cases"),
)
