"""What every holder of keys does alike: a file, a module over PKCS#11, a KMS behind the plug."""

from __future__ import annotations

import base64
import os
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from cauce.custody.keystore import KeyGone, KeystoreDown, Sealed, create_key, seal, unseal
from cauce.custody.keystore.file import answering
from cauce.custody.keystore.kek import KekRef
from cauce.custody.keystore.provider import forget, provider
from cauce.custody.keystore.rotation import rotate

from .conftest import choose

DEK, AAD = b"k" * 32, b"case|HOU"
# Neither stands in letters or bytes that are drawn: three letters do, once in some thousands of times.
POST, TOLD = "Houston (HOU)", "she told nobody else"


def take_away(held, settings, tmp_path) -> None:
    """What each kind needs is gone: the root, the PIN, the network."""
    if held.kind == "file":
        settings.KEYSTORE_ROOT.rename(tmp_path / "elsewhere")
    elif held.kind == "pkcs11":
        settings.KEYSTORE_PIN_FILE = tmp_path / "no-such-pin"
    else:
        held.far.reachable = False
        return
    forget()


def test_it_opens_what_it_wrapped(held):
    kek = held.new_version("HOU", 1)
    blob = held.wrap(kek, DEK, AAD)
    assert DEK not in blob
    assert held.unwrap(kek, blob, AAD) == DEK
    assert held.wrap(kek, DEK, AAD) != blob


def test_it_refuses_other_associated_data(held):
    kek = held.new_version("HOU", 1)
    blob = held.wrap(kek, DEK, AAD)
    for other in (b"case|LAR", b"", AAD + b"x"):
        with pytest.raises(Sealed):
            held.unwrap(kek, blob, other)
    assert held.unwrap(kek, blob, AAD) == DEK  # and is sound afterwards


def test_it_refuses_another_version_and_another_post(held):
    first, second, other = (held.new_version(*one) for one in [("HOU", 1), ("HOU", 2), ("LAR", 1)])
    blob = held.wrap(first, DEK, AAD)
    for kek in (second, other):
        with pytest.raises(Sealed):
            held.unwrap(kek, blob, AAD)


def test_it_refuses_a_blob_that_was_changed_or_cut(held):
    kek = held.new_version("HOU", 1)
    blob = held.wrap(kek, DEK, AAD)
    for wrong in (blob[:-1], blob[:5], b"", blob[:-3] + bytes([blob[-3] ^ 1]) + blob[-2:]):
        with pytest.raises(Sealed):
            held.unwrap(kek, wrong, AAD)


def test_it_opens_nothing_with_a_key_that_was_destroyed(held):
    kek, kept = held.new_version("HOU", 1), held.new_version("HOU", 2)
    blob, other = held.wrap(kek, DEK, AAD), held.wrap(kept, DEK, AAD)
    held.destroy(kek)
    held.destroy(kek)  # twice is no error
    for ask in (lambda: held.unwrap(kek, blob, AAD), lambda: held.wrap(kek, DEK, AAD)):
        with pytest.raises(KeyGone):
            ask()
    assert held.unwrap(kept, other, AAD) == DEK


def test_it_closes_when_it_cannot_be_reached(held, settings, tmp_path):
    case = uuid.uuid4()
    create_key(case, "HOU")
    blob = seal(case, "here", "told")
    assert provider().health().ok
    take_away(held, settings, tmp_path)
    for ask in (
        lambda: unseal(case, "here", blob),
        lambda: seal(case, "here", "more"),
        lambda: create_key(uuid.uuid4(), "HOU"),
        lambda: create_key(uuid.uuid4(), "LAR"),
    ):
        with pytest.raises(KeystoreDown):
            ask()
    health = provider().health()
    assert not health.ok and health.es and health.en


def test_it_answers_a_thousand_calls_at_once(held):
    kek = held.new_version("HOU", 1)
    keys = [os.urandom(32) for _ in range(1000)]

    def there_and_back(secret: bytes) -> bytes:
        return held.unwrap(kek, held.wrap(kek, secret, AAD), AAD)

    with ThreadPoolExecutor(16) as pool:
        assert list(pool.map(there_and_back, keys)) == keys


def test_it_wraps_without_giving_its_key_away(held):
    kek = held.new_version(POST, 1)
    assert isinstance(kek, KekRef) and (kek.post, kek.version) == (POST, 1)
    assert kek.material.startswith(held.prefix)
    if held.kind != "file":
        assert POST.encode() not in kek.material  # the other side learns nothing of posts


def test_the_key_in_a_module_cannot_be_taken_out(request, settings):
    import pkcs11

    choose("pkcs11", request, settings)
    held = provider()
    kek = held.new_version("HOU", 1)
    with held._talking() as session:
        key = held._key(session, kek)
        with pytest.raises(pkcs11.AttributeSensitive):
            key[pkcs11.Attribute.VALUE]
        assert key[pkcs11.Attribute.EXTRACTABLE] is False


def test_what_is_sent_to_a_kms_says_nothing_of_posts_or_people(request, settings):
    choose("kms", request, settings)
    case = uuid.uuid4()
    create_key(case, POST)
    seal(case, "here", TOLD)
    bodies = [body for _, body in provider().far.recorded]
    sent = str(bodies).encode() + b"".join(
        base64.b64decode(value)
        for body in bodies
        for name, value in body.items()
        if name in ("plaintext", "associated_data")
    )
    assert TOLD.encode() not in sent and POST.encode() not in sent and case.bytes not in sent
    assert {path.split("/")[0] for path, _ in provider().far.recorded} == {"create", "encrypt", "decrypt"}


def test_a_network_goes_from_a_file_to_a_module_by_rotating(request, settings, store):
    case = uuid.uuid4()
    create_key(case, "HOU")
    blob = seal(case, "here", "told")
    choose("pkcs11", request, settings)
    assert unseal(case, "here", blob) == "told"  # the key says itself who holds it
    rotate("HOU")
    settings.KEYSTORE_ROOT.unlink()
    assert unseal(case, "here", blob) == "told"
    with answering() as keys:
        assert {row[0][:7] for row in keys.execute("SELECT wrapped FROM kek")} == {b"pkcs11:"}


def test_a_pin_that_others_can_read_opens_nothing(request, settings, tmp_path):
    choose("pkcs11", request, settings)
    loose = tmp_path / "pin"
    loose.write_text("123456")
    loose.chmod(0o644)
    settings.KEYSTORE_PIN_FILE = loose
    assert not provider().health().ok


def test_a_kind_nobody_knows_closes(settings):
    settings.KEYSTORE_PROVIDER = "abacus:/somewhere"
    with pytest.raises(KeystoreDown):
        create_key(uuid.uuid4(), "HOU")
