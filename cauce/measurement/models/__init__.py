"""The tables of facts: coarse rows that only grow, the profiles beside them, and what joins or parts them."""

from .collected import Collected
from .fact import Fact
from .merge import Merge
from .period import Period
from .profile import Profile
from .seed import Seed

__all__ = ["Collected", "Fact", "Merge", "Period", "Profile", "Seed"]
