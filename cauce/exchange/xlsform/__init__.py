"""An instrument as a form for ODK Collect and KoboCollect: XLSForm workbook and XForm."""

from .conditions import Paths, paths
from .sheets import Language, Sheets, sheets
from .workbook import workbook
from .xform import Checked, check, xform

__all__ = [
    "Checked", "Language", "Paths", "Sheets", "check", "paths", "sheets", "workbook", "xform",
]  # fmt: skip
