"""The only writes of what a post must have ready. Each act rewrites the obligations of its post."""

from .adopting import Privacy, adopt, check_space, set_up_privacy
from .agreeing import AgreementSigned, end_agreement, record_agreement
from .informing import call_off_outreach, hold_outreach, plan_outreach
from .knowing import DirectoryFound, review_directory, save_sheet
from .loading import load_post
from .looking import look_again, remind
from .staffing import Trained, complete_self_care, enter_training, name_focal_point, record_training

__all__ = [
    "AgreementSigned",
    "DirectoryFound",
    "Privacy",
    "Trained",
    "adopt",
    "call_off_outreach",
    "check_space",
    "complete_self_care",
    "end_agreement",
    "enter_training",
    "hold_outreach",
    "load_post",
    "look_again",
    "name_focal_point",
    "plan_outreach",
    "record_agreement",
    "record_training",
    "remind",
    "review_directory",
    "save_sheet",
    "set_up_privacy",
]
