"""A keystore of its own for each test, and the kinds of provider there are."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from cauce.custody.keystore.provider import forget, provider

MODULES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/softhsm/libsofthsm2.so")


@pytest.fixture(autouse=True)
def store(tmp_path, settings):
    """An empty keystore; its file is where the fixture says."""
    settings.KEYSTORE_URL = f"sqlite:///{tmp_path / 'keys.sqlite3'}"
    settings.KEYSTORE_ROOT = tmp_path / "keys.root"
    yield tmp_path / "keys.sqlite3"
    forget()


@pytest.fixture(scope="session")
def token(tmp_path_factory):
    """A module in software with one token: the folder its keys lie in, its address, its PIN file."""
    folder = tmp_path_factory.mktemp("softhsm")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(
        f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\nlog.level = ERROR\n"
    )
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    subprocess.run(
        [
            "softhsm2-util",
            "--init-token",
            "--free",
            "--label",
            "cauce",
            "--so-pin",
            "87654321",
            "--pin",
            "123456",
        ],
        check=True,
        capture_output=True,
    )
    pin = folder / "pin"
    pin.write_text("123456\n")
    pin.chmod(0o600)
    module = next(path for path in MODULES if Path(path).exists())
    return folder / "tokens", f"pkcs11:{module}?token=cauce", pin


def choose(kind: str, request, settings) -> None:
    """Make this kind the provider of the test."""
    if kind == "pkcs11":
        _, settings.KEYSTORE_PROVIDER, settings.KEYSTORE_PIN_FILE = request.getfixturevalue("token")
    elif kind == "kms":
        settings.KEYSTORE_PROVIDER = "plug:cauce.custody.keystore.tests.kms.TransitProvider"
    else:
        settings.KEYSTORE_PROVIDER = kind


@pytest.fixture(params=["file", "pkcs11", "kms"])
def held(request, settings):
    """A provider of each kind."""
    choose(request.param, request, settings)
    return provider()
