"""A telephone in the field, and what it does, for tests: as ODK Collect does it, byte for byte.

``Phone`` speaks OpenRosa over HTTP, fills forms, encrypts them when they are finalised (AES-256 in
CFB, a vector for every file, RSA-OAEP with the mask of Android or of others) and sends their files
in as many requests as it is told.
"""

from __future__ import annotations

import base64
import hashlib
import http.client
import os
import re
import uuid
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.serialization import load_der_public_key
from django.utils import timezone

from cauce.intake.collection import actions as collection
from cauce.intake.collection.reading import Filled
from cauce.protocol.editions.access import current_edition
from cauce.rules.field_form import code_of, version_of
from cauce.rules.permissions import SYSTEM
from cauce.staff.offices.models import Incident

ENCRYPTED = "http://opendatakit.org/submissions"
OPENROSA = "http://openrosa.org/xforms"


def one_of_each(actor, post) -> dict[str, Any]:
    """A telephone, a form that came, and an incident of a post: name of the place → id."""
    now = timezone.now()
    lost = collection.register(actor=actor, post=post, name="Teléfono 9", forms=[], at=now).device
    collection.lose(actor=actor, device=lost, at=now)
    came = collection.receive_answers(
        actor=SYSTEM,
        post=post,
        form=collection.FormFilled(
            form_id="formato-c",
            version="1",
            instance_id="r-1",
            filled=Filled(answers={"danger_now": "yes"}),
            data=b"{}",
        ),
        at=now,
    )
    return {
        "device_id": lost.id,
        "arrival_id": came.arrival.id,
        "form_code": "formato-a",
        "kind": "fhir",
        "incident_id": Incident.objects.get(about=str(lost.id)).id,
    }


def submission(form_id: str, version: str, answers: dict[str, str], **more: str) -> bytes:
    """A filled form as it lies on the telephone before it is finalised."""
    instance = more.pop("instance", f"uuid:{uuid.uuid4()}")
    old = more.pop("deprecated", "")
    meta = f"<orx:instanceID>{instance}</orx:instanceID>"
    if old:
        meta = f"<orx:deprecatedID>{old}</orx:deprecatedID>{meta}"
    rows = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in {**answers, **more}.items())
    return (
        f'<data xmlns:orx="{OPENROSA}" id="{form_id}" version="{version}">{rows}'
        f"<orx:meta>{meta}</orx:meta></data>"
    ).encode()


def current(instrument: str, answers: dict[str, str], **more: str) -> bytes:
    """A form of an instrument in its newest version, filled."""
    edition = current_edition()
    version = version_of(edition, edition.instruments[instrument])
    return submission(code_of(edition, instrument), version, answers, **more)


def fill(form: bytes, answers: dict[str, str], *, instance: str = "", deprecated: str = "") -> bytes:
    """Fill the form that was downloaded: its own empty instance, with these values in their places.

    What is named and the form has not is a mistake of the test. Notes and running values stay as
    they are; the telephone works those out and they count for nothing here.
    """
    xforms, root = "http://www.w3.org/2002/xforms", ElementTree.fromstring(form)  # noqa: S314
    data = root.find(f".//{{{xforms}}}model/{{{xforms}}}instance/*")
    left = dict(answers)
    for one in data.iter():
        name = one.tag.rpartition("}")[2]
        if name in left:
            one.text = left.pop(name)
    assert not left, f"the form has no {sorted(left)}"
    meta = next(one for one in data.iter() if one.tag.endswith("meta"))
    meta.tag = f"{{{OPENROSA}}}meta"
    for one in list(meta):
        meta.remove(one)
    for name, text in (
        ("deprecatedID", deprecated),
        ("instanceID", instance or f"uuid:{uuid.uuid4()}"),
    ):
        if text:
            ElementTree.SubElement(meta, f"{{{OPENROSA}}}{name}").text = text
    return ElementTree.tostring(data)


@dataclass
class Finalised:
    """What a telephone keeps of a finished form: the manifest and its encrypted files."""

    instance: str
    xml: bytes
    files: dict[str, bytes] = field(default_factory=dict)


def _oaep(key, data: bytes, mask) -> str:
    scheme = padding.OAEP(padding.MGF1(mask()), hashes.SHA256(), None)
    return base64.b64encode(key.encrypt(data, scheme)).decode()


def finalise(
    public: str, xml: bytes, media: dict[str, bytes] | None = None, *, mask=hashes.SHA1, key=None
) -> Finalised:
    """Encrypt a filled form with the key that its form carries, as Collect does."""
    root = ElementTree.fromstring(xml)  # noqa: S314 - our own
    form_id, version = root.get("id"), root.get("version") or ""
    instance = root.findtext(f".//{{{OPENROSA}}}instanceID")
    rsa, secret = load_der_public_key(base64.b64decode(public)), key or os.urandom(32)
    seed = bytearray(hashlib.md5(instance.encode() + secret).digest())  # noqa: S324
    wrapped, files, signed = _oaep(rsa, secret, mask), {}, []
    for turn, (name, body) in enumerate([*(media or {}).items(), ("submission.xml", xml)]):
        seed[turn % 16] = (seed[turn % 16] + 1) % 256
        pad = 16 - len(body) % 16
        lock = Cipher(AES(secret), CFB(bytes(seed))).encryptor()
        files[f"{name}.enc"] = lock.update(body + bytes([pad]) * pad) + lock.finalize()
        signed.append(f"{name}::{hashlib.md5(body).hexdigest()}")  # noqa: S324
    lines = [form_id, *([version] if version else []), wrapped, instance, *signed]
    digest = hashlib.md5("".join(f"{line}\n" for line in lines).encode()).digest()  # noqa: S324
    listed = "".join(f"<media><file>{name}.enc</file></media>" for name in media or {})
    manifest = (
        f'<data xmlns="{ENCRYPTED}" encrypted="yes" id="{form_id}" version="{version}">'
        f"<base64EncryptedKey>{wrapped}</base64EncryptedKey>"
        f'<orx:meta xmlns:orx="{OPENROSA}"><orx:instanceID>{instance}</orx:instanceID></orx:meta>'
        f"{listed}<encryptedXmlFile>submission.xml.enc</encryptedXmlFile>"
        f"<base64EncryptedElementSignature>{_oaep(rsa, digest, mask)}"
        "</base64EncryptedElementSignature></data>"
    )
    return Finalised(instance, manifest.encode(), files)


def multipart(xml: bytes, files: dict[str, bytes], *, more: bool = False) -> tuple[bytes, str]:
    """The body of a request and its content type."""
    boundary, body = f"----{uuid.uuid4().hex}", b""
    parts = [("xml_submission_file", "submission.xml", "text/xml", xml)]
    parts += [(name, name, "application/octet-stream", data) for name, data in files.items()]
    for name, file, kind, data in parts:
        body += (
            (
                f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n'
                f"Content-Type: {kind}\r\nContent-Transfer-Encoding: binary\r\n\r\n"
            ).encode()
            + data
            + b"\r\n"
        )
    if more:
        body += (
            f'--{boundary}\r\nContent-Disposition: form-data; name="*isIncomplete*"\r\n\r\nyes\r\n'
        ).encode()
    return body + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


@dataclass
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Phone:
    """A telephone with ODK Collect and the settings that its QR code gave it."""

    def __init__(self, server: str) -> None:
        self.server = server
        self.forms: dict[str, bytes] = {}

    def ask(self, method: str, address: str, body: bytes | None = None, **headers: str) -> Reply:
        parts = urlsplit(address)
        line = http.client.HTTPConnection(parts.netloc, timeout=60)
        try:
            sent = {"X-OpenRosa-Version": "1.0", "User-Agent": "org.odk.collect/2026.1"}
            line.request(method, f"{parts.path}?{parts.query}", body, {**sent, **headers})
            said = line.getresponse()
            return Reply(said.status, {k.lower(): v for k, v in said.getheaders()}, said.read())
        finally:
            line.close()

    def list(self, **asked: str) -> list[dict[str, str]]:
        """What the server offers of what is asked."""
        said = self.ask("GET", f"{self.server}/formList?{urlencode(asked)}")
        assert said.status == 200 and said.headers["x-openrosa-version"] == "1.0"
        root = ElementTree.fromstring(said.body)  # noqa: S314
        return [{e.tag.rpartition("}")[2]: e.text or "" for e in one} for one in root]

    def fetch(self, row: dict[str, str]) -> bytes:
        """Download a form and see that it is the one that was announced."""
        body = self.ask("GET", row["downloadUrl"]).body
        assert f"md5:{hashlib.md5(body).hexdigest()}" == row["hash"]  # noqa: S324
        self.forms[row["formID"]] = body
        return body

    def media(self, row: dict[str, str]) -> dict[str, bytes]:
        """Download the files of a form; none when it announces no manifest."""
        if not row.get("manifestUrl"):
            return {}
        root = ElementTree.fromstring(self.ask("GET", row["manifestUrl"]).body)  # noqa: S314
        found = {}
        for one in root:
            file = {e.tag.rpartition("}")[2]: e.text or "" for e in one}
            body = self.ask("GET", file["downloadUrl"]).body
            assert f"md5:{hashlib.md5(body).hexdigest()}" == file["hash"]  # noqa: S324
            found[file["filename"]] = body
        return found

    def public(self, code: str) -> str:
        """The key that a downloaded form carries."""
        return re.search(rb'base64RsaPublicKey="([^"]+)"', self.forms[code])[1].decode()

    def finish(self, code: str, answers: dict[str, str], **how: Any) -> Finalised:
        """Fill a downloaded form and finalise it with the key that it carries."""
        given = {key: how.pop(key) for key in ("instance", "deprecated") if key in how}
        return finalise(self.public(code), fill(self.forms[code], answers, **given), **how)

    def address(self) -> str:
        """Where to send, as the server says when asked with HEAD."""
        said = self.ask("HEAD", f"{self.server}/submission")
        assert said.status == 204
        self.largest = int(said.headers["x-openrosa-accept-content-length"])
        return said.headers["location"]

    def send(self, form: Finalised, *, files: list[str] | None = None, more: bool = False) -> Reply:
        """Send a finished form with these of its files (None: all)."""
        chosen = {n: d for n, d in form.files.items() if files is None or n in files}
        body, kind = multipart(form.xml, chosen, more=more)
        return self.ask("POST", self.address(), body, **{"Content-Type": kind})
