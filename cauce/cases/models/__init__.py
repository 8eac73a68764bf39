"""Tables of a case, one noun a file."""

from .act import CaseAct
from .assessment import Assessment
from .case import Case
from .consent import Consent
from .contact import SafeContact
from .death import Death, DeathTold
from .filled_form import FilledForm
from .letter import Letter, LetterSeries
from .outcome import Closing, ContactTry, OutcomeSitting
from .plan import PlanItem
from .reserved import HolderKey, ReservedText
from .risk import RiskReview
from .route import RouteEntry, RouteReminder
from .section import Section

__all__ = [
    "Assessment", "Case", "CaseAct", "Closing", "Consent", "ContactTry", "Death", "DeathTold", "FilledForm", "HolderKey", "Letter",
    "LetterSeries", "OutcomeSitting", "PlanItem", "ReservedText", "RiskReview", "RouteEntry", "RouteReminder",
    "SafeContact", "Section",
]  # fmt: skip
