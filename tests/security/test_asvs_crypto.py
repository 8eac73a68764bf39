"""How cryptography is used: no weak mode, no guess from the time it takes, no chance that is none."""

from __future__ import annotations

import ast
import math
import re

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import load_der_private_key

from cauce.custody.keystore import odk
from cauce.staff.accounts import secrets as drawn
from cauce.staff.accounts.codes import new_secret
from cauce.staff.exports import packing
from tests.architecture.reading import ROOT, code, imports, nodes, short

WEAK = re.compile(
    r"\b(ECB|CBC|OFB|CTR|CFB8|CFB|PKCS1v15|ARC4|Blowfish|TripleDES|CAST5|IDEA|SEED|DSA|Fernet)\b"
)
# The scheme of ODK Collect: only to open what a telephone encrypted.
OPENS_ONLY = {"cauce/custody/keystore/odk.py": {"CFB"}}


def weak(modules) -> dict[str, set[str]]:
    """The weak modes, paddings and ciphers that each module imports or names."""
    found: dict[str, set[str]] = {}
    for path, module in modules:
        names = {name.rpartition(".")[2] for _, name in imports(module)}
        names |= {node.attr for node in nodes(module) if isinstance(node, ast.Attribute)}
        hit = {name for name in names if WEAK.fullmatch(name)}
        if hit:
            found[short(path)] = hit
    return found


def test_no_weak_mode_padding_or_cipher_is_used_but_to_open_what_a_telephone_sent():
    assert weak(code()) == OPENS_ONLY
    text = (ROOT / "cauce/custody/keystore/odk.py").read_text("utf-8")
    assert ".decryptor()" in text and ".encryptor()" not in text
    planted = ast.parse("from x.modes import CBC\nfrom y import padding\npadding.PKCS1v15()\n")
    assert weak([(ROOT / "cauce/x.py", planted)]) == {"cauce/x.py": {"CBC", "PKCS1v15"}}


SECRET = re.compile(r"(^|_)(digest|seal|token|secret|tag|mac|nonce|password|one_time_code)s?$")
# Compared in the open, each for a reason: neither side is something that a stranger guesses.
OPEN_COMPARISONS = {
    "cauce/custody/journal/chain.py": (
        "seals that both lie in the database; the one with the key is compared apart"
    ),
    "cauce/custody/journal/integrity.py": "seals of exported lines, which anybody may read",
    "cauce/custody/journal/anchors.py": "seals of the anchors' file, which anybody may read",
    "cauce/custody/journal/ledger.py": "a chain of digests without a key",
    "cauce/custody/keystore/file.py": "which file a thread has open",
}
WATCHED = (
    "cauce/staff/accounts/",
    "cauce/custody/keystore/",
    "cauce/custody/journal/",
    "cauce/intake/collection/",
    "cauce/staff/oversight/",
    "cauce/staff/exports/",
    "cauce/site/",
    "cauce/operations/",
    "cauce/demo/",
)


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Call):
        node = node.func
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def compared(modules) -> set[str]:
    """Modules that compare something secret with ``==``, which stops at the first difference."""
    found = set()
    for path, module in modules:
        for node in nodes(module):
            if not isinstance(node, ast.Compare) or not isinstance(node.ops[0], ast.Eq | ast.NotEq):
                continue
            sides = [node.left, *node.comparators]
            plain = any(isinstance(one, ast.Constant) for one in sides)
            if not plain and any(SECRET.search(_name(one).lower()) for one in sides):
                found.add(short(path))
    return found


def test_secrets_are_compared_in_a_time_that_tells_nothing():
    here = [(path, module) for path, module in code() if short(path).startswith(WATCHED)]
    assert compared(here) == set(OPEN_COMPARISONS)
    planted = ast.parse("def a(x, y):\n    return x.secret == y.secret\n")
    assert compared([(ROOT / "cauce/staff/accounts/x.py", planted)]) == {"cauce/staff/accounts/x.py"}


# An invented network and invented lists, the same each time; and which pairs are looked at, by a seed that is
# told.
CHANCE = ("cauce/demo/", "cauce/methods/linkage/")
TURNS = "cauce/staff/accounts/slots.py"  # how long to wait for a place


def test_no_secret_comes_from_a_chance_that_can_be_foretold():
    using = {
        short(path)
        for path, module in code()
        if any(name.split(".")[0] == "random" for _, name in imports(module))
    }
    assert {one for one in using if not one.startswith(CHANCE)} == {TURNS}
    text = (ROOT / TURNS).read_text("utf-8")
    assert re.findall(r"random\.\w+", text) == ["random.uniform"]


# Shorter, and why that is enough.
SHORT = {
    "cauce/desk/intake/collection/views_devices.py": (
        "locks the settings of a telephone in hand; opens no data"
    ),
    "cauce/staff/accounts/secrets.py": "the name of a file for a moment",
    "cauce/custody/journal/keys.py": "the name of a file",
    "cauce/custody/keystore/provider_file.py": "the name of a file for a moment",
    "cauce/custody/keystore/store.py": "which write in four thousand is counted",
}
BYTES = {"token_urlsafe", "token_hex", "token_bytes", "urandom"}


def drawn_short(modules) -> set[str]:
    """Modules that draw a secret of fewer than 16 bytes (128 bits)."""
    found = set()
    for path, module in modules:
        for node in nodes(module):
            if not isinstance(node, ast.Call) or _name(node) not in BYTES:
                continue
            size = node.args[0] if node.args else None
            if isinstance(size, ast.Constant) and size.value < 16 and size.value != NONCE:
                found.add(short(path))
    return found


NONCE = 12  # bytes of a nonce of GCM, which is no secret


def test_what_is_drawn_has_128_bits():
    assert drawn_short(code()) == set(SHORT)
    planted = ast.parse("import secrets\nsecrets.token_hex(8)\nsecrets.token_urlsafe(16)\n")
    assert drawn_short([(ROOT / "cauce/x.py", planted)]) == {"cauce/x.py"}


def test_a_passphrase_has_123_bits_and_no_two_codes_are_the_same():
    """Codes for paper have 50 bits: each counts once, for one account, and guessing has to wait."""
    assert len(new_secret()) * 8 >= 128
    assert len({drawn.new_code() for _ in range(500)}) == 500
    phrases = {packing.new_passphrase() for _ in range(200)}
    letters = "".join(phrases).replace("-", "")
    assert len(phrases) == 200 and set(letters) == set(packing.LETTERS)
    assert len(letters) // 200 * math.log2(len(packing.LETTERS)) > 120


def test_the_keys_of_telephones_are_strong_and_of_a_good_exponent():
    _, private = odk.new_pair()
    pair = load_der_private_key(private, None)
    assert isinstance(pair, rsa.RSAPrivateKey)
    assert pair.key_size >= 3072 and pair.public_key().public_numbers().e == 65537


def test_whatever_is_wrong_with_what_was_sealed_the_answer_is_the_same():
    """No oracle: not which part, not whether it was the key, the tag or the padding."""
    import uuid

    from cauce.custody.keystore.aead import DataKey, Sealed, seal_with, unseal_with

    key = DataKey(uuid.UUID(int=7), bytes(32))
    good = seal_with(key, "cases.section|1", {"a": "b"})
    assert unseal_with(key, "cases.section|1", good) == {"a": "b"}
    other = DataKey(uuid.UUID(int=8), bytes(32))
    wrong = [good[:-1], good[:20], good + b"x", bytes([good[0], 9]) + good[2:]]
    wrong += [good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :] for place in (20, 40, 60, -1)]
    said = set()
    for key_, context, blob in [
        *[(key, "cases.section|1", one) for one in wrong],
        (other, "cases.section|1", good),
        (key, "cases.section|2", good),
    ]:
        with pytest.raises(Sealed) as found:
            unseal_with(key_, context, blob)
        said.add((type(found.value), str(found.value)))
    assert len(said) == 1
