"""docs/deploy.md, typed as it stands into machines that were just installed; both sizes, and TLS."""

from __future__ import annotations

import json
import re
import shutil
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.dist.authority import issue
from tests.dist.guide import block
from tests.dist.machine import KEPT, NEEDS, ROOT, Machine, bare
from tests.dist.ministry import Client, ministry
from tests.mailserver import mail_server
from tests.shared import machines

machines()

NAME, ISSUER = "cauce.example", "https://sign-in.example:8443"
PAGE = (
    f"printf 'GET /entrar/ HTTP/1.1\\r\\nHost: {NAME}\\r\\nConnection: close\\r\\n\\r\\n' |"
    f" openssl s_client -quiet -servername {NAME} -connect 127.0.0.1:443 2>/dev/null"
)
UNITS = "cauce.socket cauce-watch.socket cauce cauce-tick cauce-backup.timer nginx"
WAITS = {"ntp", "people"}  # nobody is there to hold a security key, and no clock to follow


@pytest.fixture(scope="module")
def deb() -> Path:
    """The package of this tree: made by ``make deb``."""
    return made("cauce", "make deb")


def made(package: str, command: str) -> Path:
    """The newest package of that name in dist/."""
    found = sorted((ROOT / "dist").glob(f"{package}_*.deb"), key=lambda one: one.stat().st_mtime)
    assert found, command
    return found[-1]


@pytest.fixture(scope="module")
def later(deb) -> Iterator[Path]:
    """The same package under a later version."""
    with tempfile.TemporaryDirectory(dir=KEPT) as folder:
        tree, file = Path(folder) / "tree", Path(folder) / "cauce_9999.deb"
        subprocess.run(["dpkg-deb", "-R", deb, tree], check=True)
        control = tree / "DEBIAN/control"
        control.write_text(re.sub(r"^Version: .*$", "Version: 9999", control.read_text(), flags=re.M))
        subprocess.run(["dpkg-deb", "--root-owner-group", "-Zzstd", "-z1", "-b", tree, file], check=True)
        shutil.rmtree(tree)
        yield file


def answer(machine: Machine, **given: str) -> None:
    """What somebody would answer to the questions of the package."""
    kinds = {"hostname": "string", "database": "select", "recipient": "string", "purge": "boolean"}
    lines = "".join(f"cauce cauce/{name} {kinds[name]} {value}\n" for name, value in given.items())
    machine.run("debconf-set-selections", given=lines)


def typed(machine: Machine, name: str, *, given: str = "") -> str:
    """What the commands of a block print."""
    return machine.run("set -e\n" + block(name).replace("apt ", "apt-get -y "), given=given).stdout


def install(machine: Machine, deb: Path, **given: str) -> None:
    """The block that installs; it says how long it took until the first page was there."""
    machine.put(deb, f"/srv/{deb.name}")
    machine.run(f"echo 127.0.0.1 {NAME} >>/etc/hosts")
    answer(machine, hostname=NAME, **given)
    since, used = time.monotonic(), machine.processor()
    typed(machine, "install")
    assert machine.run(PAGE).stdout.startswith("HTTP/1.1 200"), machine.run("journalctl -u cauce").stdout
    took, used = time.monotonic() - since, machine.processor() - used
    print(f"\nfirst page after {took:.0f} s, {used:.0f} s of a processor")


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
        install(machine, deb, database="sqlite")
        assert machine.run(f"systemctl is-active {UNITS}").stdout.split() == ["active"] * 6
        assert machine.run("cauce account list").stdout == ""
        closed(machine)
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


def closed(machine: Machine) -> None:
    """systemd finds no error in the units, and nobody but nginx and root gets into their sockets."""
    units = "cauce.service cauce-tick.service cauce-backup.service cauce-backup.timer cauce.socket"
    told = machine.run(f"systemd-analyze verify --man=no {units}")
    assert told.stdout + told.stderr == ""
    for unit in units.split()[:3]:
        exposed = machine.run(f"systemd-analyze security --no-pager {unit}").stdout
        assert float(re.search(r"exposure level for \S+: ([\d.]+)", exposed)[1]) < 3
    machine.run("useradd --system cauce_other")
    enters = "setpriv --reuid={0} --regid={0} --clear-groups test -w /run/cauce/{1}.sock"
    for account, socket, status in (
        ("www-data", "web", 0),
        ("www-data", "watch", 1),
        ("cauce_other", "web", 1),
    ):
        assert machine.run(enters.format(account, socket), check=False).returncode == status, account


def certificate(machine: Machine) -> None:
    """That of an authority which the machine trusts."""
    folder = machine.root / "srv"
    issue(folder, "fullchain.pem", "privkey.pem", NAME)
    (machine.root / "usr/local/share/ca-certificates").mkdir(parents=True, exist_ok=True)
    shutil.copy(folder / "ca.pem", machine.root / "usr/local/share/ca-certificates/ministry.crt")
    machine.run("update-ca-certificates 2>/dev/null")
    typed(machine, "certificate")


def test_a_ministry_with_postgresql_its_mail_its_sign_in_and_an_upgrade(deb, later, provider):
    with Machine(bare(*NEEDS)) as machine:
        typed(machine, "postgresql")
        install(machine, deb, database="postgresql")
        assert "role" not in missing(machine)
        identity = recipient(machine)
        typed(machine, "people")
        typed(machine, "backup")
        assert "backup" not in missing(machine)
        certificate(machine)
        written_to_and_let_in(machine, provider)
        newer(machine, deb, later)
        with Machine(bare(*NEEDS)) as there:
            typed(there, "postgresql")
            drilled(there, machine, deb, identity, database="postgresql")


# What two administrators do at their pages: one is told by e-mail, and known by a name of the ministry's.
CHOSEN = f"""
from django.utils import timezone
from cauce.staff.accounts import access, actions
from cauce.staff.notices import rules
at, bruno, elena = timezone.now(), access.user_called("bruno"), access.user_called("elena")
chosen = rules.Preference("bruno@ministry.example", rules.NOW, 8, "America/Mexico_City")
actions.choose_notices(actor=access.actor_of(bruno), user=bruno, chosen=chosen, at=at)
link = dict(issuer="{ISSUER}", subject="s-1", at=at)
made = actions.link_outside(actor=access.actor_of(elena), user=bruno, **link)
actions.confirm_outside(actor=access.actor_of(bruno), user=bruno, outside=made, at=at)
"""


def written_to_and_let_in(machine: Machine, provider: Path) -> None:
    """The ministry's mail server and its sign-in, each at an address of its own: the services reach both."""
    machine.run("for one in 20 30; do ip addr add 192.0.2.$one/32 dev lo; done")
    folder = machine.root / "srv"
    (folder / "mail.secret").write_text("secret-of-the-mail\n")
    (folder / "sign-in.secret").write_text("secret-of-the-sign-in\n")
    issue(folder, "mail.pem", "mail.key", "mail.example")
    issue(folder, "sign-in.pem", "sign-in.key", "sign-in.example")
    for file in ("sign-in.pem", "sign-in.key"):
        shutil.copy(folder / file, provider)
    machine.put(ROOT / "tests/dist/browser.py", "/srv/browser.py")
    typed(machine, "ministry")
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(folder / "mail.pem", folder / "mail.key")
    client = Client("cauce", "secret-of-the-sign-in", f"https://{NAME}/entrar/ministerio/vuelta/")
    with (
        mail_server(listening=machine.listening("192.0.2.20", 587), tls=tls) as mails,
        ministry(provider, ISSUER, client, address="192.0.2.30", within=machine.within()),
    ):
        assert "mail" not in missing(machine)
        machine.run("cauce shell", given=CHOSEN)
        enter = f"python3 /srv/browser.py https://{NAME}/entrar/ministerio/"
        assert machine.run(f"{enter} s-1").stdout.strip() == f"https://{NAME}/entrar/segundo/"
        assert "403" in machine.run(f"{enter} somebody-else", check=False).stderr
        until = time.monotonic() + 120  # the loop's rounds are half a minute apart
        while not mails.received and time.monotonic() < until:
            time.sleep(1)
    [(to, _)] = mails.received
    assert to == "bruno@ministry.example" and mails.entered == {"cauce secret-of-the-mail"}


def newer(machine: Machine, deb: Path, later: Path) -> None:
    """A later version over a database that lacks a change: nothing starts before somebody says so."""
    machine.run("cauce migrate learning zero -v0")
    machine.run(f"rm /srv/{deb.name}")
    machine.put(later, f"/srv/{later.name}")
    apt, setup = block("upgrade").splitlines()
    told = machine.run(apt.replace("apt ", "apt-get -y "))
    assert "cauce-setup --upgrade" in told.stdout + told.stderr
    assert {"units", "migrations"} <= set(missing(machine))
    machine.run(setup)
    assert not {"units", "migrations", "role"} & set(missing(machine))
    assert machine.run(PAGE).stdout.startswith("HTTP/1.1 200")


@pytest.fixture
def elsewhere(deb) -> Iterator[Machine]:
    """A machine whose database answers under another name and address, with TLS alone."""
    with Machine(bare(*NEEDS)) as machine:
        machine.run("ip addr add 192.0.2.10/32 dev lo")
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


def test_over_a_clone_with_a_port_taken_twice_newer_removed_back_and_purged(deb, later):
    with Machine(bare(*NEEDS)) as machine:
        machine.put(ROOT / "deploy/systemd/cauce.service", "/etc/systemd/system/cauce.service")
        machine.put(deb, f"/srv/{deb.name}")
        machine.run(f"echo 127.0.0.1 {NAME} >>/etc/hosts")
        answer(machine, hostname=NAME, recipient="AGE-SECRET-KEY-1QQQ")
        refused = machine.run(f"apt-get install -y ./{deb.name}", check=False)
        assert refused.returncode and "instalación hecha a mano" in refused.stdout + refused.stderr
        machine.run("rm /etc/systemd/system/cauce.service; systemctl daemon-reload")
        machine.run("systemd-run --unit=other -q python3 -m http.server 443")
        told = machine.run(f"apt-get install -y ./{deb.name}").stdout
        assert "Es la identidad" in told
        secret = machine.run("grep -r AGE-SECRET /etc/cauce /var/cache/debconf/config.dat", check=False)
        assert secret.returncode == 1, secret.stdout
        assert "Otro programa tiene el puerto" in told and "python3" in told and "cauce-setup" in told
        machine.run("systemctl stop other; cauce-setup")
        assert machine.run(PAGE).stdout.startswith("HTTP/1.1 200")
        typed(machine, "people")
        for words, said in (
            ("--set", "escriba un ajuste"),
            ("--set CAUCE_HOSTS", "escriba un ajuste"),
            ("--set CAUCE_MAIL_PORT=25 CAUCE_HOTS=x", "¿es CAUCE_HOSTS?"),
            ("--sett CAUCE_HOSTS=x", "cauce-setup --help"),
            ("--reach mail.example mail.example", "un nombre y su dirección"),
            ("--reach mail.example 192.0.2.20 ssh", "cauce-tick"),
            ("--places /mnt /mnt/nowhere", "chown cauce: /mnt"),
        ):
            refused = machine.run(f"cauce-setup {words}", check=False)
            assert refused.returncode == 2 and said in refused.stderr, refused.stderr
        assert "CAUCE_MAIL_PORT" not in machine.run("cat /etc/cauce/environment").stdout
        machine.run("echo CAUCE_HOTS=x >>/etc/cauce/environment; systemctl stop cauce")
        assert "¿es CAUCE_HOSTS?" in missing(machine)["settings"]
        machine.run("cauce-setup --set CAUCE_HOTS=")
        for words in ("", "--reinstall"):
            machine.run(f"apt-get install -y {words} ./{deb.name}")
        recipient(machine)
        newer(machine, deb, later)
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


# What a library of an extra does on the server: tables of the program, invented lists, a module for trials.
LINK = """
from cauce.methods import linkage
from cauce.methods.linkage import generator
lists = generator.pair(300, 300, 100, seed=4).lists
print(len(linkage.link(lists, expected=100).links))
"""
MODULE = """
softhsm2-util --init-token --free --label cauce --pin 1234 --so-pin 1234
chown -R cauce: /var/lib/softhsm && chmod -R a+rX /etc/softhsm
install -m 600 -o cauce /dev/stdin /var/lib/cauce/keystore.pin <<'END'
1234
END
cauce-setup --set 'KEYSTORE_PROVIDER=pkcs11:/usr/lib/softhsm/libsofthsm2.so?token=cauce'
echo 'from cauce.custody.keystore.provider import provider; print(provider().health())' | cauce shell
"""


def test_what_is_heavy_and_rare_is_said_then_installed_then_works(deb):
    extras = [made(f"cauce-{one}", f"scripts/deb.sh {one}") for one in ("statistics", "linkage", "hsm")]
    table = "/usr/lib/cauce/lib/python3*/site-packages/cauce/methods/estimation/data/UKdat_5.csv"
    with Machine(bare(*NEEDS)) as machine:
        install(machine, deb)
        refused = machine.run(f"cauce estimate {table}", check=False)
        assert refused.returncode == 2 and "apt install ./cauce-statistics_*.deb" in refused.stderr
        for one in extras:
            machine.put(one, f"/srv/{one.name}")
        typed(machine, "extras")
        assert "pip install" not in machine.run("cauce doctor", check=False).stdout
        assert re.search(r"\d{2}", machine.run(f"cauce estimate {table} --method stepwise").stdout)
        # The pages compile what estimates are computed with; the other services may make nothing executable.
        shown = "systemctl show -p MemoryDenyWriteExecute --value"
        assert machine.run(f"{shown} cauce.service").stdout == "no\n"
        assert machine.run(f"{shown} cauce-tick.service").stdout == "yes\n"
        closed = "systemd-run --pipe --wait -q -p MemoryDenyWriteExecute=yes -p User=cauce"
        machine.run(f"{closed} /usr/lib/cauce/bin/cauce estimate $(ls {table}) --method stepwise")
        assert int(machine.run(f"{closed} /usr/lib/cauce/bin/python3", given=LINK).stdout) > 50
        machine.run("apt-get install -y softhsm2")
        told = machine.run(MODULE).stdout
        assert "pkcs11" in told and "ok=True" in told, told
