"""The only writes of corrections."""

from . import acts, plans
from .acts import correct_act, put_act
from .agreeing import agree_correction
from .forgetting import forget_reasons
from .plans import Line, correct_line

__all__ = ["Line", "agree_correction", "correct_act", "correct_line", "forget_reasons", "put_act"]

# What a second person agreed to, by its kind.
PUTS_RIGHT = {acts.KIND: acts.put_right, plans.KIND: plans.put_right}
