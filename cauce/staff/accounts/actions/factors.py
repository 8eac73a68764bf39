"""Keys, apps, printed codes and the password, by their owner. Every change is told to the owner."""

from __future__ import annotations

import datetime as dt
import functools
from uuid import uuid4

from django.db import transaction

from cauce.custody.journal.door import Entry, act, effect
from cauce.custody.journal.withdrawing import again, close
from cauce.custody.keystore import create_key, shred
from cauce.rules.permissions import Actor
from cauce.rules.signin import GRACE, Way
from cauce.staff.offices.access import day_at
from cauce.staff.offices.actions import keep_password
from cauce.staff.offices.models import User

from ..access import factors_of
from ..codes import SHEET
from ..models import Account, App, Key, PrintedCode, SignIn
from ..proofs import is_open, printed_digest
from ..secrets import new_code
from ..webauthn import NewKey
from ._shared import Refusal, account, end_sessions, forget_devices, own, tell

KEYSTORE_POST = "accounts"
MOST_KEYS = 8


def _not_the_last(user: User, losing: Way, at: dt.datetime) -> None:
    """Only what would open today counts: a sheet does not stand in for a key, nor an app whose
    time is over, nor either of them without a password."""
    has, word = factors_of(user), user.has_usable_password()
    left: dict[Way, int] = {
        "key": len(has.keys),
        "app": int(bool(has.app) and word),
        "codes": int(bool(has.codes_left) and word),
    }
    left[losing] -= 1
    if not any(count > 0 and is_open(user, way, at) for way, count in left.items()):
        raise Refusal(
            "Es su única forma de comprobar quién es: sin ella ya no podría entrar.",
            "It is your only way to prove who you are: without it you could not sign in.",
            cure_es="Agregue antes otra.",
            cure_en="Add another one first.",
        )


@act("key.add", requires="self")
def add_key(
    *,
    actor: Actor,
    entry: Entry,
    user: User,
    new: NewKey,
    name: str,
    here: SignIn | None,
    at: dt.datetime,
) -> Key:
    """Keep a key that the owner has just enrolled; other sessions end. Raises ``Refusal``."""
    own(actor, user)
    if len(factors_of(user).keys) >= MOST_KEYS:
        raise Refusal(
            "Ya hay demasiadas llaves.",
            "You already have too many keys.",
            cure_es="Quite una que no use.",
            cure_en="Remove one you do not use.",
        )
    if Key.objects.filter(credential_id=new.credential_id).exists():
        raise Refusal("Esa llave ya está dada de alta.", "That key is already enrolled.")
    made = Key.objects.create(
        user=user,
        credential_id=new.credential_id,
        public_key=new.public_key,
        count=new.count,
        name=name[:40],
        made_at=at,
    )
    end_sessions(user, "changed", at, here)
    tell(user, "Se agregó una llave para entrar.", "A key to sign in was added.", at)
    entry.about("user", user.id)
    entry.detail(key=str(made.id))
    return made


@act("key.rename", requires="self")
def rename_key(*, actor: Actor, entry: Entry, key: Key, name: str) -> None:
    """Give one of one's keys another name."""
    Key.objects.filter(id=key.id, user_id=actor.user).update(name=name[:40])
    entry.about("user", actor.user)
    entry.detail(key=str(key.id))


@act("key.remove", requires="self")
def remove_key(
    *, actor: Actor, entry: Entry, user: User, key: Key, here: SignIn | None, at: dt.datetime
) -> None:
    """Forget a key, never the last way in; other sessions end. Raises ``Refusal``."""
    own(actor, user)
    _not_the_last(user, "key", at)
    close("key", Key.objects.filter(id=key.id, user=user))
    end_sessions(user, "changed", at, here)
    tell(user, "Se quitó una llave para entrar.", "A key to sign in was removed.", at)
    entry.about("user", user.id)
    entry.detail(key=str(key.id))


@again("key")
def _remove_keys_again(ids: tuple[str, ...], at: dt.datetime) -> int:
    return Key.objects.filter(id__in=ids).delete()[0]


@act("app.add", requires="self")
def add_app(
    *,
    actor: Actor,
    entry: Entry,
    user: User,
    secret: bytes,
    step: int,
    here: SignIn | None,
    at: dt.datetime,
) -> App:
    """Keep the secret of an app, instead of any before; other sessions end.

    ``step``: that of the code with which its owner showed that the app works; it is used up.
    """
    own(actor, user)
    drop_app(user)
    id = uuid4()
    create_key(id, KEYSTORE_POST)
    made = App(id=id, user=user, step=step, made_at=at)
    made.secret = App.secret.seal(made, secret.hex())
    made.save(force_insert=True)
    row = account(user, at)
    if row.key_due_on is None:
        # Counted once, from the first app: another app later gives no more time.
        Account.objects.filter(user=user).update(key_due_on=day_at(None, at + GRACE))
    end_sessions(user, "changed", at, here)
    tell(user, "Se dio de alta una aplicación de códigos.", "A code app was enrolled.", at)
    entry.about("user", user.id)
    return made


@effect
def drop_app(user: User) -> None:
    """Forget the app and destroy the key of its secret."""
    for id in list(App.objects.filter(user=user).values_list("id", flat=True)):
        close("app", App.objects.filter(id=id))
        # Once the row is gone for good: undone, it would be left without its key.
        transaction.on_commit(functools.partial(shred, id))


@again("app")
def _drop_apps_again(ids: tuple[str, ...], at: dt.datetime) -> int:
    found = list(User.objects.filter(app__id__in=ids))
    for user in found:
        drop_app(user)
    return len(found)


@act("app.remove", requires="self")
def remove_app(*, actor: Actor, entry: Entry, user: User, here: SignIn | None, at: dt.datetime) -> None:
    """Forget the app, never the last way in; other sessions end. Raises ``Refusal``."""
    own(actor, user)
    _not_the_last(user, "app", at)
    drop_app(user)
    end_sessions(user, "changed", at, here)
    tell(user, "Se quitó la aplicación de códigos.", "The code app was removed.", at)
    entry.about("user", user.id)


@act("codes.print", requires="self")
def print_codes(*, actor: Actor, entry: Entry, user: User, here: SignIn | None, at: dt.datetime) -> list[str]:
    """A new sheet of codes, shown once; those of the sheet before count no more."""
    own(actor, user)
    close("code", PrintedCode.objects.filter(user=user))
    sheet = [new_code() for _ in range(SHEET)]
    PrintedCode.objects.bulk_create(
        PrintedCode(user=user, digest=printed_digest(user, code), made_at=at) for code in sheet
    )
    end_sessions(user, "changed", at, here)
    tell(user, "Se imprimió una hoja de códigos.", "A sheet of codes was printed.", at)
    entry.about("user", user.id)
    return sheet


@act("codes.remove", requires="self")
def remove_codes(*, actor: Actor, entry: Entry, user: User, here: SignIn | None, at: dt.datetime) -> None:
    """The sheet counts no more; never the last way in. Raises ``Refusal``."""
    own(actor, user)
    _not_the_last(user, "codes", at)
    close("code", PrintedCode.objects.filter(user=user))
    end_sessions(user, "changed", at, here)
    tell(user, "Se anuló la hoja de códigos.", "The sheet of codes was cancelled.", at)
    entry.about("user", user.id)


@act("password.change", requires="self")
def change_password(
    *,
    actor: Actor,
    entry: Entry,
    user: User,
    encoded: str,
    here: SignIn | None,
    at: dt.datetime,
) -> None:
    """Another password, hashed before the act; other sessions end and browsers are forgotten."""
    own(actor, user)
    keep_password(user=user, encoded=encoded)
    end_sessions(user, "changed", at, here)
    forget_devices(user)
    tell(user, "Se cambió la contraseña.", "The password was changed.", at)
    entry.about("user", user.id)
