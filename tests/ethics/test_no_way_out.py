"""On a machine with no network at all everything goes on: nothing here needs, or calls, anybody. (E7)

Every table and the whole demonstration network are made there (``tests.demonstration``); here it is used.
"""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests import demonstration
from tests.architecture.reading import ROOT

pytestmark = pytest.mark.own_database

WORK = """
import socket, sys
try:
    socket.create_connection(("192.0.2.1", 443), timeout=3)
except OSError as problem:
    print("alone", type(problem).__name__)
import django
django.setup()
from django.test import Client
from cauce.demo.network import PASSWORD, SHOWN
from cauce.staff.accounts.codes import DEMO_CODE
post = SHOWN.lower()
for who, path in (
    ("proteccion", "/pendientes/"), ("proteccion", "/directorio/"), ("ventanilla", "/mostrador/"),
    ("titular", "/oficina/"), ("proteccion", "/protocolo/"), ("proteccion", "/formatos/"),
):
    client = Client(SERVER_NAME="localhost")
    given = {"username": f"{post}-{who}", "password": PASSWORD, "one_time_code": DEMO_CODE}
    print("/entrar/", client.post("/entrar/", given).status_code)
    print(path, client.get(path).status_code)
print("/guia/", Client(SERVER_NAME="localhost").get("/guia/").status_code)
"""


def test_it_works_whole_without_a_network(tmp_path):
    made = demonstration.made()
    assert (made / demonstration.TRIED).read_text("utf-8") in demonstration.NOBODY
    folder = demonstration.copied(tmp_path / "var")
    env = {
        **os.environ,
        "CAUCE_VAR": str(folder),
        "CAUCE_RATES": "off",
        "DJANGO_SETTINGS_MODULE": "cauce.site.settings.run",
        "DATABASE_URL": demonstration.url_of(folder),
    }
    done = subprocess.run(
        [*demonstration.alone(), sys.executable, "-c", WORK],
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    lines = done.stdout.splitlines()
    assert set(lines) & {f"alone {problem}" for problem in demonstration.NOBODY}, lines
    answers = [line.rsplit(" ", 1) for line in lines if line.startswith("/")]
    assert len(answers) == 13
    assert {code for path, code in answers if path == "/entrar/"} == {"302"}
    assert [path for path, code in answers if code not in ("200", "302")] == []
