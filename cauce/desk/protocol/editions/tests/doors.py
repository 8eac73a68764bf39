"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import PROTECTION, STAFF, Door, lists, things

DOORS: dict[str, Door] = {
    # editions: everybody of the service reads which one holds; drafts are headquarters' alone
    "editions:list": lists(*STAFF),
    "editions:new": lists("sofia"),
    "editions:annex": lists(*PROTECTION, "aurora"),
    "editions:edition": things("sofia"),
    "editions:trial": things("sofia"),
    "editions:decide": things("sofia"),
    "editions:copy": things("sofia"),
    "editions:deadline": things("sofia"),
    "editions:wording": things("sofia"),
    "editions:files": things("sofia"),
    "editions:file": things("sofia"),
}
