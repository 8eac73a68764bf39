"""The programs of backup and restore check the certificate of PostgreSQL's server, or send nothing."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from types import SimpleNamespace

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.core.management import call_command
from django.db import connection, connections

from cauce.content.errors import BadInput
from cauce.operations.backup import age, copies
from cauce.site.settings.base import database

pytestmark = pytest.mark.django_db
HOST = "127.0.0.1"
RECEIVED = "connection received"
LET_IN = "connection authorized"


def _certificate(folder: Path, name: str) -> Path:
    """A certificate of its own authority for the local address, with its key beside it."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / f"{name}.crt"
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    file.with_suffix(".key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return file


def _owned(*paths: Path) -> None:
    """PostgreSQL does not run as root: what it reads is then the account's of its own."""
    if os.getuid() == 0:
        for path in paths:
            shutil.chown(path, "postgres", "postgres")


def _as_postgres(*words: str) -> None:
    before = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
    subprocess.run([*before, *words], check=True, stdout=subprocess.DEVNULL, cwd="/")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        return found.getsockname()[1]


@pytest.fixture
def server() -> Iterator[SimpleNamespace | None]:
    """A server of our own that speaks TLS alone, with its own certificate and somebody else's."""
    if connection.vendor != "postgresql":
        yield None  # SQLite is a file: there is nobody to send anything to
        return
    bin = Path(copies._program("initdb")).parent
    folder = Path(tempfile.mkdtemp(prefix="cauce-tls-"))
    folder.chmod(0o755)
    ours, theirs, data = (
        _certificate(folder, "ours"),
        _certificate(folder, "theirs"),
        folder / "data",
    )
    ours.with_suffix(".key").chmod(0o600)
    _owned(folder, ours.with_suffix(".key"))
    _as_postgres(
        str(bin / "initdb"),
        "-D",
        str(data),
        "-U",
        "cauce",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
    )
    (data / "pg_hba.conf").write_text(f"hostssl all all {HOST}/32 trust\n", encoding="utf-8")
    port = _free_port()
    options = (
        f"-p {port} -c listen_addresses={HOST} -c unix_socket_directories={folder} -c fsync=off -c ssl=on"
        f" -c ssl_cert_file={ours} -c ssl_key_file={ours.with_suffix('.key')} -c log_connections=on"
    )
    pg_ctl = str(bin / "pg_ctl"), "-D", str(data)
    _as_postgres(*pg_ctl, "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        yield SimpleNamespace(port=port, ours=ours, theirs=theirs, log=folder / "log")
    finally:
        _as_postgres(*pg_ctl, "-m", "immediate", "stop")
        shutil.rmtree(folder)


@pytest.fixture
def reach(server, monkeypatch):
    """The database in use becomes one of that server, its certificate checked against a file."""
    made, before = [], connections["default"]

    def through(root: Path, name: str = "postgres") -> None:
        url = f"postgres://cauce@{HOST}:{server.port}/{name}?sslmode=verify-full&sslrootcert={root}"
        connections.settings["default"] = connections.configure_settings({"default": database(url)})[
            "default"
        ]
        connections["default"] = connections.create_connection("default")
        made.append(connections["default"])

    settings = connections.settings["default"]
    try:
        yield through
    finally:
        for one in made:
            one.close()
        connections.settings["default"], connections["default"] = settings, before


def test_with_the_right_certificate_a_copy_is_made_and_put_back_and_with_a_wrong_one_nothing_is_sent(
    server, reach, tmp_path, capsys
):
    if server is None:
        assert connection.vendor == "sqlite", "any other engine is reached over a network"
        return
    reach(server.ours)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE django_migrations (app text, name text)")
        cursor.execute("INSERT INTO django_migrations VALUES ('cases', '0001_initial')")
        cursor.execute("CREATE DATABASE empty TEMPLATE template0")
        cursor.execute("CREATE DATABASE other TEMPLATE template0")
    held, _ = copies.copy(tmp_path)
    assert held.migrations == ["cases.0001_initial"]
    reach(server.ours, "empty")
    copies.fill(tmp_path / copies.DATABASE, "postgresql")
    assert copies.held_now()[0].counts == {"django_migrations": 1}

    let_in = server.log.read_text().count(LET_IN)
    reach(server.theirs, "other")
    (tmp_path / "second").mkdir()
    with pytest.raises(BadInput) as said:
        copies.fill(tmp_path / copies.DATABASE, "postgresql")
    assert "certificate verify failed" in said.value.where
    assert "certificado" in said.value.cure_es and "certificate" in said.value.cure_en
    places = {
        "to": tmp_path / "second",
        "keys_to": tmp_path / "keys",
        "recipient": [age.new_pair()[1]],
    }
    for language, words in (("es", "no se le envió nada"), ("en", "nothing was sent to it")):
        with pytest.raises(SystemExit):
            call_command("backup", **places, language=language)
        assert words in capsys.readouterr().err
    assert not list((tmp_path / "second").iterdir())
    told = server.log.read_text()
    assert told.count(LET_IN) == let_in and told.count(RECEIVED) > let_in, "it was asked, and told nothing"
    reach(server.ours, "other")
    assert copies.is_empty()
