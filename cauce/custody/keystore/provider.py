"""Who holds the keys of the posts: which kinds of holder there are, and how one is chosen.

``KEYSTORE_PROVIDER`` chooses: ``file`` (pilots, tests), ``pkcs11:/path/module.so?token=NAME`` (a
hardware module), or ``plug:package.module.Class`` (a KMS of one's own). A key says itself who holds
it, so a network goes from a file to a module by setting it and rotating every key.
Source: docs/security/key-providers.md.
"""

from __future__ import annotations

import functools

from django.conf import settings
from django.utils.module_loading import import_string

from .errors import KeystoreDown
from .kek import KekRef, KeyProvider
from .provider_file import FileProvider


@functools.cache
def _made(address: str, root: str, pin: str) -> KeyProvider:
    kind, _, rest = address.partition(":")
    if kind == "file":
        return FileProvider(root)
    if kind == "pkcs11":
        from .provider_pkcs11 import Pkcs11Provider

        return Pkcs11Provider(rest, pin)
    if kind == "plug":
        return import_string(rest)()
    raise KeystoreDown(
        "KEYSTORE_PROVIDER no se entiende.",
        "KEYSTORE_PROVIDER is not understood.",
        cure_es="Escriba file, pkcs11:/ruta/módulo.so?token=NOMBRE o plug:paquete.módulo.Clase.",
        cure_en="Write file, pkcs11:/path/module.so?token=NAME or plug:package.module.Class.",
    )


def provider() -> KeyProvider:
    """Who makes the keys of posts from now on."""
    return _made(settings.KEYSTORE_PROVIDER, str(settings.KEYSTORE_ROOT), str(settings.KEYSTORE_PIN_FILE))


def holder(kek: KekRef) -> KeyProvider:
    """Who holds this key: whoever made it, also after another one was chosen for the next."""
    chosen = provider()
    if chosen.prefix == b"" or kek.material.startswith(chosen.prefix):
        return chosen
    return _made("file", str(settings.KEYSTORE_ROOT), "")


def forget() -> None:
    """Drop what providers keep in memory, as a restart does."""
    _made.cache_clear()
