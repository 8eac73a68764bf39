from .editing import edit_entry, link_partners, seal_place, verify_entry
from .importing import Rehearsed, import_batch
from .interpreters import add_interpreter, change_interpreter

__all__ = [
    "Rehearsed",
    "add_interpreter",
    "change_interpreter",
    "edit_entry",
    "import_batch",
    "link_partners",
    "seal_place",
    "verify_entry",
]
