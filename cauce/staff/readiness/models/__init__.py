"""What a post must have ready before anybody comes: one noun a file, no person a case is about."""

from .act import PostAct
from .agreement import Agreement
from .outreach import Outreach
from .setup import PrivacySetup, SpaceCheck
from .sheet import ContextSheet, DirectoryReview
from .staff import FocalPoint, SelfCare, Training

__all__ = [
    "Agreement",
    "ContextSheet",
    "DirectoryReview",
    "FocalPoint",
    "Outreach",
    "PostAct",
    "PrivacySetup",
    "SelfCare",
    "SpaceCheck",
    "Training",
]
