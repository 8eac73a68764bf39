"""Which pages show something about a person who is attended, and so write that they were read.

Every route of doors.py is in one of the three; a new one fails until somebody decides.
"""

from __future__ import annotations

from .doors import DOORS

# Lists: exactly one entry, however many rows.
LISTS = frozenset({
    "partner:inbox", "disclosures:waiting", "protection:worklist", "protection:signatures", "field:arrivals",
    "auditor:journal", "auditor:looked", "auditor:unusual", "auditor:glass", "auditor:exports",
    "auditor:refusals", "proposals:list", "glass:reviews",
    "files:left", "rights:requests", "rights:endings", "transfers:list", "aid:home", "joins:list",
    "families:list",
    "transfers:leaving", "mexico:list", "mexico:post",
    "letters:list", "registers:home",
    "calls:home",
    "crews:list", "crews:board",
    "appointments:day", "appointments:week", "appointments:sheet",
    "returning:list", "returning:inbox",
    "searches:list", "searches:board",
    "protection:refer_group",
    "protection:envelopes",
    "colleagues:load", "colleagues:network",
    "voices:list", "voices:signals",
})  # fmt: skip
# One person's things: at least one entry.
CONTENT = frozenset(
    {
        "partner:request", "protection:sign", "protection:waiting", "field:arrival", "proposals:one",
        "glass:case", "glass:review", "transfers:ask", "transfers:answer", "aid:case", "aid:one",
        "joins:one", "joins:joint", "joins:touched",
        "transfers:desk", "mexico:one", "mexico:sign", "mexico:case", "mexico:ask",
        "calls:call", "calls:contact",
        "follow:case", "follow:closing", "follow:outcomes",
        "routes:sheet", "programmes:case", "registers:case", "letters:case", "letters:letter", "letters:packet", "letters:decide", "letters:paper",
        "returning:case", "returning:one", "linking:pair", "linking:counts",
        "history:one", "history:columns", "history:leave", "returning:look",
        "colleagues:home",  # two lists on one page: what came, and what waits for somebody
        "colleagues:opinion", "colleagues:case", "colleagues:sheet",
        "voices:one",
        "appointments:case", "appointments:one", "appointments:slip",
        "crews:case", "crews:together", "crews:shared", "crews:member", "crews:refer",
        "searches:passing", "searches:one", "searches:named", "searches:sealing",
    }
    | {
        f"disclosures:{page}"
        for page in (
            "authority", "contact", "demand", "exception", "log", "new_demand", "second", "sheet",
        )
    }  # fmt: skip
    | {f"families:{page}" for page in ("case", "about", "share", "add", "relative", "shared")}
    | {f"rights:{page}" for page in ("case", "request", "copy", "holds", "ending", "breach")}
    | {
        f"protection:{page}"
        for page in (
            "account", "acts", "assess", "case", "case_tool", "circumstances", "consent",
            "contest", "depart", "export", "form", "form_sheet", "forms", "history", "identity",
            "interview", "plan", "record", "refer", "refer_many", "referral",
            "referral_paper", "envelope", "envelope_sign", "reserved", "rights", "risk", "safety",
            "screening", "seen", "short", "message", "sitting", "sitting_result", "told", "tongue", "custody", "tool_sheet",
            "withdraw",
        )
    }
)  # fmt: skip
# Nothing about anybody attended: content, directory, numbers, posts, staff; or no page to GET.
SPACES_WITHOUT = {
    "analyst", "directory", "editions", "learning", "protocol", "readiness", "head", "headquarters", "demo",
    "alike", "window", "account", "accounts", "notices",
    "board", "machines",
    "entries", "reports", "outings",
}  # fmt: skip
WITHOUT = frozenset({
    "aid:kinds", "aid:budgets", "mexico:counts",
    "history:home", "linking:list", "linking:ask", "linking:run", "linking:one", "linking:quality",
    # numbers of paper and where it is; the page of a sheet is blank, and shows nothing of its case
    "kits:home", "kits:print", "kits:batch", "kits:paper", "kits:kit", "kits:enter", "kits:sheet",
    "calls:take", "calls:taken", "calls:roster", "calls:sheet",
    "crews:begin", "crews:open", "crews:numbers", "crews:join", "crews:drop",
    "home", "close", "auditor:key", "step_up", "glass:start", "glass:identity", "glass:close", "pace", "stay",
    "protection:card", "protection:find_out",
    "disclosures:count", "families:numbers",
    "letters:leave", "voices:hear",
    "registers:out", "registers:into", "registers:network", "registers:order",
    "searches:take", "searches:taken", "searches:new", "searches:counts",
    "returning:counts",
    "programmes:list",
    "files:list", "files:file", "files:take", "rights:home", "rights:authorisations",
    "rights:breaches", "rights:new_breach", "rights:breach_file",
    "protection:link_decide", "protection:link_seen", "protection:links", "protection:open",
    "protection:search", "protection:self_care", "protection:tool", "protection:tools",
    "protection:voice", "field:device", "field:devices", "field:form", "field:forms", "field:home",
    "field:incident", "field:incidents", "field:register",
})  # fmt: skip


def undecided() -> list[str]:
    """Routes that are in none of the three."""
    known = LISTS | CONTENT | WITHOUT
    return sorted(
        name for name in DOORS
        if name not in known and name.partition(":")[0] not in SPACES_WITHOUT
    )  # fmt: skip
