from .editing import edit_entry, link_partners, seal_place, verify_entry
from .importing import Rehearsed, import_batch

__all__ = [
    "Rehearsed",
    "edit_entry",
    "import_batch",
    "link_partners",
    "seal_place",
    "verify_entry",
]
