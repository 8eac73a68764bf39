"""The tables of measurement, one noun a file: facts that only grow, what is published, and what was spent."""

from .closing import WeeklyClosing
from .collected import Collected
from .fact import Fact
from .kept_units import KeptUnits
from .merge import Merge
from .partner_total import PartnerTotal
from .period import Period
from .post_sums import PostSums
from .profile import Profile
from .seed import Seed
from .statistics_edition import StatisticsEdition
from .statistics_file import StatisticsFile
from .synthetic_draw import SyntheticDraw
from .year_estimate import YearEstimate

__all__ = [
    "WeeklyClosing",
    "Collected",
    "Fact",
    "KeptUnits",
    "Merge",
    "PartnerTotal",
    "Period",
    "PostSums",
    "Profile",
    "Seed",
    "StatisticsEdition",
    "StatisticsFile",
    "SyntheticDraw",
    "YearEstimate",
]
