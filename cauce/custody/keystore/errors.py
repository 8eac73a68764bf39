"""What the keystore refuses, and what it says then."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from cauce.content.errors import CauceError


class Sealed(CauceError):
    """The blob does not open: it was altered, moved, cut, or sealed with another key."""

    id = "sealed"


class KeystoreDown(CauceError):
    """The keystore cannot be reached: nothing sealed can be read or written (fail closed)."""

    id = "keystore_down"


class KeyGone(CauceError):
    """There is no key of this id: the record was shredded, or the keystore is another one."""

    id = "key_gone"


def broken() -> Sealed:
    return Sealed(
        "Esta parte del expediente no puede abrirse: fue alterada o no es de aquí.",
        "This part of the record does not open: it was altered or is not from here.",
        cure_es="Avise a quien administra el sistema; no la vuelva a escribir encima.",
        cure_en="Tell the system administrator; do not write over it.",
    )


def gone() -> KeyGone:
    return KeyGone(
        "Este expediente ya no puede leerse: su llave fue destruida.",
        "This record can no longer be read: its key was destroyed.",
    )


def closed() -> KeystoreDown:
    return KeystoreDown(
        "No se puede abrir el almacén de llaves; no se guardó nada.",
        "The keystore cannot be opened; nothing was saved.",
        cure_es="Avise a quien administra el sistema.",
        cure_en="Tell the system administrator.",
    )


def silent() -> KeystoreDown:
    return KeystoreDown(
        "El almacén de llaves no respondió; no se guardó nada.",
        "The keystore did not answer; nothing was saved.",
        cure_es="Intente de nuevo en un momento.",
        cure_en="Try again in a moment.",
    )


def check_mode(file: Path) -> None:
    """Raise ``KeystoreDown`` for a file of keys that anybody but its owner can read or change."""
    credentials = os.environ.get("CREDENTIALS_DIRECTORY")
    # systemd lets the service read its credentials by an ACL, which shows as the group's bits.
    lent = bool(credentials) and file.parent == Path(credentials or "")
    if stat.S_IMODE(file.stat().st_mode) & (0o027 if lent else 0o077):
        raise readable_by_others(file.name)


def readable_by_others(name: str) -> KeystoreDown:
    return KeystoreDown(
        f"El archivo {name} puede leerlo alguien más; no se abre.",
        f"Somebody else can read the file {name}; it is not opened.",
        where=name,
        cure_es="Escriba chmod 600 sobre ese archivo y averigüe quién pudo leerlo.",
        cure_en="Run chmod 600 on that file and find out who could read it.",
    )


def other_root() -> KeystoreDown:
    return KeystoreDown(
        "La raíz de las llaves falta o es otra; no se guardó nada.",
        "The root of the keys is missing or is another one; nothing was saved.",
        cure_es="Avise a quien administra el sistema: hay que devolver el archivo de la raíz.",
        cure_en="Tell the system administrator: the file of the root must be put back.",
    )


def module_down() -> KeystoreDown:
    return KeystoreDown(
        "El módulo que guarda las llaves no responde; no se guardó nada.",
        "The module that holds the keys does not answer; nothing was saved.",
        cure_es="Avise a quien administra el sistema: el módulo, su contraseña o su conexión.",
        cure_en="Tell the system administrator: the module, its PIN or its connection.",
    )
