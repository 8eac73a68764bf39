"""docs/deploy.md, typed as it stands into machines that were just installed; both sizes, and TLS."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.dist.guide import block
from tests.dist.machine import KEPT, ROOT, Machine, bare
from tests.shared import machines

machines()

# What the package depends on or suggests, fetched ahead: the machines have no network.
NEEDS = ("nginx-light", "ucf", "openssl", "python3", "libpango-1.0-0", "libpangoft2-1.0-0")
NEEDS += ("libharfbuzz-subset0", "postgresql", "postgresql-client")
NAME = "cauce.example"
PAGE = (
    f"printf 'GET /entrar/ HTTP/1.1\\r\\nHost: {NAME}\\r\\nConnection: close\\r\\n\\r\\n' |"
    f" openssl s_client -quiet -servername {NAME} -connect 127.0.0.1:443 2>/dev/null"
)
UNITS = "cauce.socket cauce-watch.socket cauce cauce-tick cauce-backup.timer nginx"
WAITS = {"ntp", "people"}  # nobody is there to hold a security key, and no clock to follow


@pytest.fixture(scope="module")
def deb() -> Path:
    """The package of this tree: made by ``make deb``."""
    found = sorted((ROOT / "dist").glob("cauce_*.deb"))
    assert found, "make deb"
    return found[-1]


def answer(machine: Machine, **given: str) -> None:
    """What somebody would answer to the questions of the package."""
    kinds = {"hostname": "string", "database": "select", "recipient": "string", "purge": "boolean"}
    lines = "".join(f"cauce cauce/{name} {kinds[name]} {value}\n" for name, value in given.items())
    machine.run("debconf-set-selections", given=lines)


def typed(machine: Machine, name: str, *, given: str = "") -> str:
    """What the commands of a block print."""
    return machine.run("set -e\n" + block(name).replace("apt ", "apt-get -y "), given=given).stdout


def install(machine: Machine, deb: Path, **given: str) -> float:
    """The block that installs; the seconds until the first page was there."""
    machine.put(deb, f"/srv/{deb.name}")
    machine.run(f"echo 127.0.0.1 {NAME} >>/etc/hosts")
    answer(machine, hostname=NAME, **given)
    since = time.monotonic()
    typed(machine, "install")
    assert machine.run(PAGE).stdout.startswith("HTTP/1.1 200"), machine.run("journalctl -u cauce").stdout
    return time.monotonic() - since


def settled(machine: Machine) -> None:
    """Wait until nothing stops the work: the loop ends its first round."""
    machine.run("timeout 120 sh -c 'until cauce doctor >/dev/null; do sleep 2; done' || cauce doctor")


def missing(machine: Machine) -> dict[str, str]:
    """What ``cauce doctor`` names, each with its words in Spanish."""
    told = machine.run("cauce doctor --json", check=False)
    return {one["name"]: one["es"] for one in json.loads(told.stdout)}


def recipient(machine: Machine) -> str:
    """Both commands of that block; the identity that was printed once."""
    first, second = block("recipient").splitlines()
    told = machine.run(first).stdout
    answer(machine, recipient=re.search(r"=(age1\w+)", told)[1])
    machine.run(second)
    return re.search(r"AGE-SECRET-KEY-\w+", told)[0]


def ceremony(machine: Machine) -> None:
    """The three commands; three of the shares of the first are typed into the last."""
    split, reserved, check = block("ceremony").splitlines()
    shares = re.findall(r"^\d\. (.*)$", machine.run(split).stdout, re.M)
    machine.run(reserved)
    assert len(shares) == 5
    assert "la raíz en uso" in machine.run(check, given="\n".join(shares[1:4])).stdout
    kept = machine.run(f"grep -rlaF '{shares[0][20:]}' /etc /var /run /root /tmp", check=False).stdout
    assert kept == "", "no share stays on the machine"


def drilled(there: Machine, machine: Machine, deb: Path, identity: str, **given: str) -> None:
    """The block of the drill, on another machine with the newest backup of this one."""
    install(there, deb, **given)
    for kind, place in (("data", "var/backups/cauce/data"), ("keys", "var/backups/cauce-keys")):
        for file in sorted((machine.root / place).glob(f"cauce-{kind}-*.age*"))[-2:]:
            there.put(file, f"/srv/{file.name}")
    (there.root / "srv/identity.txt").write_text(identity)
    told = typed(there, "drill")
    assert "Restaurado" in told and "La bitácora está completa" in told
    assert "bruno" in there.run("cauce account list").stdout
    assert not {"keys", "migrations", "role", "units", "proxy"} & set(missing(there))


def test_one_post_from_a_bare_debian_to_a_backup_that_another_machine_restores(deb):
    with Machine(bare(*NEEDS)) as machine:
        seconds = install(machine, deb, database="sqlite")
        print(f"\nfirst page after {seconds:.0f} s")
        assert machine.run(f"systemctl is-active {UNITS}").stdout.split() == ["active"] * 6
        assert machine.run("cauce account list").stdout == ""
        settled(machine)
        told = typed(machine, "doctor")
        assert "CAUCE_BACKUP_RECIPIENT" in told and "escrow split" in told and "DETIENE" not in told
        identity = recipient(machine)
        ceremony(machine)
        certificate(machine)
        machine.run(
            "mkdir /mnt/anchors /mnt/withdrawn && mount -t tmpfs tmpfs /mnt/anchors && mount -t tmpfs"
            " tmpfs /mnt/withdrawn && chown cauce: /mnt/anchors /mnt/withdrawn"
        )
        typed(machine, "places")
        assert typed(machine, "people").count("/entrar/alta/") == 2
        typed(machine, "backup")
        settled(machine)
        assert set(missing(machine)) <= WAITS
        machine.run("cauce journal verify && cauce journal anchor")
        with Machine(bare(*NEEDS)) as there:
            drilled(there, machine, deb, identity, database="sqlite")


def certificate(machine: Machine) -> None:
    """That of an authority which the machine trusts."""
    folder = machine.root / "srv"
    issue(folder, "fullchain.pem", "privkey.pem", NAME)
    (machine.root / "usr/local/share/ca-certificates").mkdir(parents=True, exist_ok=True)
    shutil.copy(folder / "ca.pem", machine.root / "usr/local/share/ca-certificates/ministry.crt")
    machine.run("update-ca-certificates 2>/dev/null")
    typed(machine, "certificate")


def issue(folder: Path, certificate: str, key: str, name: str) -> None:
    """A certificate of the authority ``ca.pem`` of that folder, which is made where it is not there."""
    new = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "60")
    if not (folder / "ca.pem").exists():
        openssl(folder, "req", "-x509", *new, "-subj", "/CN=Ministry", "-keyout", "ca.key", "-out", "ca.pem")
    openssl(
        folder,
        *("req", "-x509", *new, "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}"),
        *("-addext", "basicConstraints=critical,CA:FALSE", "-CA", "ca.pem", "-CAkey", "ca.key"),
        *("-keyout", key, "-out", certificate),
    )


def openssl(folder: Path, *words: str) -> None:
    subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)


def test_a_ministry_with_postgresql_on_this_server_and_its_upgrade(deb, tmp_path):
    with Machine(bare(*NEEDS)) as machine:
        typed(machine, "postgresql")
        install(machine, deb, database="postgresql")
        assert "role" not in missing(machine)
        identity = recipient(machine)
        typed(machine, "people")
        typed(machine, "backup")
        assert "backup" not in missing(machine)
        newer(machine, deb, tmp_path)
        with Machine(bare(*NEEDS)) as there:
            typed(there, "postgresql")
            drilled(there, machine, deb, identity, database="postgresql")


def newer(machine: Machine, deb: Path, folder: Path) -> None:
    """A later version over a database that lacks a change: nothing starts before somebody says so."""
    machine.run("cauce migrate learning zero -v0")
    machine.run(f"rm /srv/{deb.name}")
    machine.put(later(deb, folder), "/srv/cauce_9999.deb")
    apt, setup = block("upgrade").splitlines()
    told = machine.run(apt.replace("apt ", "apt-get -y "))
    assert "cauce-setup --upgrade" in told.stdout + told.stderr
    assert {"units", "migrations"} <= set(missing(machine))
    machine.run(setup)
    assert not {"units", "migrations", "role"} & set(missing(machine))
    assert machine.run(PAGE).stdout.startswith("HTTP/1.1 200")


def later(deb: Path, folder: Path) -> Path:
    """The same package under a later version."""
    tree, made = folder / "tree", KEPT / "cauce_9999.deb"
    subprocess.run(["dpkg-deb", "-R", deb, tree], check=True)
    control = tree / "DEBIAN/control"
    control.write_text(re.sub(r"^Version: .*$", "Version: 9999", control.read_text(), flags=re.M))
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zzstd", "-z1", "-b", tree, made], check=True)
    return made


@pytest.fixture
def elsewhere(deb) -> Iterator[Machine]:
    """A machine whose database answers under another name and address, with TLS alone."""
    with Machine(bare(*NEEDS)) as machine:
        machine.run("ip addr add 192.0.2.10/32 dev lo && echo 192.0.2.10 base.example >>/etc/hosts")
        typed(machine, "postgresql")
        folder = machine.root / "srv"
        for file, name in (("base", "base.example"), ("client", "cauce"), ("owner", "cauce_owner")):
            issue(folder, f"{file}.pem", f"{file}.key", name)
        machine.run(
            "set -e; cd /srv; install -d -o postgres -m 700 /etc/postgresql/tls; install -m 600 -o postgres"
            " ca.pem base.pem base.key /etc/postgresql/tls; cd /etc/postgresql/*/main\n"
            "sed -i \"s|^ssl_cert_file.*|ssl_cert_file='/etc/postgresql/tls/base.pem'|;"
            " s|^ssl_key_file.*|ssl_key_file='/etc/postgresql/tls/base.key'|\" postgresql.conf\n"
            "echo \"ssl_ca_file='/etc/postgresql/tls/ca.pem'\nlisten_addresses='192.0.2.10'\""
            " >>postgresql.conf\n"
            "echo 'local all postgres peer\nhostssl cauce cauce,cauce_owner 192.0.2.10/32 cert'"
            " >pg_hba.conf\n"
            "systemctl restart postgresql"
        )
        machine.put(ROOT / "deploy/postgres/roles.sql", "/var/lib/postgresql/roles.sql")
        there = block("elsewhere-there").replace("'", "'\\''")
        machine.run("chmod 644 /var/lib/postgresql/roles.sql")
        machine.run(f"cd /var/lib/postgresql && su postgres -s /bin/sh -c 'set -e; {there}'")
        machine.put(deb, f"/srv/{deb.name}")
        machine.run(f"echo 127.0.0.1 {NAME} >>/etc/hosts")
        answer(machine, hostname=NAME, database="elsewhere")
        typed(machine, "install")
        yield machine


def test_a_ministry_whose_database_is_on_another_machine_sends_nothing_to_a_wrong_certificate(elsewhere):
    machine = elsewhere
    typed(machine, "elsewhere")
    assert machine.run(PAGE).stdout.startswith("HTTP/1.1 200"), machine.run("journalctl -u cauce").stdout
    assert not {"role", "settings", "stores", "database"} & set(missing(machine))
    recipient(machine)
    typed(machine, "backup")
    assert "backup" not in missing(machine)
    issue(elsewhere.folder, "wrong.pem", "wrong.key", "base.example")
    machine.put(elsewhere.folder / "ca.pem", "/etc/cauce/db/ca.pem")
    held = machine.run("ls /var/backups/cauce/data").stdout
    assert machine.run("systemctl start cauce-backup", check=False).returncode
    assert "no se le envió nada" in machine.run("journalctl -u cauce-backup").stdout
    assert machine.run("ls /var/backups/cauce/data").stdout == held


def test_installed_twice_removed_and_back_over_a_clone_and_purged(deb):
    with Machine(bare(*NEEDS)) as machine:
        machine.put(ROOT / "deploy/systemd/cauce.service", "/etc/systemd/system/cauce.service")
        machine.put(deb, f"/srv/{deb.name}")
        machine.run(f"echo 127.0.0.1 {NAME} >>/etc/hosts")
        answer(machine, hostname=NAME)
        refused = machine.run(f"apt-get install -y ./{deb.name}", check=False)
        assert refused.returncode and "instalación hecha a mano" in refused.stdout + refused.stderr
        machine.run("rm /etc/systemd/system/cauce.service; systemctl daemon-reload")
        typed(machine, "install")
        typed(machine, "people")
        machine.run("echo CAUCE_HOTS=x >>/etc/cauce/environment; systemctl stop cauce")
        assert "¿es CAUCE_HOSTS?" in missing(machine)["settings"]
        machine.run("sed -i /HOTS/d /etc/cauce/environment")
        machine.run(f"apt-get install -y --reinstall ./{deb.name}")
        typed(machine, "remove")
        assert not (machine.root / "etc/nginx/sites-enabled/cauce").is_symlink()
        kept = ("var/lib/cauce/cauce.sqlite3", "etc/credstore.encrypted/keystore.root")
        kept += ("etc/cauce/environment",)
        assert all((machine.root / one).exists() for one in kept)
        typed(machine, "install")
        assert machine.run(PAGE).stdout.startswith("HTTP/1.1 200")
        assert "bruno" in machine.run("cauce account list").stdout
        machine.run("apt-get purge -y cauce")
        assert all((machine.root / one).exists() for one in kept), "unanswered, nothing is destroyed"
        typed(machine, "install")
        assert "bruno" in machine.run("cauce account list").stdout
        answer(machine, purge="true")
        machine.run("apt-get purge -y cauce")
        assert not any((machine.root / one).exists() for one in kept)


def test_the_units_are_closed_and_hold_no_error_where_they_are_installed(deb):
    with Machine(bare(*NEEDS)) as machine:
        install(machine, deb)
        units = "cauce.service cauce-tick.service cauce-backup.service cauce-backup.timer cauce.socket"
        told = machine.run(f"systemd-analyze verify --man=no {units}")
        assert told.stdout + told.stderr == ""
        for unit in units.split()[:3]:
            exposed = machine.run(f"systemd-analyze security --no-pager {unit}").stdout
            assert float(re.search(r"exposure level for \S+: ([\d.]+)", exposed)[1]) < 3
        enters = "setpriv --reuid={0} --regid={0} --clear-groups test -w /run/cauce/{1}.sock"
        for account, socket, status in (
            ("www-data", "web", 0),
            ("www-data", "watch", 1),
            ("cauce_other", "web", 1),
        ):
            machine.run("getent passwd cauce_other >/dev/null || useradd --system cauce_other")
            assert machine.run(enters.format(account, socket), check=False).returncode == status, account
