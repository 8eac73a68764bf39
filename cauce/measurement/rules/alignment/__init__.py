"""Did a case go through its steps in the order of the Protocol? The best reading of what was done."""

from .align import Alignment, align
from .order import earlier, turns

__all__ = ["Alignment", "align", "earlier", "turns"]
