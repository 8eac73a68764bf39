"""The key of a post by reference, and the one interface of whoever holds such keys.

Source: docs/security/key-providers.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class KekRef:
    """One version of the key of a post. ``material`` is what its provider needs to find it again,
    never the key in clear; it begins with the provider's ``prefix``."""

    post: str
    version: int
    material: bytes


@dataclass(frozen=True, slots=True)
class Health:
    """Whether a provider is reachable and sound, and why not, in both languages."""

    ok: bool
    kind: str
    es: str = ""
    en: str = ""


class KeyProvider(Protocol):
    """Every method raises ``KeystoreDown`` when it cannot be reached: nothing is then read or kept."""

    kind: str
    prefix: bytes

    def wrap(self, kek: KekRef, dek: bytes, aad: bytes) -> bytes:
        """Encrypt a data key under the key of a post."""

    def unwrap(self, kek: KekRef, blob: bytes, aad: bytes) -> bytes:
        """Decrypt it. Raises ``Sealed`` when anything differs."""

    def new_version(self, post: str, version: int) -> KekRef:
        """Make the key of a post of this version; the store keeps what it gives back."""

    def destroy(self, kek: KekRef) -> None:
        """Destroy it for ever; a key that is not there is no error."""

    def health(self) -> Health:
        """Whether it is reachable and sound; never raises."""
