"""The passphrase, and the two kinds of file that need it: a PDF, or a zip round a sheet.

AES-256 in both. The old encryption of a zip (ZipCrypto) is never written, and ``closed`` refuses a
file that has it: it opens in minutes.
"""

from __future__ import annotations

import io
import secrets
import zipfile

from cauce.content.errors import BadInputs

bad_input = BadInputs(__file__)

# Without the letters and digits that look alike; 25 of them are 123 bits.
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
GROUPS, LONG = 5, 5
AES_256 = 3  # strength in the extra field of an encrypted entry
AES_METHOD = 99
AES_FIELD = b"\x01\x99"


def new_passphrase() -> str:
    """Made here, long enough that the quick derivation of a zip is no weakness; shown once."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(LONG)) for _ in range(GROUPS))
    return "-".join(groups)


def close_pdf(body: bytes, passphrase: str) -> bytes:
    """The PDF closed with AES-256 (revision 6); owner and reader have the same passphrase."""
    import pikepdf

    with pikepdf.open(io.BytesIO(body)) as held:
        kept = io.BytesIO()
        held.save(
            kept,
            encryption=pikepdf.Encryption(owner=passphrase, user=passphrase, R=6, aes=True, metadata=True),
        )
    return kept.getvalue()


def close_zip(files: dict[str, bytes], passphrase: str) -> bytes:
    """A zip whose every entry is closed with AES-256."""
    import pyzipper

    kept = io.BytesIO()
    with pyzipper.AESZipFile(
        kept, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    ) as held:
        held.setpassword(passphrase.encode())
        held.setencryption(pyzipper.WZ_AES, nbits=256)
        for name, body in files.items():
            held.writestr(name, body)
    return kept.getvalue()


def _zip_is_closed(body: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(body)) as held:
        entries = held.infolist()
    return bool(entries) and all(
        one.flag_bits & 1 and one.compress_type == AES_METHOD and _strength(one.extra) == AES_256
        for one in entries
    )


def _strength(extra: bytes) -> int:
    while len(extra) >= 4:
        kind, size = extra[:2], int.from_bytes(extra[2:4], "little")
        if kind == AES_FIELD and size >= 7:
            return extra[8]
        extra = extra[4 + size :]
    return 0


def _pdf_is_closed(body: bytes) -> bool:
    import pikepdf

    try:
        pikepdf.open(io.BytesIO(body)).close()
    except pikepdf.PasswordError:
        return True
    return False


def check_closed(body: bytes) -> None:
    """Raise ``BadInput`` unless the file needs a passphrase under AES-256."""
    zipped = body[:2] == b"PK"
    if _zip_is_closed(body) if zipped else _pdf_is_closed(body):
        return
    raise bad_input("file_is_not_closed_with_aes_256", where="export")
