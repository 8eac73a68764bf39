"""What the drill asks inside Django: plant words, flip bytes, look at heads, open what is sealed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any


def recipient(identity: str) -> str:
    """Make a recipient; its identity goes to a file."""
    from cauce.operations.backup import age

    secret, public = age.new_pair()
    Path(identity).write_text(secret)
    return public


def plant(word: str) -> int:
    """Words that a person told, in cases of one post; in how many."""
    from django.utils import timezone

    from cauce.cases import sections
    from cauce.cases.actions import save_section
    from cauce.cases.models import Case
    from cauce.staff.offices.access import actor_for
    from cauce.staff.offices.models import Assignment

    planted = 0
    for case in Case.objects.filter(status="active", keeping="given").order_by("id")[:20]:
        who = Assignment.objects.filter(post=case.post, role="protection_officer").first()
        if who is None:
            continue
        seen = sections.latest(case, "narrative")[0]
        save_section(
            actor=actor_for(who.user),
            case=case,
            kind="narrative",
            seen=seen,
            content=f"Contó: {word} {timezone.now()}",
        )
        planted += 1
    return planted


def readable(word: str) -> bool:
    """Whether what was planted can be read again, and no facts of a hundred cases are closed."""
    from cauce.cases import sections
    from cauce.cases.models import Case

    told = [
        sections.latest(case, "narrative")[1] or ""
        for case in Case.objects.filter(status="active", keeping="given").order_by("id")[:20]
    ]
    for case in Case.objects.order_by("-opened_at")[:100]:
        sections.latest(case, "facts")
    return any(word in text for text in told)


def heads(_: Any) -> dict[str, Any]:
    """The last entry of every chain, but for what was withdrawn again after it was put back."""
    from cauce.custody.journal.models import Entry

    rows = Entry.objects.exclude(what="withdrawal.replay").order_by("number")
    return {name: [number, seal] for name, number, seal in rows.values_list("chain", "number", "seal")}


def withdraw(_: Any) -> dict[str, list[str]]:
    """After the backup: accounts are suspended and people take back what they agreed to; which."""
    from django.utils import timezone

    from cauce.cases.actions import withdraw_consent
    from cauce.cases.models import Consent
    from cauce.rules.permissions import SYSTEM
    from cauce.staff.accounts.actions import suspend_idle
    from cauce.staff.offices.access import actor_for
    from cauce.staff.offices.models import Assignment, User

    at, found = timezone.now(), {"users": [], "consents": []}
    open_still = Consent.objects.filter(given=True, withdrawn_at=None, case__status="active")
    for consent in open_still.exclude(purpose="screening").select_related("case__post")[:10]:
        works = Assignment.objects.filter(post=consent.case.post, role="protection_officer").first()
        if works is None or consent.case.officer_id is None:
            continue
        withdraw_consent(actor=actor_for(consent.case.officer), case=consent.case, consent=consent, at=at)
        found["consents"].append(str(consent.id))
    for user in User.objects.filter(is_active=True).order_by("username")[:10]:
        suspend_idle(actor=SYSTEM, user=user, why="left", at=at)
        found["users"].append(str(user.id))
    return found


def came_back(given: dict[str, list[str]]) -> int:
    """How many of these stand again."""
    from cauce.cases.models import Consent
    from cauce.staff.offices.models import User

    consents = Consent.objects.filter(id__in=given["consents"], withdrawn_at=None)
    return consents.count() + User.objects.filter(id__in=given["users"], is_active=True).count()


def before(given: dict[str, list[str]]) -> None:
    """These stand again and their lines are not known: as a copy that nobody looked after."""
    from cauce.cases.models import Consent
    from cauce.custody.journal.models import LedgerRow
    from cauce.staff.accounts.models import Account
    from cauce.staff.offices.models import User

    Consent.objects.filter(id__in=given["consents"]).update(withdrawn_at=None)
    User.objects.filter(id__in=given["users"]).update(is_active=True)
    Account.objects.filter(user__in=given["users"]).update(suspended_at=None, suspended_why="")
    count = len(given["consents"]) + len(given["users"])
    newest = LedgerRow.objects.order_by("-number").values_list("number", flat=True)[:count]
    LedgerRow.objects.filter(number__in=list(newest)).delete()


def flips(given: dict[str, Any]) -> int:
    """Change one byte of an archive, look, change it back; how often it was found."""
    from cauce.content.errors import BadInput
    from cauce.operations.backup.putting_back import restore

    found = 0
    for name, where, by in given["flips"]:
        with open(name, "r+b") as file:
            file.seek(where)
            was = file.read(1)[0]
            file.seek(where)
            file.write(bytes([was ^ by]))
            file.flush()
            try:
                restore(Path(given["data"]), Path(given["keys"]), Path(given["identity"]), check=True)
            except BadInput:
                found += 1
            file.seek(where)
            file.write(bytes([was]))
    return found


def canary(given: dict[str, Any]) -> int:
    """In how many files of the opened archive of the data a word stands, plain or in UTF-16."""
    import shutil
    import tempfile

    from cauce.operations.backup import age, archive

    folder = Path(tempfile.mkdtemp()) / "opened"
    by = age.identities(Path(given["identity"]))
    try:
        archive.read(Path(given["data"]), folder, by)
        words = (given["word"].encode(), given["word"].encode("utf-16-le"))
        files = [path for path in folder.rglob("*") if os.path.isfile(path)]
        return sum(any(word in path.read_bytes() for word in words) for path in files)
    finally:
        shutil.rmtree(folder.parent)
