"""Reads ``content/`` into one immutable ``Edition``, and answers what was in force on a date.

Reading YAML is slow, so the parsed files are kept as JSON (``parsed_cache.py``). Nothing is guessed outside
its dates.
"""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from cauce.content.bank import BANK, bank_rows, expanded
from cauce.content.errors import BadInput, BadInputs, CauceError, NotInForce, unknown
from cauce.content.formats import RETIRED, format_of
from cauce.content.made import Key, Made
from cauce.content.model import (
    Action,
    ActKind,
    Coverage,
    EditionInfo,
    Fact,
    Parameter,
    ParameterValue,
    Source,
    Text,
)
from cauce.content.model_bank import BankItem
from cauce.content.model_branches import Branch
from cauce.content.model_catalogues import CatalogueInfo
from cauce.content.model_guide import GuidePage, SafeContact
from cauce.content.model_indicators import Indicator
from cauce.content.model_kinship import KinCategory
from cauce.content.model_kits import KitContent
from cauce.content.model_law import Concept, Law
from cauce.content.model_lawcases import LawCase
from cauce.content.model_letters import LetterTemplate
from cauce.content.model_logframe import LogframeRow
from cauce.content.model_outings import OutingStep, OutingThing
from cauce.content.model_papers import PaperKind
from cauce.content.model_petitions import PetitionKind
from cauce.content.model_programmes import Programme
from cauce.content.model_publication import AnnouncedTable, Release
from cauce.content.model_registers import RegisterSheet
from cauce.content.model_routes import Route
from cauce.content.model_spaces import Space
from cauce.content.model_toolbox import CaseFile, Instrument
from cauce.content.model_tools import Tool
from cauce.content.model_topics import Topic
from cauce.content.model_training import Lesson
from cauce.content.model_words import Recording, Translation
from cauce.content.parsed_cache import from_kept, keep
from cauce.content.prose import PROSE, Prose, read_prose
from cauce.content.vocabulary import Vocabulary, vocabulary_of
from cauce.methods.folders import CONTENT, content_folder

bad_input = BadInputs(__file__)


@dataclass(frozen=True, eq=False)
class Edition:
    """Everything that ``content/`` says, by id, in the order of the files. Compared by identity.

    ``tools`` holds the newest version of each of the twenty by number (T1 … T20, in that order);
    ``instruments`` holds the newest version of each; ``instrument_versions`` all, by (id, version),
    for the answers that were given under an older one.
    """

    info: EditionInfo
    actions: Mapping[str, Action]
    facts: Mapping[str, Fact]
    acts: Mapping[str, ActKind]
    branches: Mapping[str, Branch]
    parameters: Mapping[str, Parameter]
    sources: Mapping[str, Source]
    concepts: Mapping[str, Concept]
    laws: Mapping[str, Law]
    spaces: Mapping[str, Space]
    petition_kinds: Mapping[str, PetitionKind]
    paper_kinds: Mapping[str, PaperKind]
    vocabulary: Vocabulary  # of consent: what is asked, who may be told, which data
    bank: Mapping[str, BankItem]
    instruments: Mapping[str, Instrument]
    instrument_versions: Mapping[tuple[str, int], Instrument]
    tools: Mapping[str, Tool]
    tool_versions: Mapping[tuple[str, int], Tool]
    cases: Mapping[str, CaseFile]
    kinship: Mapping[str, KinCategory]  # who may come under which category
    coverage: Mapping[str, Coverage]
    contacts: Mapping[str, SafeContact]  # of the public guide
    guide: Mapping[str, GuidePage]
    routes: Mapping[str, Route]  # of relief, and labour remedies
    programmes: Mapping[str, Programme]  # of both governments
    logframe: Mapping[str, LogframeRow]  # of the donors' report
    releases: Mapping[str, Release]  # what is published, and on which day
    announced: Mapping[str, AnnouncedTable]  # the fixed set of tables
    indicators: Mapping[str, Indicator]  # the newest version of each
    indicator_versions: Mapping[tuple[str, int], Indicator]
    letters: Mapping[str, LetterTemplate]  # the newest version of each template
    letter_versions: Mapping[tuple[str, int], LetterTemplate]
    registers: Mapping[str, RegisterSheet]  # beside ours, in their order
    outing_things: Mapping[str, OutingThing]  # what a mobile consulate takes along, in order
    outing_steps: Mapping[str, OutingStep]  # its plan of the day, in order
    kits: Mapping[str, KitContent]  # blank sheets for an outage: the newest version of each
    kit_versions: Mapping[tuple[str, int], KitContent]
    lessons: Mapping[str, Lesson]
    translations: Mapping[str, Mapping[str, Translation]]  # by language, then by place
    recordings: Mapping[str, Mapping[str, Recording]]  # of Spanish and English itself, likewise
    prose: Mapping[tuple[str, str], Prose]  # by (section, language): ("2-identification", "es")
    catalogues: Mapping[str, tuple[Any, ...]]  # YAML: CatalogueEntry; CSV: a dict per row
    tables: Mapping[str, CatalogueInfo]  # what each catalogue is: source, date, licence
    retired: frozenset[str]
    hash: str
    file_hash: Mapping[str, str]
    root: Path
    law_cases: Mapping[str, LawCase] = field(default_factory=dict)  # an older edition has none
    topics: Mapping[str, Topic] = field(default_factory=dict)  # likewise
    made: Made = field(default_factory=Made, repr=False)  # what other editions share of it

    @cached_property
    def role_titles(self) -> Mapping[str, Text]:
        """What each role is called, by its id; empty: an edition without that catalogue."""
        return {one.id: one.title for one in self.catalogues.get("roles", ())}


FEW = 100  # files that are parsed as soon as those of another folder are looked at


def content_root(root: Path | None = None) -> Path:
    """The folder that is read: the one named, else CAUCE_CONTENT, else the one that came with the program."""
    return content_folder() if root is None else Path(root).resolve()


def content_files(root: Path) -> dict[str, Path]:
    """Every YAML, CSV and prose file below the folder by its path inside it; BadInput without a folder."""
    if not root.is_dir():
        raise bad_input("there_is_no_content_folder_name", where=str(root), name=root.name)
    found = sorted(path for path in root.rglob("*") if path.suffix in (".yaml", ".csv"))
    found += sorted((root / PROSE).glob("[0-9]*.md"))
    return {path.relative_to(root).as_posix(): path for path in found if path.is_file()}


def hashes_of(files: Mapping[str, bytes]) -> tuple[str, dict[str, str]]:
    """The hash of the whole content and of each file (SHA-256, in hexadecimal)."""
    each = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
    lines = "".join(f"{path}\0{each[path]}\n" for path in sorted(each))
    return hashlib.sha256(lines.encode()).hexdigest(), each


def _unreadable(path: str, problem: object) -> BadInput:
    first = " ".join(str(problem).split())
    return bad_input("cannot_be_read", where=path, first=first)


def _parse(path: str, data: bytes) -> Any:
    """One file as plain JSON values: YAML as it is, CSV as a list of rows by column name."""
    from ruamel.yaml.error import YAMLError

    from cauce.content.yaml import reader

    try:
        text = data.decode("utf-8-sig")
        if path.endswith(".csv"):
            return list(csv.DictReader(io.StringIO(text, newline="")))
        if path.endswith(".md"):
            return text
        raw = reader().load(text)
        # Through JSON at once, so that a first reading and one from the cache see the same values.
        return json.loads(json.dumps(raw, ensure_ascii=False, default=str))
    except (UnicodeDecodeError, YAMLError, ValueError, TypeError, csv.Error) as problem:
        raise _unreadable(path, problem) from None


def _objects(path: str, raw: Any) -> list[Any]:
    """The content of one YAML file as objects of its format."""
    form = format_of(path)
    if form is None:
        return []
    rows = (raw or []) if form.many else [raw]
    try:
        return [form.model.model_validate(row) for row in rows]
    except (ValidationError, TypeError) as problem:
        raise _unreadable(path, problem) from None


def _gather(
    parsed: Mapping[str, Any], each: Mapping[str, str], made: Made
) -> tuple[dict[str, dict[Any, Any]], dict[str, tuple[Any, ...]]]:
    """The objects of every format, by its name and then by id; and the catalogues by their name."""
    by_format: dict[str, dict[Any, Any]] = {}
    catalogues: dict[str, tuple[Any, ...]] = {}
    bank = bank_rows(parsed.get(BANK))
    for path, raw in parsed.items():
        form, stem = format_of(path), Path(path).stem
        same: Key = (path, each[path])
        if path.endswith(".csv"):
            catalogues[stem] = made.get(same, partial(tuple, raw))
        elif path.endswith(".md"):
            prose = made.get(same, partial(read_prose, path, raw))
            by_format.setdefault("prose", {})[prose.section, prose.language] = prose
        elif form is None:
            continue
        elif form.name == "catalogue":
            catalogues[stem] = tuple(made.get(same, partial(_objects, path, raw)))
        elif form.name in ("translations", "recordings"):
            spoken = by_format.setdefault(form.name, {}).setdefault(Path(path).parts[1], {})
            spoken.update((one.of, one) for one in made.get(same, partial(_objects, path, raw)))
        else:
            held = by_format.setdefault(form.name, {})
            if form.name == "toolbox":
                raw, same = expanded(raw, bank, path), (*same, each.get(BANK, ""))
            held.update((form.key(one), one) for one in made.get(same, partial(_objects, path, raw)))
    return by_format, catalogues


def _newest(versions: Mapping[tuple[str, int], Any]) -> dict[str, Any]:
    return {name: versions[name, number] for name, number in sorted(versions)}


def _in_order(found: Mapping[str, Any]) -> dict[str, Any]:
    """By the order that each states of itself."""
    return dict(sorted(found.items(), key=lambda pair: pair[1].order))


def _by_number(tools: Mapping[str, Tool]) -> dict[str, Tool]:
    """T2 before T10."""
    return {name: tools[name] for name in sorted(tools, key=lambda name: int(name[1:]))}


def _build(root: Path, parsed: Mapping[str, Any], digest: str, each: dict[str, str]) -> Edition:
    made = Made()
    held, catalogues = _gather(parsed, each, made)
    made.done()
    if not held.get("edition"):
        raise _unreadable("edition.yaml", "no existe / it does not exist")
    return Edition(
        info=next(iter(held["edition"].values())),
        actions=held.get("pathways", {}),
        facts=held.get("facts", {}),
        acts=held.get("acts", {}),
        branches=held.get("branches", {}),
        parameters=held.get("parameters", {}),
        sources=held.get("sources", {}),
        concepts=held.get("concepts", {}),
        laws=held.get("law", {}),
        law_cases=held.get("law_cases", {}),
        topics=held.get("topics", {}),
        spaces=held.get("spaces", {}),
        petition_kinds=held.get("petition_kinds", {}),
        paper_kinds=held.get("paper_kinds", {}),
        vocabulary=vocabulary_of(held),
        bank=held.get("bank", {}),
        instruments=_newest(held.get("toolbox", {})),
        instrument_versions=held.get("toolbox", {}),
        tools=_by_number(_newest(held.get("tools", {}))),
        tool_versions=held.get("tools", {}),
        cases=held.get("cases", {}),
        kinship=held.get("kinship", {}),
        coverage=held.get("coverage", {}),
        contacts=held.get("contacts", {}),
        guide=held.get("guide", {}),
        routes=held.get("routes", {}),
        programmes=held.get("programmes", {}),
        logframe=held.get("logframe", {}),
        releases=held.get("releases", {}),
        announced=held.get("announced", {}),
        indicators=_in_order(_newest(held.get("indicators", {}))),
        indicator_versions=held.get("indicators", {}),
        letters=_newest(held.get("letters", {})),
        letter_versions=held.get("letters", {}),
        registers=_in_order(held.get("registers", {})),
        outing_things=_in_order(held.get("outing_things", {})),
        outing_steps=_in_order(held.get("outing_steps", {})),
        kits=_newest(held.get("kits", {})),
        kit_versions=held.get("kits", {}),
        lessons=held.get("training", {}),
        translations=held.get("translations", {}),
        recordings=held.get("recordings", {}),
        prose=held.get("prose", {}),
        catalogues=catalogues,
        tables=held.get("tables", {}),
        retired=frozenset(parsed.get(RETIRED) or ()),
        hash=digest,
        file_hash=each,
        root=root,
        made=made,
    )


def _as_shipped(root: Path, each: Mapping[str, str]) -> dict[str, Any]:
    """Those files of another folder that came with the program too, as they were kept; empty: none."""
    if root == CONTENT or len(each) < FEW or not CONTENT.is_dir():
        return {}
    digest, ours = hashes_of({path: file.read_bytes() for path, file in content_files(CONTENT).items()})
    known = from_kept(CONTENT, digest, ours) or {}
    return {path: known[path] for path in each if path in known and each[path] == ours[path]}


def edition_of(
    files: Mapping[str, bytes],
    root: Path,
    parsed: Mapping[str, Any] | None = None,
    kept: bool = True,
) -> Edition:
    """The edition that these files are. BadInput when they cannot be read.

    ``parsed``: files of the same bytes that were parsed already; None: nobody has any in hand. ``kept``:
    what is parsed is kept beside ``root`` for the next process, and what was kept is used.
    """
    digest, each = hashes_of(files)
    known = from_kept(root, digest, files) if kept else None
    if known is not None:
        with contextlib.suppress(CauceError):  # not what we wrote: the files themselves decide
            return _build(root, known, digest, each)
    if parsed is None and kept and (shared := _as_shipped(root, each)):
        with contextlib.suppress(CauceError):  # likewise
            return edition_of(files, root, shared)
    have = parsed or {}
    read = {path: have[path] if path in have else _parse(path, data) for path, data in files.items()}
    if kept:
        keep(root, digest, read)
    return _build(root, read, digest, each)


def parsed_of(like: Edition, files: Mapping[str, bytes]) -> dict[str, Any]:
    """Those of these files that an edition has too, as they were kept when it was parsed; empty: none."""
    known = from_kept(like.root, like.hash, like.file_hash) or {}
    each = hashes_of(files)[1]
    return {path: known[path] for path in files if path in known and each[path] == like.file_hash[path]}


@lru_cache(maxsize=8)
def _load(root: Path) -> Edition:
    return edition_of({path: file.read_bytes() for path, file in content_files(root).items()}, root)


def seed_cache(root: Path, like: Edition) -> None:
    """Parse only the files of a folder that differ from an edition that is known already.

    Of one whose parsed files are kept beside that edition, none. Without effect when those of neither are
    kept. BadInput as ``load_edition``.
    """
    files = {path: file.read_bytes() for path, file in content_files(root).items()}
    if known := from_kept(like.root, hashes_of(files)[0], files) or parsed_of(like, files):
        edition_of(files, root, known)


def load_edition(root: Path | None = None) -> Edition:
    """The edition in that folder, read once per process. BadInput when it cannot be read."""
    return _load(content_root(root))


def forget() -> None:
    """Read the folder again at the next call (a test or a preview changed it)."""
    _load.cache_clear()


def parameter_on(edition: Edition, id: str, date: dt.date) -> ParameterValue:
    """The value in force on that date. Unknown without the id; NotInForce before its first value."""
    if id not in edition.parameters:
        raise unknown("parámetros", "parameters", id, edition.parameters, "parameters")
    values = edition.parameters[id].values
    holding = [value for value in values if value.in_force_from <= date]
    if not holding:
        first = min(value.in_force_from for value in values).isoformat()
        raise NotInForce(
            f"el {date.isoformat()} el parámetro «{id}» aún no tenía valor.",
            f"on {date.isoformat()} the parameter '{id}' had no value yet.",
            where=f"parameters/{id}",
            cure_es=f"Su primer valor rige desde el {first}; use una fecha posterior.",
            cure_en=f"Its first value is in force from {first}; use a later date.",
        )
    return max(holding, key=lambda value: value.in_force_from)
