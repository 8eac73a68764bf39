from .correcting import Link, chase_entries, invite, review, say_by_link, say_of_own
from .editing import edit_entry, link_partners, seal_place, verify_entry
from .importing import Rehearsed, import_batch
from .interpreters import NameAndPhone, add_interpreter, change_interpreter
from .upkeep import (
    end_caution,
    record_agreed,
    record_sharing,
    remind_agreed,
    say_capacity,
    warn,
)

__all__ = [
    "Link",
    "NameAndPhone",
    "Rehearsed",
    "add_interpreter",
    "change_interpreter",
    "chase_entries",
    "edit_entry",
    "end_caution",
    "import_batch",
    "invite",
    "link_partners",
    "record_agreed",
    "record_sharing",
    "remind_agreed",
    "review",
    "say_by_link",
    "say_capacity",
    "say_of_own",
    "seal_place",
    "verify_entry",
    "warn",
]
