"""``cauce account``: the first people of an installation, and what a console may do with accounts."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from cauce.content.errors import BadInputs
from cauce.operations.console import Answer, CauceCommand
from cauce.rules.permissions import SYSTEM
from cauce.staff.accounts import access
from cauce.staff.accounts.actions import invite_first, suspend
from cauce.staff.offices.actions import add_user, assign

bad_input = BadInputs(__file__)


class Command(CauceCommand):
    help = (
        "Las primeras personas de administración; ver y suspender cuentas. / "
        "The first administrators; list and suspend accounts."
    )

    def arguments(self, parser) -> None:
        parser.add_argument(
            "what",
            choices=("first", "list", "suspend"),
            help="first: un código; list; suspend / first: a code; list; suspend",
        )
        parser.add_argument(
            "username", nargs="?", default="", help="de quién es la cuenta / whose account it is"
        )
        parser.add_argument(
            "--name", default="", help="nombre que se muestra, si es nueva / the name to show, if it is new"
        )

    def answer(self, **options) -> Answer:
        return getattr(self, f"_{options['what']}")(options["username"], options["name"])

    def _first(self, username: str, name: str) -> Answer:
        """A code with which one of the first two people enrols a key; refused once both have one."""
        at = timezone.now()
        if not username:
            raise bad_input("the_user_name_is_missing", where="username")
        user = access.user_called(username)
        if user is None:
            user = add_user(actor=SYSTEM, username=username, display_name=name or username)
        if "administrator" not in access.roles_of(access.actor_of(user)):
            # Refused first, so that nobody is made an administrator when it is too late for it.
            access.check_first()
            assign(actor=SYSTEM, user=user, role="administrator")
        code = invite_first(actor=SYSTEM, user=user, at=at)
        lines = [
            f"{username}: {code}",
            f"  Una hora, una vez / one hour, once: https://{settings.ALLOWED_HOSTS[0]}/entrar/alta/",
        ]
        return Answer({"username": username, "code": code}, lines)

    def _list(self, username: str, name: str) -> Answer:
        rows = access.every_account()
        lines = [
            f"{one.user.username:<28} {'suspended' if one.suspended else 'active':<10} "
            f"keys {one.keys}  used {one.used_at:%Y-%m-%d}"
            if one.used_at
            else f"{one.user.username:<28} {'suspended' if one.suspended else 'active':<10} "
            f"keys {one.keys}  never used"
            for one in rows
        ]
        document = [
            {
                "username": one.user.username,
                "suspended": one.suspended,
                "keys": one.keys,
                "used_at": one.used_at,
            }
            for one in rows
        ]
        return Answer(document, lines)

    def _suspend(self, username: str, name: str) -> Answer:
        """Close an account at once; bringing it back takes two people, at their pages."""
        user = access.user_called(username)
        if user is None:
            raise bad_input("there_is_no_such_account", where="username")
        suspend(actor=SYSTEM, user=user, scope=access.scope_of(user), at=timezone.now())
        return Answer({"username": username, "suspended": True}, [f"{username}: suspended"])
