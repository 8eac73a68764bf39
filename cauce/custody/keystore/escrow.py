"""Five shares, of which any three rebuild what two never do: SLIP-39, with Trezor's own library.

Two secrets are split so: the root of a file provider, and the private half of the escrow pair for
which every reserved text is also sealed. Shares are shown once, for paper; they are never logged
and never kept. The keys in a module (PKCS#11) have the module's own way of being copied.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Sequence

from cauce.content.errors import CauceError

from .aead import derive
from .errors import other_root
from .file import answering, transaction
from .holders import new_pair
from .kek import KekRef
from .provider import provider
from .provider_file import FileProvider

NEEDED, SHARES = 3, 5


class BadShares(CauceError):
    """These shares rebuild nothing: too few, mistyped, or of different splits."""

    id = "bad_shares"

    def __init__(self) -> None:
        super().__init__(
            "Con estas partes no se reconstruye nada.",
            "Nothing is rebuilt from these shares.",
            where="shares",
            cure_es=f"Hacen falta {NEEDED} de la misma entrega, palabra por palabra.",
            cure_en=f"{NEEDED} of the same handing-out are needed, word by word.",
        )


def split(secret: bytes) -> list[str]:
    """The shares of a secret of 32 bytes, as words to be written on paper."""
    import shamir_mnemonic

    [shares] = shamir_mnemonic.generate_mnemonics(1, [(NEEDED, SHARES)], secret)
    return list(shares)


def combine(shares: Sequence[str]) -> bytes:
    """The secret of which these are shares; more than needed must agree. Raises ``BadShares``."""
    import shamir_mnemonic

    clean = [" ".join(unicodedata.normalize("NFKD", one).lower().split()) for one in shares]
    found: set[bytes] = set()
    try:
        for some in itertools.combinations(dict.fromkeys(clean), NEEDED):
            found.add(shamir_mnemonic.combine_mnemonics(some))
    except (shamir_mnemonic.MnemonicError, ValueError) as problem:
        raise BadShares() from problem
    if len(found) != 1:
        raise BadShares()
    return found.pop()


def mark_of(secret: bytes) -> str:
    """Eight digits by which a secret is recognised; they do not help to guess it."""
    return derive(secret, b"cauce escrow check", 4).hex()


def _files() -> FileProvider:
    chosen = provider()
    if not isinstance(chosen, FileProvider):
        raise CauceError(
            "Las llaves están en un módulo: se respaldan como indica su fabricante.",
            "The keys are in a module: they are copied as its maker says.",
            where="KEYSTORE_PROVIDER",
        )
    return chosen


def root() -> bytes:
    """The root in use. Raises ``KeystoreDown``."""
    return _files().roots()[0]


def rebuild(shares: Sequence[str]) -> str:
    """Write the root again from its shares where it is missing; its mark.

    Raises ``BadShares``, and ``KeystoreDown`` when a root is there already or is not the one that
    wrapped what the store holds.
    """
    chosen, secret = _files(), combine(shares)
    if chosen.path.exists():
        raise CauceError(
            "Ya hay una raíz: no se escribe encima.",
            "There is a root already: it is not written over.",
            where=str(chosen.path),
        )
    chosen.write_roots([secret], fresh=True)

    with answering() as store:
        row = store.execute("SELECT post, version, wrapped FROM kek LIMIT 1").fetchone()
    try:
        if row is not None:
            chosen.open_kek(KekRef(*row))
    except CauceError:
        chosen.path.unlink()
        raise other_root() from None
    return mark_of(secret)


def escrow_public() -> bytes | None:
    """The public half for which reserved texts are also sealed; None: nobody made it yet."""
    with answering() as store:
        row = store.execute("SELECT public FROM escrow WHERE name = 'reserved'").fetchone()
    return row[0] if row else None


def new_escrow() -> list[str]:
    """Make the escrow pair; the private half leaves as shares alone. The one before stays with
    what was sealed for it: keep its shares."""
    public, private = new_pair()
    shares = split(private)
    with transaction() as store:
        store.execute("INSERT OR REPLACE INTO escrow VALUES ('reserved', ?)", (public,))
    return shares
