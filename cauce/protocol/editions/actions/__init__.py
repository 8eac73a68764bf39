"""The only writes of editions and of what posts add, one idea a file."""

from .annexing import approve_annex, draft_annex, drop_annex_draft
from .deciding import approve, propose, return_to_draft, withdraw
from .drafting import adopt, draft, drop_file, save_file, save_files, set_date
from .taking import Taken, take
from .trying import record_trial

__all__ = [
    "Taken",
    "adopt",
    "approve",
    "approve_annex",
    "draft",
    "draft_annex",
    "drop_annex_draft",
    "drop_file",
    "propose",
    "record_trial",
    "return_to_draft",
    "save_file",
    "save_files",
    "set_date",
    "take",
    "withdraw",
]
