"""What is sealed is known: every binary column is a sealed one, and only the keystore does cryptography."""

from __future__ import annotations

import ast
import re

from django.apps import apps
from django.db import models

from cauce.custody.keystore.columns import sealed_columns

from .reading import CAUCE, ROOT, code, imports, nodes, short

# Binary columns that hold nothing sealed, and why.
IN_CLEAR: dict[str, str] = {
    "accounts.Key.credential_id": "the number of a security key, which its browser sends first",
    "accounts.Key.public_key": "the public half of a security key",
    "cases.HolderKey.public": "the public half of a key pair",
    "measurement.StatisticsFile.body": "a published file, for anybody to download",
    "measurement.KeptUnits.keys": "keys of facts, as the facts have them: they name nobody",
    "measurement.KeptUnits.courses": "what facts say, packed: they name nobody",
    "measurement.KeptUnits.profile": "codes of profiles, packed: they name nobody",
    "cases.HolderKey.private": "sealed under the passphrase of its holder, not under a case's key",
}


def binary_columns() -> set[str]:
    return {
        f"{table._meta.label}.{field.name}"
        for table in apps.get_models()
        for field in table._meta.get_fields()
        if isinstance(field, models.BinaryField)
    }


def test_every_binary_column_is_sealed_or_says_why_not():
    sealed = {str(one) for one in sealed_columns()}
    assert len(sealed) > 12
    assert binary_columns() - sealed == set(IN_CLEAR)
    assert sealed - binary_columns() == set()
    assert "cases.Section.sealed" in sealed


BY_HAND = {"seal", "unseal", "seal_with", "unseal_with", "seal_file", "open_file"}


def sealing_by_hand(modules) -> list[str]:
    """Modules that take from the keystore what seals and opens without a column."""
    return [
        where
        for where, module in modules
        if not where.startswith("cauce/custody/keystore/")
        for what in nodes(module)
        if isinstance(what, ast.ImportFrom) and (what.module or "").startswith("cauce.custody.keystore")
        if {one.name for one in what.names} & BY_HAND
    ]


def test_what_is_sealed_is_sealed_and_opened_through_its_column():
    assert sealing_by_hand((short(path), module) for path, module in code()) == []
    line = ast.parse("from cauce.custody.keystore import KeyGone, unseal")
    assert sealing_by_hand([("cauce/cases/x.py", line)]) == ["cauce/cases/x.py"]


# Digests and random tokens outside the keystore: each for a reason, and none hides anything.
DIGESTS = {
    "cauce/staff/accounts": "codes and tokens of the sign-in are kept as digests and compared so",
    "cauce/api/openrosa/forms.py": "the version of a form that a telephone compares",
    "cauce/intake/appointments/actions/making.py": "the number of an appointment is drawn",
    "cauce/cases/access.py": "the journal keeps a digest of what was searched",
    "cauce/intake/collection": "the secret of a telephone, and the same submission sent twice",
    "cauce/desk/staff/accounts/own": "tokens of the sign-in",
    "cauce/desk/intake/collection/views_devices.py": "the secret of a telephone is drawn",
    "cauce/directory/actions/upserting.py": "whether a row of the source changed",
    "cauce/directory/links.py": "the secret of a link is drawn and known by its digest",
    "cauce/sharing/disclosures": "numbers of letters are drawn",
    "cauce/protocol/editions": "content is known by its digest",
    "cauce/protocol/documents/pdf_cache.py": "a layout is known by its digest",
    "cauce/methods/evaluation/order.py": "an order that anybody can draw again",
    "cauce/staff/exports": "what left is known by its digest; a password is drawn",
    "cauce/custody/journal": "the chain of the journal",
    "cauce/standards/totals.py": "a file of totals is known by its digest",
    "cauce/standards/webhooks.py": "what is told to a system is signed",
    "cauce/learning": "an order that is the same each time",
    "cauce/sharing/machines": "the key of a system is kept as a digest; secrets are drawn",
    "cauce/measurement/publishing/edition_makers.py": "a published file is known by its digest",
    "cauce/measurement/models/year_estimate.py": "what was signed is known by its digest",
    "cauce/measurement/estimating.py": "which counts were read, by their digest: they are not kept",
    "cauce/measurement/models/statistics_edition.py": "what was signed is known by its digest",
    "cauce/measurement/hiding/secret.py": "the secret that rounds figures is drawn, and known by a digest",
    "cauce/measurement/publishing/synthetic.py": "noise comes from the system, never from a seed",
    ("cauce/measurement/rules/publication/rounding.py"): (
        "a figure is rounded the same way each time, by a secret and its own name"
    ),
    "cauce/staff/oversight/models.py": "what was approved is known by its digest",
    "cauce/people/access.py": "the journal keeps a digest of what was searched, never the name",
    "cauce/methods/linkage/model.py": "the frozen model is known by its digest",
    "cauce/content": "content is known by its digest",
    "cauce/measurement/facts/keeping.py": "what was counted is known by the digest of its definition",
    "cauce/rules/disclosure.py": "figures are blurred the same way each time",
    "cauce/cases/actions/letters.py": "a letter is known by the digest of its words and of its files",
    "cauce/operations/backup": "a copy is checked by its digest",
    "cauce/operations/management/commands/export-ctdc.py": "what left is known by its digest",
    "cauce/operations/management/commands/export-htcds.py": "what left is known by its digest",
    "cauce/site/rates.py": "whose turn it is to wait is counted under a digest that ends with the process",
    "cauce/site/settings/run.py": "the server's own secret is drawn; a demonstration is recognised",
}
# Cryptography that hides no content of a case.
ELSEWHERE = {
    "cauce/staff/accounts": "the codes of a telephone (RFC 6238), and how Argon2id hashes a password",
    "cauce/staff/exports/packing.py": "the AES of a ZIP file that leaves the house",
    "cauce/custody/journal": "the signature of anchors, whose keys an auditor holds",
    "cauce/staff/offices/hashers.py": "how Argon2id hashes a password",
}
PRIMITIVES = {"cryptography", "nacl", "pkcs11", "shamir_mnemonic", "argon2", "Crypto", "pyzipper"}
PLAIN = {"hashlib", "hmac", "secrets"}


def covered(where: str, names: dict[str, str]) -> bool:
    return any(where == one or where.startswith(f"{one}/") for one in names)


def unexpected(modules) -> list[str]:
    """Modules that use a primitive and are neither the keystore nor among the exceptions."""
    wrong = []
    for where, module in modules:
        if where.startswith("cauce/custody/keystore/"):
            continue
        found = {what.split(".")[0] for _, what in imports(module)}
        odd = found & PRIMITIVES if not covered(where, ELSEWHERE) else set()
        odd |= found & PLAIN if not covered(where, DIGESTS) else set()
        wrong += [f"{where}: {name}" for name in sorted(odd)]
    return wrong


def test_only_the_keystore_does_cryptography():
    modules = [(short(path), module) for path, module in code()]
    assert unexpected(modules) == []
    assert unexpected(
        [
            ("cauce/cases/x.py", ast.parse("import hashlib")),
            ("cauce/intake/collection/x.py", ast.parse("from cryptography.fernet import Fernet")),
            ("cauce/custody/keystore/x.py", ast.parse("import hmac")),
        ]
    ) == ["cauce/cases/x.py: hashlib", "cauce/intake/collection/x.py: cryptography"]


LABEL = re.compile(r'b"(cauce [a-z0-9 |]+?)\|?"')


def labels() -> set[str]:
    """What every derived key is derived for: the labels in the keystore's code."""
    return {
        label
        for path in (CAUCE / "custody/keystore").glob("*.py")
        for label in LABEL.findall(path.read_text(encoding="utf-8"))
    }


def test_the_inventory_of_keys_equals_the_code():
    page = (ROOT / "docs/security/keys.md").read_text(encoding="utf-8")
    derived = page.partition("What is derived")[2].partition("Outside the keystore")[0]
    told = set(re.findall(r"`(cauce [a-z0-9 ]+)`", derived))
    assert told == labels() and len(told) > 4
    columns = {str(one) for one in sealed_columns()}
    assert set(re.findall(r"^\| `(\w+\.\w+\.\w+)` \|", page, re.MULTILINE)) == columns


def test_the_promise_about_destroyed_keys_stands_in_one_place_and_equals_the_code():
    from cauce.custody.keystore import KEYSTORE_BACKUP_DAYS

    page = (ROOT / "docs/security/keys.md").read_text(encoding="utf-8")
    assert f"in every backup within {KEYSTORE_BACKUP_DAYS} days" in page
    assert f"en toda copia de respaldo a más tardar en {KEYSTORE_BACKUP_DAYS} días" in page
    assert KEYSTORE_BACKUP_DAYS <= 35
