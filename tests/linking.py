"""Lists to compare: cases with a name, rows that are the same people, and what two people agree to."""

from __future__ import annotations

import datetime as dt
import unicodedata
import uuid

from django.utils import timezone

from cauce.cases import actions as cases
from cauce.methods.linkage import Linked, Pair
from cauce.people.actions import keep_linkage, start_linkage
from cauce.people.asking import KIND, Terms
from cauce.people.linkage_batch import SHOWN, Found, Sample
from cauce.people.models import Linkage
from cauce.rules.permissions import SYSTEM
from cauce.staff.oversight.actions import Matter, decide, propose
from cauce.staff.oversight.models import Proposal
from tests.cast import today

# Rows of the ministry's list and of the cases: number 1 is number 1.
PEOPLE = (
    ("Guadalupe", "Tzotzilmeh", "Pérez", "1998-02-11"),
    ("Rosa", "Cruz", "Méndez", "2001-07-30"),
    ("Ana Laura", "Ibarra", "Solís", "1995-12-05"),
    ("Elena", "Prado", "Nieto", "1989-04-17"),
)
HEADS = "folio,nombre,primer_apellido,segundo_apellido,fecha_nacimiento,sexo,enviada_por\n"


def named_case(cast, person, *, officer=None, post=None, counting="yes"):
    """A case with a name whose owner said yes, no or nothing (None) about being compared."""
    officer, post = officer or cast.ines, post or cast.houston
    now = timezone.now()
    case = cases.open_case(
        actor=officer.actor,
        post=post,
        channel="walk_in",
        started_at=now - dt.timedelta(minutes=30),
        officer=officer.user,
    )
    say = {"actor": officer.actor, "case": case, "at": timezone.now()}
    cases.record_consent(purpose="keeping", given=True, **say)
    if counting is not None:
        cases.record_consent(purpose="counting", given=counting == "yes", **say)
    given, first, second, born = person
    cases.save_identity(
        actor=officer.actor,
        case=case,
        seen_version=0,
        at=timezone.now(),
        fields={"given_names": given, "first_surname": first, "second_surname": second, "birth_date": born},
    )
    return case


def as_csv(people=PEOPLE, more: str = "") -> bytes:
    """The same people as another list writes them: without marks, in capitals."""
    rows = [
        f"{n},{given.upper()},{first.replace('é', 'e').upper()},{second},{born},F,own\n"
        for n, (given, first, second, born) in enumerate(people, start=1)
    ]
    return (HEADS + "".join(rows) + more).encode()


def terms(*lists: str, **more) -> Terms:
    since = today() - dt.timedelta(days=30)
    given = {
        "lists": lists,
        "since": since,
        "until": today() + dt.timedelta(days=2),
        "posts": (),
        "basis": "consent",
        "source": "",
        "expected": 3,
    }
    return Terms(**given | more)


def asked(cast, wanted: Terms, by=None) -> Proposal:
    return propose(
        actor=(by or cast.sofia).actor,
        matter=Matter(kind=KIND, about=("linkage", str(uuid.uuid4())), payload=wanted.payload()),
        post=None,
        reason="Contar a cada persona una sola vez en el semestre.",
        at=timezone.now(),
    )


def agreed(cast, wanted: Terms) -> Linkage:
    """Asked by Sofía, agreed to by Ximena, begun by Sofía."""
    row = asked(cast, wanted)
    decide(actor=cast.ximena.actor, proposal=row, approve=True, reason="", at=timezone.now())
    return start_linkage(
        actor=cast.sofia.actor, linkage_id=uuid.UUID(row.about_id), terms=row.payload, at=timezone.now()
    )


def _plain(text):
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()


def same_names(records, *, expected, one_to_one=True, backend="duckdb", **_):
    """Stands for the engine: a pair is two records with the same names and day."""
    lists = {name: list(many) for name, many in records.items()}
    (one, left), (other, right) = list(lists.items())[:2]
    pairs = []
    for a in left:
        for b in right:
            same = (_plain(a.given), _plain(a.first_surname)) == (
                _plain(b.given),
                _plain(b.first_surname),
            )
            if same or a.birth_date == b.birth_date:
                likely = 0.99 if same else 0.4
                pairs.append(
                    Pair(a.id, b.id, (one, other), likely, 6.0, {"given": "same" if same else "other"}, same)
                )
    ids = {name: tuple(r.id for r in many) for name, many in lists.items()}
    return Linked(
        {n: len(m) for n, m in lists.items()},
        ids,
        tuple(pairs),
        expected,
        0.9,
        one_to_one,
        backend,
        "prueba:abc",
        len(pairs),
    )


def a_pair(cast, person_id) -> dict[str, object]:
    """A comparison under review, and a pair of which this person is one."""
    linkage = agreed(cast, terms("sipc"))
    row = dict.fromkeys(SHOWN, "") | {"given": "Otra"}
    pair = Sample(
        1,
        ("consular_cases", "sipc"),
        {"given": "other"},
        "0-0.05|not",
        1.0,
        0.04,
        -4.0,
        False,
        ({"person": str(person_id)}, {"row": row}),
        {},
    )
    counts = {"lists": {"consular_cases": {"taken": 1, "left_out": {}}}, "linked": 0}
    keep_linkage(
        actor=SYSTEM,
        linkage=linkage,
        at=timezone.now(),
        found=Found(counts, {"csv": ""}, "prueba:abc", 0.9, (pair,)),
    )
    return {"linkage_id": linkage.id, "place": 1}
