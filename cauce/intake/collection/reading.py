"""What a telephone sent, read without trust: no entity, no document type, nothing that is unknown
passes for an answer."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder

from cauce.content.errors import BadInput, BadInputs
from cauce.content.model_toolbox import Instrument
from cauce.custody.keystore import Locked
from cauce.protocol.documents.unpacking import Unread, ask
from cauce.rules.screening import ANSWERS

bad_input = BadInputs(__file__)

# What every form has beside the items of its instrument (see cauce.standards.xlsform).
TURN, AGREED, START, END = "turn", "agreed", "start", "end"
OF_THE_FORM = (TURN, AGREED, START, END)
NOT_AN_ANSWER = re.compile(r"(?:halt|note|group)_\w+")
TURN_FORM = re.compile(r"[A-Za-z]{0,2}-?\d{1,6}", re.ASCII)  # a number: a name does not pass
_CODE = re.compile(r"[a-z0-9_]{1,30}")
NOT_ASKED = ("", "not_asked")
FILE_NAME = re.compile(r"[A-Za-z0-9][\w.() -]{0,140}")
DEEPEST, MOST = 20, 2_000
DEEPEST_XML = 2_000  # levels that are read at all: what is deeper than DEEPEST is set aside, not lost
LONGEST_ID = 100
LARGEST_XML = 256 * 1024  # a filled form has some kilobytes; reading many more would hold up a post


def unreadable(why_es: str, why_en: str) -> BadInput:
    return bad_input("the_form_cannot_be_read", where="xml_submission_file", why_es=why_es, why_en=why_en)


def too_much() -> BadInput:
    """What is beside the form is more than any form of ours has."""
    return bad_input("it_brings_more_files_than_form_has", where="media")


def check_names(files: Mapping[str, bytes]) -> None:
    """Refuse a file whose name is no file's name. Raises ``BadInput``."""
    for name in files:
        if not FILE_NAME.fullmatch(name):
            raise bad_input("file_beside_form_has_name_is_not", where="media")


@dataclass(frozen=True, slots=True)
class Envelope:
    """One submission as its XML says. ``locked`` None: it is not encrypted."""

    form_id: str
    version: str
    instance_id: str
    deprecated_id: str  # "": it corrects no other
    locked: Locked | None
    root: Element


@dataclass(frozen=True, slots=True)
class Filled:
    """What a form says. ``turn`` "": none; ``agreed`` None: not asked; instants None: not said."""

    answers: dict[str, str]
    turn: str = ""
    agreed: bool | None = None
    started: dt.datetime | None = None
    ended: dt.datetime | None = None
    unknown: list[str] = field(default_factory=list)  # questions that the version has not
    wrong: list[str] = field(default_factory=list)  # questions with a value that is no answer
    files: list[str] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)  # the codes that stood in the wrong ones


def coded(value: str) -> str:
    """A value that is no answer of ours, if it is a code; "" for anything typed: it may be a name."""
    return value if _CODE.fullmatch(value) else ""


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _parse(data: bytes) -> Element:
    if len(data) > LARGEST_XML:
        raise unreadable("es demasiado grande.", "it is too large.")
    built = TreeBuilder()
    opened: list[str] = []

    def take(told: Any) -> None:
        """One tag or text, as the reader of markup gives them."""
        if told is None:
            built.end(opened.pop())
        elif isinstance(told, str):
            built.data(told)
        else:
            name, attributes = told
            opened.append(name)
            built.start(name, attributes)

    try:
        ask("markup", data, take, elements=LARGEST_XML // len("<a/>"), depth=DEEPEST_XML)
        return built.close()
    except Unread as problem:
        if problem.of_now:
            raise
        raise unreadable(
            "llegó cortado o no es un formato.", "it arrived incomplete or is not a form."
        ) from problem


def _first(root: Element, name: str) -> str:
    for one in root.iter():
        if local(one) == name:
            return (one.text or "").strip()
    return ""


def _meta(root: Element, name: str) -> str:
    for meta in root.iter():
        if local(meta) == "meta":
            for one in meta:
                if local(one) == name:
                    return (one.text or "").strip()
    return ""


def read_envelope(data: bytes) -> Envelope:
    """What form, version and instance it is. Raises ``BadInput`` when it cannot be read."""
    root = _parse(data)
    form_id = root.get("id") or ""
    version, instance = (
        root.get("version") or "",
        _meta(root, "instanceID") or root.get("instanceID") or "",
    )
    if not form_id or len(form_id) > 64 or len(version) > 64:
        raise unreadable("no dice qué formato es.", "it does not say which form it is.")
    if not instance or len(instance) > LONGEST_ID:
        raise unreadable("no trae su número de envío.", "its instance id is missing.")
    return Envelope(
        form_id,
        version,
        instance,
        _meta(root, "deprecatedID"),
        _locked(root, form_id, version, instance),
        root,
    )


def _locked(root: Element, form_id: str, version: str, instance: str) -> Locked | None:
    if root.get("encrypted") != "yes":
        return None
    names = [(one.text or "").strip() for one in root.iter() if local(one) == "file"]
    main = _first(root, "encryptedXmlFile")
    if not main or not _first(root, "base64EncryptedKey"):
        raise unreadable("le faltan partes del cifrado.", "parts of its encryption are missing.")
    return Locked(
        form_id,
        version,
        instance,
        _first(root, "base64EncryptedKey"),
        _first(root, "base64EncryptedElementSignature"),
        [*names, main],
    )


def _leaves(element: Element, depth: int = 0) -> Iterator[tuple[str, str]]:
    if depth > DEEPEST:
        raise unreadable("tiene demasiados niveles.", "it has too many levels.")
    for one in element:
        name = local(one)
        if name == "meta":
            continue
        if len(one):
            yield from _leaves(one, depth + 1)
        else:
            yield name, (one.text or "").strip()


def _instant(text: str) -> dt.datetime | None:
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def read_filled(
    root: Element,
    instrument: Instrument | None,
    files: Mapping[str, Any] = {},  # noqa: B006
) -> Filled:
    """The answers, and everything that does not fit this version of the instrument.

    ``instrument`` None: it is none of ours, so no question is known.
    """
    known = {item.id for item in instrument.items} if instrument else set()
    answers: dict[str, str] = {}
    other: dict[str, str] = {}
    unknown: list[str] = []
    wrong: list[str] = []
    said: dict[str, str] = {}
    for count, (name, value) in enumerate(_leaves(root)):
        if count > MOST:
            raise unreadable("tiene demasiadas preguntas.", "it has too many questions.")
        if name in known:
            if value in ANSWERS:
                answers[name] = value
            elif value not in NOT_ASKED:
                wrong.append(name)
                said[name] = coded(value)
        elif name in OF_THE_FORM:
            other[name] = value
        elif not NOT_AN_ANSWER.fullmatch(name):
            unknown.append(name[:80])
    if other.get(TURN) and not TURN_FORM.fullmatch(other[TURN]):
        wrong.append(TURN)
    return Filled(
        answers=answers,
        turn=other.get(TURN, "") if TURN not in wrong else "",
        agreed={"yes": True, "no": False}.get(other.get(AGREED, "")),
        started=_instant(other.get(START, "")),
        ended=_instant(other.get(END, "")),
        unknown=unknown,
        wrong=wrong,
        files=sorted(files),
        said=said,
    )
