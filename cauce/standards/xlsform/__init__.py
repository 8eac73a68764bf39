"""An instrument as a form for ODK Collect and KoboCollect: XLSForm workbook and XForm."""

from .conditions import Paths, paths
from .sheets import Sheets, sheets
from .workbook import workbook
from .xform import Checked, check, xform

__all__ = ["Checked", "Paths", "Sheets", "check", "paths", "sheets", "workbook", "xform"]
