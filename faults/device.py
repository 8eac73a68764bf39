"""A disk whose plug can be pulled: a loop device over a file of btrfs, cloned at any instant.

The loop device has direct I/O, so the file holds exactly what the device was given; what is still
in a page cache is not in the clone. Needs root, loop devices, ``mkfs.btrfs`` and ``mkfs.ext4``.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FICLONE = 0x40049409
GIB = 1 << 30


def _run(*words: str | Path) -> str:
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True)
    if done.returncode:
        raise OSError(f"{words[0]}: {done.stderr.strip() or done.returncode}")
    return done.stdout.strip()


def _attach(image: Path) -> str:
    return _run("losetup", "--direct-io=on", "-f", "--show", image)


def _unmount(place: Path) -> None:
    for _ in range(50):
        with contextlib.suppress(OSError):
            return _run("umount", place) and None
        time.sleep(0.1)
    _run("umount", "-l", place)


@dataclass
class Disk:
    """``place`` is where the stage lies; ``cut`` pulls the plug of a copy."""

    folder: Path
    image: Path
    place: Path

    def settle(self) -> None:
        """What was copied here before the first cut is on the disk, as it was long before."""
        _run("sync", "-f", self.place)

    def cut(self, name: str) -> Path:
        """The image as it is this instant, nothing flushed first."""
        clone = self.image.with_name(name)
        with self.image.open("rb") as source, clone.open("wb") as target:
            fcntl.ioctl(target, FICLONE, source.fileno())
        return clone

    @contextlib.contextmanager
    def mounted(self, clone: Path) -> Iterator[Path]:
        """The clone as the machine finds it when it starts again: ext4 replays its journal."""
        place = self.folder / f"after-{clone.name}"
        place.mkdir()
        loop = _attach(clone)
        try:
            _run("mount", "-t", "ext4", loop, place)
            try:
                yield place
            finally:
                _unmount(place)
        finally:
            _run("losetup", "-d", loop)
            place.rmdir()


@contextlib.contextmanager
def disk(folder: Path, size: int = GIB) -> Iterator[Disk]:
    """A disk of so many bytes, mounted; everything is taken away again at the end."""
    folder.mkdir()
    whole, inside, place = folder / "btrfs", folder / "images", folder / "disk"
    inside.mkdir(), place.mkdir()
    with whole.open("wb") as file:
        os.truncate(file.fileno(), size * 6)
    _run("mkfs.btrfs", "-q", whole)
    _run("mount", "-o", "loop,nodatasum", whole, inside)
    try:
        image = inside / "disk"
        with image.open("wb") as file:
            os.truncate(file.fileno(), size)
        loop = _attach(image)
        try:
            _run("mkfs.ext4", "-q", loop)
            _run("mount", loop, place)
            place.chmod(0o755)
            try:
                yield Disk(folder, image, place)
            finally:
                _unmount(place)
        finally:
            _run("losetup", "-d", loop)
    finally:
        _unmount(inside)
        shutil.rmtree(folder, ignore_errors=True)
