"""``cauce keys``, as whoever runs the system types it."""

from __future__ import annotations

import io
import json
import sys

import pytest
from django.core.management import call_command

from cauce.cases.models import Case
from cauce.custody.journal.models import Entry
from cauce.custody.keystore.escrow import combine, root, split
from cauce.custody.keystore.provider import forget
from cauce.custody.keystore.rotation import in_use
from cauce.operations.management.commands import keys
from cauce.operations.management.commands.keys import CLEAN
from tests.casework.conftest import open_case

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_keys(tmp_path, settings):
    settings.KEYSTORE_URL = f"sqlite:///{tmp_path / 'keys.sqlite3'}"
    settings.KEYSTORE_ROOT = tmp_path / "keys.root"
    yield
    forget()


def run(capsys, *words: str) -> dict:
    capsys.readouterr()
    call_command("keys", *words, "--json")
    return json.loads(capsys.readouterr().out)


def test_it_says_whether_the_keys_are_sound(cast, capsys, settings):
    open_case(cast)
    assert run(capsys, "check")["sound"] is True
    settings.KEYSTORE_ROOT.rename(settings.KEYSTORE_ROOT.with_suffix(".away"))
    with pytest.raises(SystemExit) as stopped:
        call_command("keys", "check", "--json")
    assert stopped.value.code == 1


def test_it_rotates_one_post_all_of_them_and_the_root(cast, capsys):
    open_case(cast)
    [done] = run(capsys, "rotate", "--post", "HOU")["posts"]
    assert (done["post"], done["version"], done["wrapped"], done["destroyed"]) == ("HOU", 2, 2, 1)
    assert run(capsys, "rotate", "--all", "--root")["root"] == 1
    written = Entry.objects.filter(what="key.rotate").order_by("id")
    assert list(written.values_list("about_id", flat=True)) == ["HOU", "HOU", "root"]


def test_it_renews_the_key_of_a_case_by_its_folio(cast, capsys):
    case = open_case(cast)
    assert run(capsys, "renew", case.folio)["resealed"][case.folio] > 0
    assert in_use(Case.objects.get(id=case.id).key_id) != case.key_id


@pytest.mark.parametrize(
    "words",
    [
        ["rotate"],
        ["rotate", "--post", "XXX"],
        ["renew"],
        ["renew", "HOU-1999-1"],
        ["escrow"],
        ["escrow", "lose"],
    ],
)
def test_it_says_what_is_missing(cast, capsys, words):
    with pytest.raises(SystemExit) as stopped:
        call_command("keys", *words)
    assert stopped.value.code == 2 and capsys.readouterr().err


def test_it_splits_checks_and_rebuilds_the_root(cast, capsys, settings, monkeypatch):
    open_case(cast)
    told = run(capsys, "escrow", "split")
    shares = told["shares"]
    assert len(shares) == 5 and not Entry.objects.filter(detail__icontains=shares[0][:30]).exists()

    def typed(*lines: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines)))

    typed(*shares[1:4])
    assert run(capsys, "escrow", "check") == {"same": True}
    typed(*split(b"x" * 32)[:3])
    with pytest.raises(SystemExit):
        call_command("keys", "escrow", "check")
    settings.KEYSTORE_ROOT.unlink()
    typed(*shares[:2])
    with pytest.raises(SystemExit) as stopped:
        call_command("keys", "escrow", "rebuild")
    assert stopped.value.code == 2
    typed(*shares[:3])
    assert run(capsys, "escrow", "rebuild")["mark"] == told["mark"]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_each_sees_one_share_alone_and_the_screen_is_left_clean(cast, monkeypatch):
    open_case(cast)
    monkeypatch.setattr(sys, "stdin", Terminal())
    screens: list[str] = []
    monkeypatch.setattr(keys.getpass, "getpass", lambda _: screens.append(screen.getvalue().split(CLEAN)[-1]))
    screen = Terminal()
    call_command("keys", "escrow", "split", stdout=screen, no_color=True)
    shares = [one.split("\n")[2] for one in screens]
    assert len({*shares}) == 5 and combine(shares[:3]) == root()
    assert [sum(share in one for share in shares) for one in screens] == [1] * 5
    assert not any(share in screen.getvalue().split(CLEAN)[-1] for share in shares)
