"""Hashes: two at a time on the whole server, peppered, and nobody waits for ever."""

from __future__ import annotations

import subprocess
import sys
import textwrap

import pytest
from django.contrib.auth.hashers import check_password, make_password
from django.test import Client

from cauce.staff.accounts import secrets, slots
from cauce.staff.accounts.hashers import Argon2
from cauce.staff.accounts.slots import Busy, slot

from .people import enter

ARGON = ["cauce.staff.accounts.hashers.Argon2", "cauce.staff.accounts.hashers.Unpeppered"]


@pytest.fixture
def argon(settings):
    settings.PASSWORD_HASHERS = ARGON


def test_it_hashes_with_the_parameters_of_the_reference(argon):
    encoded = make_password("vela roja bajo el puente")
    assert encoded.startswith("argon2pepper$argon2id$v=19$m=19456,t=2,p=1$")
    assert check_password("vela roja bajo el puente", encoded)
    assert not check_password("vela roja bajo el puent", encoded)


def test_a_hash_means_nothing_without_the_secret_beside_the_database(argon, settings, tmp_path):
    encoded = make_password("vela roja bajo el puente")
    settings.PEPPER_PATH = tmp_path / "other.key"
    assert not check_password("vela roja bajo el puente", encoded)
    assert (tmp_path / "other.key").stat().st_mode & 0o777 == 0o600


def test_a_hash_of_before_the_pepper_still_opens(argon, settings):
    settings.PASSWORD_HASHERS = ["cauce.staff.accounts.hashers.Unpeppered"]
    before = make_password("vela roja bajo el puente")
    assert before.startswith("argon2$argon2id")
    settings.PASSWORD_HASHERS = ARGON
    assert check_password("vela roja bajo el puente", before)


def test_no_more_than_two_hash_at_a_time_in_any_process(settings, tmp_path):
    """Two processes hold both places: a third one waits, and is told so; then it gets its turn."""
    settings.SLOTS_ROOT = tmp_path
    hold = textwrap.dedent(
        """
        import fcntl, sys, time
        from pathlib import Path
        import django
        from django.conf import settings
        settings.configure(SLOTS_ROOT=Path(sys.argv[1]))
        from cauce.staff.accounts.slots import slot
        with slot():
            print("held", flush=True)
            sys.stdin.read()
        """
    )
    others = [
        subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", hold, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        for _ in range(slots.SLOTS)
    ]
    try:
        assert [other.stdout.readline() for other in others] == [b"held\n"] * 2
        with pytest.raises(Busy), slot(patience=0.05):
            pytest.fail("a third one hashed")
        others[0].kill()
        others[0].wait()
        with slot(patience=5):
            pass  # the place of a process that died is free
    finally:
        for other in others:
            other.kill()
            other.wait()
            other.stdin.close()
            other.stdout.close()


@pytest.mark.django_db
def test_a_crowd_is_answered_politely_and_nothing_counts_as_a_failure(cast, real, monkeypatch):
    from cauce.staff.accounts import signing_in
    from cauce.staff.accounts.models import Tries

    def crowd(*given):
        raise slots._busy()

    monkeypatch.setattr(signing_in, "check_password", crowd)
    answer = enter(Client(), "lucia", "AAAAA-AAAAA")
    assert answer.status_code == 503 and answer["Retry-After"] == "5"
    assert "intente de nuevo" in answer.content.decode() and not Tries.objects.exists()


def test_the_secret_is_made_once_whoever_is_first(settings, tmp_path):
    settings.PEPPER_PATH = tmp_path / "pepper.key"
    first = secrets.pepper("x")
    secrets._read.cache_clear()
    assert secrets.pepper("x") == first != secrets.pepper("y")
    assert len(list(tmp_path.iterdir())) == 1
    assert Argon2._seasoned("a") != Argon2._seasoned("b")
