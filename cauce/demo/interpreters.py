"""Invented interpreters of the network, by language and municipality; the places are real ones."""

from __future__ import annotations

import datetime as dt
import random
from typing import NamedTuple

from cauce.cases.access import section
from cauce.cases.actions import record_tongue
from cauce.cases.models import Case
from cauce.directory import register
from cauce.directory.actions import NameAndPhone, add_interpreter
from cauce.protocol.editions.access import current_edition
from cauce.rules.interpreting import Interpreter, Tongue, Way
from cauce.rules.permissions import SYSTEM
from cauce.staff.offices.access import actor_for
from cauce.staff.offices.models import Post

from .names import staff_name
from .world import Invented

SEED = 20260105


class Voice(NamedTuple):
    """One interpreter: post, language, municipality, ways, sex, and what is not usual about them."""

    post: str
    language: str
    community: str
    ways: tuple[Way, ...] = ("phone",)
    sex: str = "woman"
    ties: tuple[str, ...] = ()
    ties_asked: bool = True
    vetted: bool = True
    english: bool = False


# For the case below: one of her own small town (refused), one man from elsewhere, and one woman whom
# nobody has asked yet. One is not vetted, so offered to nobody.
VOICES = (
    Voice("HOU", "mxv", "12043", ("phone", "video"), ties=("12043", "12078")),
    Voice("HOU", "mxv", "12078", ("phone", "in_person"), "man", ties=("12066",)),
    Voice("NYC", "mxv", "12078", ties_asked=False),
    Voice("LAX", "mig", "20269", ties=("20269",)),
    Voice("FRE", "trc", "20469", ("phone", "video"), "man", ties=("20469",)),
    Voice("ATL", "mam", "", ("phone", "video"), "man", english=True),
    Voice("HOU", "mfs", "21114", ("video", "in_person"), ties=("21114",)),
    Voice("NYC", "tcf", "12041", ties_asked=False),
    Voice("CHI", "ote", "13030", ("phone", "video"), "man", ties=("13030",)),
    Voice("DAL", "nhe", "13028", ties=("13028",), english=True),
    Voice("SAC", "tzo", "07023", ("phone", "video"), ties=("07023",)),
    Voice("LAX", "zab", "20197", ties=("20197",), vetted=False),
)
SPOKEN = "mxv"  # the language of the case that has one, of Metlatónoc


def load(now: dt.datetime) -> int:
    """Keep the interpreters, each at a post that exists; how many there are."""
    chance = random.Random(SEED)  # noqa: S311 - invented people, not a secret
    edition = current_edition()
    codes = {one.code: one.glottocode for one in register.tongues(edition)}
    posts = {post.code: post for post in Post.objects.order_by("code")}
    kept = 0
    for one in VOICES:
        name, day = staff_name(chance), now.date() - dt.timedelta(days=chance.randrange(20, 300))
        if one.post not in posts or one.language not in codes:  # another country's content
            continue
        spoken = [Tongue(one.language, codes[one.language], one.community), Tongue("spa")]
        spoken += [Tongue("eng")] if one.english else []
        person = Interpreter(
            "", tuple(spoken), frozenset(one.ways), one.sex, frozenset(one.ties), ties_asked=one.ties_asked
        )
        add_interpreter(
            actor=SYSTEM,
            post=posts[one.post],
            person=person,
            contact=NameAndPhone(name=f"{name} (ejemplo)", phone=f"+1 555 555 01{kept:02d}"),
            vetted_on=day if one.vetted else None,
        )
        kept += 1
    return kept


def tell_tongue(case: Case, now: dt.datetime) -> None:
    """Write down, as the officer of the case, that the person speaks Mixtec of Metlatónoc."""
    codes = {one.code: one.glottocode for one in register.tongues(current_edition())}
    if SPOKEN not in codes:
        return
    seen, _ = section(case, "tongue")
    given = {
        "language": SPOKEN,
        "variant": codes[SPOKEN],
        "community": "12043",
        "family": "12043",
        "others": "",
        "understands": "1",
        "reads": "0",
        "prefers_audio": True,
        "sex": "woman",
        "into": "spa",
    }
    record_tongue(actor=actor_for(case.officer), case=case, seen=seen, given=given, at=now)


INVENTED = Invented(80, lambda world: load(world.now))
