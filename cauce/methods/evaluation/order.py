"""Who begins when: an order drawn in public, within strata of size, that anybody can draw again.

Within a stratum the posts stand in the order of SHA-256 of ``seed|post``; then they are dealt to
the waves one by one, going on from one stratum to the next. So the draw needs no program to be
repeated, and no version of a random generator.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from cauce.methods.errors import BadInputs

bad_input = BadInputs(__file__)

ADVISED = range(5, 11)


@dataclass(frozen=True)
class Post:
    """A post to be drawn. ``size``: what strata are cut by; ``stratum``: where one is already given."""

    name: str
    size: float | None = None
    stratum: str | None = None


@dataclass(frozen=True)
class Place:
    """Where a post came: its stratum, its wave from 1 on, and the hash that put it there."""

    post: str
    stratum: str
    wave: int
    digest: str


@dataclass(frozen=True)
class Draw:
    """A draw that can be repeated: the seed, the digest of the list, and every place.

    ``listed`` is SHA-256 of the lines ``post|stratum``; to be made public before the seed is known.
    """

    seed: str
    waves: int
    listed: str
    places: tuple[Place, ...]

    @property
    def strata(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(place.stratum for place in self.places))


def digest(seed: str, post: str) -> str:
    return hashlib.sha256(f"{seed}|{post}".encode()).hexdigest()


def by_size(posts: Sequence[Post], waves: int, strata: int | None) -> dict[str, str]:
    """Post → stratum (``1`` the largest). Without a number of strata: of two posts a wave each."""
    ordered = sorted(posts, key=lambda post: (-(post.size or 0.0), post.name))
    many = strata or max(1, len(posts) // (2 * waves))
    each, more = divmod(len(ordered), many)
    found: dict[str, str] = {}
    begin = 0
    for number in range(many):
        end = begin + each + (number < more)
        found |= {post.name: str(number + 1) for post in ordered[begin:end]}
        begin = end
    return found


def check_draw(posts: Sequence[Post], waves: int, seed: str, strata: int | None) -> None:
    """Raises ``BadInput`` where no order can be drawn."""
    if waves < 2:
        raise bad_input("with_one_wave_there_is_nobody", where="--waves")
    if waves > len(posts):
        raise bad_input(
            "there_are_more_waves_than_posts_count", where="--waves", waves=waves, count=len(posts)
        )
    if not seed.strip():
        raise bad_input("the_seed_is_missing", where="--seed")
    if strata is not None and not 1 <= strata <= len(posts):
        raise bad_input("number_of_strata_does_not_fit_list", where="--strata", count=len(posts))


def draw(posts: Sequence[Post], waves: int, seed: str, strata: int | None = None) -> Draw:
    """The order of these posts under this seed; the same for whoever repeats it.

    Strata are those of the posts where all of them have one, or are cut by size. Raises
    ``BadInput``.
    """
    check_draw(posts, waves, seed, strata)
    given = {post.name: post.stratum for post in posts if post.stratum}
    groups = given if len(given) == len(posts) else by_size(posts, waves, strata)
    lines = "".join(f"{name}|{groups[name]}\n" for name in sorted(groups))
    keyed = [(_natural(groups[p.name]), digest(seed, p.name), p.name) for p in posts]
    places = tuple(
        Place(name, groups[name], number % waves + 1, mark)
        for number, (_, mark, name) in enumerate(sorted(keyed))
    )
    return Draw(seed, waves, hashlib.sha256(lines.encode()).hexdigest(), places)


def _natural(stratum: str) -> tuple[tuple[int, str], ...]:
    """Strata in the order a person expects: 2 before 10."""
    parts = re.findall(r"\d+|\D+", stratum)
    return tuple((int(part), "") if part.isdecimal() else (0, part) for part in parts)


def month_after(month: str, step: int) -> str:
    """``2027-11`` and 3 → ``2028-02``."""
    number = int(month[:4]) * 12 + int(month[5:7]) - 1 + step
    return f"{number // 12:04d}-{number % 12 + 1:02d}"
