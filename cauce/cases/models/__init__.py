"""Tables of a case, one noun a file."""

from .act import CaseAct
from .assessment import Assessment
from .brought import BroughtCase, BroughtFile, BroughtMapping
from .case import Case
from .colleague import Opinion, Relief
from .consent import Consent
from .contact import SafeContact
from .death import Death, DeathTold
from .filled_form import FilledForm
from .handover import Handover
from .kept_filter import KeptFilter
from .letter import Letter, LetterSeries
from .outcome import Closing, ContactTry, OutcomeSitting
from .plan import PlanItem
from .recusal import Recusal
from .register import RegisterKey, RegisterNumber, RegisterOrder
from .reserved import HolderKey, ReservedText
from .risk import RiskReview
from .route import RouteEntry, RouteReminder
from .section import Section
