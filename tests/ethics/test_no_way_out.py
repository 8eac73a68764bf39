"""On a machine with no network at all everything goes on: nothing here needs, or calls, anybody. (E7)"""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

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
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("demo", "--cases", "40")
from django.test import Client
from cauce.staff.offices.models import User
from django.conf import settings
settings.ALLOWED_HOSTS.append("testserver")
from cauce.demo.network import SHOWN
post = SHOWN.lower()
for who, path in (
    ("proteccion", "/mesa/"), ("proteccion", "/directorio/"), ("ventanilla", "/mostrador/"),
    ("titular", "/oficina/"), ("proteccion", "/protocolo/"), ("proteccion", "/mesa/formatos/"),
):
    client = Client()
    client.force_login(User.objects.get(username=f"{post}-{who}"))
    print(path, client.get(path).status_code)
print("/guia/", Client().get("/guia/").status_code)
"""


def test_it_works_whole_without_a_network(tmp_path):
    env = {
        **os.environ,
        "CAUCE_VAR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "cauce.site.settings.test",
        "DATABASE_URL": f"sqlite:///{tmp_path}/alone.sqlite3",
    }
    alone = ["unshare", "--net"] if os.getuid() == 0 else ["unshare", "--net", "--map-root-user"]
    done = subprocess.run(
        [*alone, sys.executable, "-c", WORK],
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    lines = done.stdout.splitlines()
    assert "alone OSError" in lines or "alone TimeoutError" in lines, lines
    answers = [line.rsplit(" ", 1) for line in lines if line.startswith("/")]
    assert len(answers) == 7
    assert [path for path, code in answers if code not in ("200", "302")] == []
