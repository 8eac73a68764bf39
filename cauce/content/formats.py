"""Which file of ``content/`` has which format. A file that matches nothing is no content.

The first pattern that matches wins, so special catalogues stand before the general one.
"""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Any

from cauce.content.model import (
    Action,
    ActKind,
    CatalogueEntry,
    Content,
    Coverage,
    EditionInfo,
    Fact,
    Parameter,
    Source,
)
from cauce.content.model_bank import BankItem, InstrumentFile
from cauce.content.model_branches import Branch
from cauce.content.model_catalogues import CatalogueInfo
from cauce.content.model_consent import ConsentPurpose, RecipientKind, ShareableField
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


@dataclass(frozen=True, slots=True)
class Format:
    """One format: the files it is for, its class, and whether a file holds a list of them."""

    name: str
    pattern: str
    model: type[Content]
    many: bool = True
    named_by: tuple[str, ...] = ("id",)  # what tells one from another inside the format
    written: type[Content] | None = None  # what a file says before it is completed; None: the same

    def key(self, one: Any) -> Any:
        """By what one object is found: its id, or a tuple where it takes more to name it."""
        found = tuple(getattr(one, name) for name in self.named_by)
        return found[0] if len(found) == 1 else found


FORMATS: tuple[Format, ...] = (
    Format("edition", "edition.yaml", EditionInfo, many=False),
    Format("sources", "sources.yaml", Source),
    Format("coverage", "coverage.yaml", Coverage, named_by=("section",)),
    Format("concepts", "concepts.yaml", Concept),
    Format("facts", "catalogues/facts.yaml", Fact),
    Format("acts", "catalogues/acts.yaml", ActKind),
    Format("branches", "catalogues/branches.yaml", Branch),
    Format("spaces", "catalogues/spaces.yaml", Space),
    Format("petition_kinds", "catalogues/petition_kinds.yaml", PetitionKind),
    Format("paper_kinds", "catalogues/paper_kinds.yaml", PaperKind),
    Format("consent_purposes", "catalogues/consent_purposes.yaml", ConsentPurpose),
    Format("recipient_kinds", "catalogues/recipient_kinds.yaml", RecipientKind),
    Format("shareable_fields", "catalogues/shareable_fields.yaml", ShareableField),
    Format("tables", "catalogues/catalogues.yaml", CatalogueInfo),
    Format("catalogue", "catalogues/*.yaml", CatalogueEntry),
    Format("parameters", "parameters/*.yaml", Parameter),
    Format("pathways", "pathways/*.yaml", Action),
    Format("law", "law/*.yaml", Law, many=False),
    Format("law_cases", "law/cases/*.yaml", LawCase),
    Format("tools", "toolbox/tool-*.yaml", Tool, many=False, named_by=("number", "version")),
    Format("bank", "toolbox/bank.yaml", BankItem),
    Format("topics", "toolbox/topics.yaml", Topic),
    Format(
        "toolbox",
        "toolbox/*.yaml",
        Instrument,
        many=False,
        named_by=("id", "version"),
        written=InstrumentFile,
    ),
    Format("contacts", "guide/contacts.yaml", SafeContact),
    Format("guide", "guide/pages.yaml", GuidePage),
    Format("routes", "routes/*.yaml", Route),
    Format("programmes", "programmes/*.yaml", Programme),
    Format("logframe", "logframe/*.yaml", LogframeRow),
    Format("releases", "publication/calendar.yaml", Release),
    Format("announced", "publication/tables.yaml", AnnouncedTable),
    Format("indicators", "indicators/*.yaml", Indicator, named_by=("id", "version")),
    Format("letters", "letters/*.yaml", LetterTemplate, many=False, named_by=("id", "version")),
    Format("kits", "kits/*.yaml", KitContent, many=False, named_by=("id", "version")),
    Format("registers", "registers/*.yaml", RegisterSheet, many=False),
    Format("outing_things", "outings/equipment.yaml", OutingThing),
    Format("outing_steps", "outings/plan.yaml", OutingStep),
    Format("cases", "cases/*.yaml", CaseFile),
    Format("kinship", "reunification/categories.yaml", KinCategory),
    Format("training", "training/*.yaml", Lesson, many=False),
    Format("translations", "translations/*/words.yaml", Translation, named_by=("of",)),
    Format("recordings", "audio/*/recordings.yaml", Recording, named_by=("of",)),
)
# Ids that were used once and must never be used again; a plain list of them.
RETIRED = "retired.yaml"


@lru_cache(maxsize=2048)
def format_of(path: str) -> Format | None:
    """The format of a file, by its path inside ``content/``; None: the file has no format."""
    for one in FORMATS:
        # fnmatch lets * cross a slash; a folder deeper than the pattern is not meant.
        if fnmatchcase(path, one.pattern) and path.count("/") == one.pattern.count("/"):
            return one
    return None
