"""What a post writes down about whoever interprets for it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from uuid import uuid4

from cauce.content.errors import BadInputs
from cauce.custody.journal.door import Entry, act
from cauce.custody.journal.held import lock
from cauce.custody.keystore import create_key
from cauce.protocol.editions.access import current_edition
from cauce.rules.interpreting import Interpreter as Known
from cauce.rules.permissions import Actor
from cauce.staff.offices.models import Post

from ..interpreting import check, profile_of
from ..models import Interpreter

bad_input = BadInputs(__file__)


def _languages() -> frozenset[str]:
    listed = current_edition().catalogues
    return frozenset(row["code"] for name in ("languages", "tongues") for row in listed[name])


def _contact(name: str, phone: str) -> dict[str, str]:
    if not name.strip() or len(re.sub(r"\D", "", phone)) < 7:
        raise bad_input("the_name_or_the_number_is_missing", where="contact")
    return {"name": name.strip(), "phone": phone.strip()}


def _write(row: Interpreter, person: Known, contact: dict[str, str]) -> None:
    profile = profile_of(replace(person, code=row.code))
    row.profile = Interpreter.profile.seal(row, profile)
    row.contact = Interpreter.contact.seal(row, contact)


@act("interpreter.add", requires="interpreter.keep", on="post")
def add_interpreter(
    *,
    actor: Actor,
    entry: Entry,
    post: Post,
    person: Known,
    contact: NameAndPhone,
    vetted_on: dt.date | None = None,
) -> Interpreter:
    """Keep somebody who interprets; the code is made here. Raises ``BadInput``."""
    check(person, _languages())
    contact = _contact(contact.name, contact.phone)
    row = Interpreter(id=uuid4(), post=post, vetted_on=vetted_on)
    lock(post)  # two at once: two numbers
    number = Interpreter.objects.filter(post=post).count() + 1
    row.code = f"{post.code}-I-{number:02}"
    create_key(row.id, post.code)
    _write(row, person, contact)
    row.save(force_insert=True)
    entry.about("interpreter", row.id)
    return row


@dataclass(frozen=True)
class NameAndPhone:
    """Who the interpreter is and how they are reached: sealed."""

    name: str
    phone: str


@act("interpreter.change", requires="interpreter.keep", on="interpreter")
def change_interpreter(
    *,
    actor: Actor,
    entry: Entry,
    interpreter: Interpreter,
    version: int,
    person: Known,
    contact: NameAndPhone,
    vetted_on: dt.date | None,
    active: bool = True,
) -> Interpreter:
    """Write what is known now. Raises ``BadInput``, also when somebody changed it meanwhile."""
    check(person, _languages())
    contact = _contact(contact.name, contact.phone)
    if interpreter.version != version:
        raise bad_input("somebody_else_changed_entry_while_you", where=interpreter.code)
    interpreter.version += 1
    interpreter.vetted_on, interpreter.active = vetted_on, active
    _write(interpreter, person, contact)
    interpreter.save()
    entry.about("interpreter", interpreter.id)
    entry.detail(active=active)
    return interpreter
