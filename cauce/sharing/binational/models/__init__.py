"""The tables of what is asked of Mexico."""

from .petition import Petition, PetitionStep

__all__ = ["Petition", "PetitionStep"]
