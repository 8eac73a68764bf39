"""The certificates of a ministry: one authority for each folder, made where it is not there yet."""

from __future__ import annotations

import subprocess
from pathlib import Path

# What an authority must say of itself to be taken by every program, Python's strict rules among them.
ITS_OWN = ("-addext", "keyUsage=critical,keyCertSign,cRLSign")


def issue(folder: Path, certificate: str, key: str, name: str) -> None:
    """A certificate for this name by the authority ``ca.pem`` of that folder."""
    new = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "60")
    if not (folder / "ca.pem").exists():
        made = ("-subj", "/CN=Ministry", "-keyout", "ca.key", "-out", "ca.pem")
        _openssl(folder, "req", "-x509", *new, *ITS_OWN, *made)
    _openssl(
        folder,
        *("req", "-x509", *new, "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}"),
        *("-addext", "basicConstraints=critical,CA:FALSE", "-CA", "ca.pem", "-CAkey", "ca.key"),
        *("-keyout", key, "-out", certificate),
    )


def _openssl(folder: Path, *words: str) -> None:
    subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)
