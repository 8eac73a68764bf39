"""A ministry's sign-in that others wrote: npm's ``oidc-provider``, fetched once for a run of tests."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "oidc-provider@9.13.3"


@dataclass(frozen=True)
class Client:
    """This server, as the ministry knows it; ``back``: where it leads back to."""

    name: str
    secret: str
    back: str


def fetch(folder: Path) -> Path:
    """The provider in this folder."""
    shutil.copy(Path(__file__).with_name("ministry.mjs"), folder)
    subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", PACKAGE], cwd=folder, check=True)
    return folder


@contextmanager
def ministry(
    folder: Path, issuer: str, client: Client, *, address: str = "127.0.0.1", within: tuple[str, ...] = ()
) -> Iterator[str]:
    """The provider of ``folder`` at that issuer's port of ``address``; over TLS with ``sign-in.pem`` and
    ``.key`` of that folder where the issuer is https. ``within``: the words that start it elsewhere."""
    words = [*within, "node", "ministry.mjs", issuer, address, client.name, client.secret, client.back]
    with subprocess.Popen(words, cwd=folder, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None and process.stdout.readline().strip() == "ready"
            yield issuer
        finally:
            process.terminate()
