"""A whole Debian that is really booted: a bare root, systemd as its first process, a network of its own.

Nothing of this machine is seen from inside but its processor and its clock. Needs root, mmdebstrap and a
kernel that lets namespaces have cgroups (``make dist-test`` says what is missing).
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "var/dist"  # bare roots, made once and copied: may be deleted
BARE = "systemd-sysv,dbus,iproute2"  # what a server has that a minimal root has not
# What the package depends on or suggests, fetched ahead: the machines have no network.
NEEDS = ("nginx-light", "ucf", "openssl", "python3", "libpango-1.0-0", "libpangoft2-1.0-0")
NEEDS += ("libharfbuzz-subset0", "postgresql", "postgresql-client", "softhsm2")
BOTH = Path("/sys/fs/cgroup/unified")  # where the kernel has the older cgroups beside
CGROUPS = BOTH if BOTH.is_dir() else BOTH.parent
SPACES = ("--mount", "--propagation=private", "--pid", "--uts", "--ipc", "--cgroup", "--net")
QUIET = {"DEBIAN_FRONTEND": "noninteractive", "LANG": "C.UTF-8", "HOME": "/root", "SYSTEMD_PAGER": ""}


def lacking(*programs: str) -> str:
    """Why no machine can be booted here, or which program is missing, in both languages; '' when none is."""
    if os.getuid() != 0:
        return "Solo root puede arrancar una máquina / Only root can boot a machine: sudo make dist-test"
    for one in ("mmdebstrap", *programs):
        if not shutil.which(one):
            return f"Falta {one} / {one} is missing: apt-get install -y --no-install-recommends {one}"
    if not (CGROUPS / "cgroup.procs").exists():
        return "Este núcleo no deja ver cgroup2 / This kernel shows no cgroup2"
    return ""


def bare(*packages: str) -> Path:
    """A root of Debian with these packages fetched and not installed; made once for each set of them."""
    root = KEPT / "-".join(("bare", *(one.replace("/", "_") for one in packages)))
    if root.exists():
        return root
    KEPT.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix="making-", dir=KEPT))
    try:
        make = f"WORK={work}; INCLUDE={BARE}; . scripts/root.sh; make_root"
        subprocess.run(["sh", "-euc", make], cwd=ROOT, check=True)
        if packages:
            fetch = "apt-get update -qq && apt-get install -y -qq --download-only "
            subprocess.run(["chroot", work / "root", "sh", "-euc", fetch + " ".join(packages)], check=True)
        os.rename(work / "root", root)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return root


class Machine:
    """One booted Debian; ``with Machine(bare()) as machine: machine.run("uname -a")``."""

    def __init__(self, root: Path) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="machine-", dir=KEPT))
        self.root = self.folder / "root"
        subprocess.run(["cp", "-a", "--reflink=auto", root, self.root], check=True)
        (self.root / "etc/machine-id").write_text("")
        (self.root / "etc/hostname").write_text("cauce\n")
        for unit in ("console-getty.service", "systemd-modules-load.service"):  # no console, no kernel
            (self.root / "etc/systemd/system" / unit).symlink_to("/dev/null")
        self.console = self.folder / "console"
        self.console.touch()
        self.cgroup = CGROUPS / f"cauce-{self.folder.name}"
        self.first = 0

    def __enter__(self) -> Machine:
        self.boot()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        subprocess.run(["rm", "-rf", "--one-file-system", self.folder])

    def boot(self) -> None:
        """Start it and wait until systemd has nothing left to start."""
        self.cgroup.mkdir()
        words = ["unshare", *SPACES, "--fork", "--kill-child", "sh", ROOT / "tests/dist/boot.sh"]
        enter = f'echo $$ > {self.cgroup}/cgroup.procs; exec "$@"'
        self.process = subprocess.Popen(
            ["sh", "-c", enter, "sh", *words, self.root, self.console],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        for _ in range(150):
            time.sleep(0.2)
            self.first = self._child(self.process.pid)
            if self.first and self.run("systemctl is-system-running --wait", check=False).stdout.strip() in (
                "running",
                "degraded",
            ):
                self.run("ip link set lo up")
                return
        raise RuntimeError(self.console.read_text(errors="replace")[-3000:])

    @staticmethod
    def _child(pid: int) -> int:
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return int(found[0]) if found else 0

    def stop(self) -> None:
        """End every process of it, as when the power goes."""
        if self.process.poll() is None:
            os.kill(self.first or self.process.pid, signal.SIGKILL)
        self.process.wait()
        for folder in sorted((p for p in self.cgroup.rglob("*") if p.is_dir()), reverse=True):
            folder.rmdir()
        self.cgroup.rmdir()

    def run(self, script: str, *, check: bool = True, given: str = "") -> subprocess.CompletedProcess[str]:
        """What somebody types as root, with what it says; raises with all of it when it fails."""
        done = subprocess.run(
            ["nsenter", "-t", str(self.first), "-a", "sh", "-c", f"cd /srv\n{script}"],
            env={**QUIET, "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"},
            input=given,
            text=True,
            capture_output=True,
        )
        if check and done.returncode:
            raise AssertionError(f"{script}\n{done.stdout[-4000:]}\n{done.stderr[-6000:]}")
        return done

    def processor(self) -> float:
        """The seconds of a processor that its services and what was typed have used, however long it took."""
        told = dict(line.split() for line in (self.cgroup / "cpu.stat").read_text().splitlines())
        typed = resource.getrusage(resource.RUSAGE_CHILDREN)
        return int(told["usage_usec"]) / 1e6 + typed.ru_utime + typed.ru_stime

    def listening(self, address: str, port: int) -> socket.socket:
        """A socket of this process that listens in its network."""
        made: list[socket.socket] = []

        def enter() -> None:  # a thread of its own: its network is that of the machine as long as it lives
            with open(f"/proc/{self.first}/ns/net") as there:
                os.setns(there.fileno(), os.CLONE_NEWNET)
            made.append(socket.create_server((address, port)))

        thread = threading.Thread(target=enter)
        thread.start()
        thread.join()
        return made[0]

    def within(self) -> tuple[str, ...]:
        """The words that start a program of ours in its network."""
        return ("nsenter", "-t", str(self.first), "-n")

    def put(self, file: Path, to: str) -> None:
        """Copy a file of ours to a place in it."""
        place = self.root / to.lstrip("/")
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(file, place)
