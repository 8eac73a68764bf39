"""The image of deploy/container is built with buildah and serves; its Debian is one of mmdebstrap.

No registry of images is needed: a bare root of this machine's package sources takes the place of the image
that the Containerfile names. Needs ``make wheel``.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.dist.machine import KEPT, NEEDS, ROOT, bare
from tests.shared import machines

machines("buildah")

BASE = "debian:trixie-slim"
# As many files and processes as this machine lets: buildah would ask for a million, which not everybody may.
LIMITS = tuple(
    f"--ulimit={name}={most}:{most}"
    for name, most in (
        ("nofile", resource.getrlimit(resource.RLIMIT_NOFILE)[1]),
        ("nproc", resource.getrlimit(resource.RLIMIT_NPROC)[1]),
    )
)
ASK = (
    "import urllib.request as r;"
    "told = {'Host': 'cauce.example', 'X-Forwarded-Proto': 'https'};"
    "print(r.urlopen(r.Request('http://127.0.0.1:8000/entrar/', headers=told), timeout=60).status)"
)


class Images:
    """Images and containers in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.words = ("buildah", "--root", str(folder / "storage"), "--runroot", str(folder / "run"))

    def do(self, *words: str) -> str:
        """What buildah prints; raises with all of it when it fails."""
        done = subprocess.run([*self.words, *words], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{words}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
        return done.stdout.strip()


@pytest.fixture(scope="module")
def images() -> Iterator[Images]:
    """With the image that the Containerfile starts from."""
    assert list((ROOT / "dist").glob("cauce-*.whl")), "make wheel"
    root = bare(*NEEDS)  # made for the machines of the guide; nothing of it is installed yet
    folder = Path(tempfile.mkdtemp(prefix="images-", dir=KEPT))
    try:
        found = Images(folder)
        work = found.do("from", "scratch")
        found.do("add", "--quiet", work, str(root), "/")
        found.do("commit", "--quiet", "--rm", work, BASE)
        yield found
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def test_the_image_is_built_from_the_wheel_holds_no_data_and_serves_the_first_page(images, tmp_path):
    how = ("--isolation=chroot", "--pull=never", "--network=host", "--quiet", *LIMITS)
    images.do("bud", *how, "-f", "deploy/container/Containerfile", "-t", "cauce", ".")
    config = json.loads(images.do("inspect", "--type", "image", "cauce"))["OCIv1"]["config"]
    assert config["User"] == "cauce" and config["Cmd"][0] == "gunicorn"
    (tmp_path / "keystore.root").write_bytes(os.urandom(32))
    os.chown(tmp_path / "keystore.root", 995, 995)
    (tmp_path / "keystore.root").chmod(0o400)
    work = images.do("from", "--pull=never", *LIMITS, "cauce")
    assert images.do("run", "--isolation=chroot", work, "--", "find", "/var/lib/cauce", "-type", "f") == ""
    run = ("run", "--isolation=chroot", "--volume", f"{tmp_path}:/run/secrets:ro")
    run += ("--env", "CAUCE_HOSTS=cauce.example", "--env", "CAUCE_ENVIRONMENT=preproduction", work, "--")
    own = ("unshare", "--net", "sh", "-euc")  # its port is nobody else's
    quoted = " ".join((*images.words, *run))
    script = f"""
        ip link set lo up
        {quoted} cauce migrate -v0
        {quoted} "$@" >{tmp_path}/told 2>&1 &
        pages=$!
        trap 'kill $pages; wait $pages || true' EXIT
        for again in $(seq 60); do
            {quoted} python3 -c "$ASK" 2>{tmp_path}/why && exit 0
            sleep 1
        done
        cat {tmp_path}/told {tmp_path}/why
        exit 1
    """
    done = subprocess.run(
        [*own, script, "sh", *config["Cmd"]],
        env=os.environ | {"ASK": ASK},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0 and done.stdout.strip() == "200", done.stdout[-4000:] + done.stderr[-4000:]
