"""An instrument as a FHIR R4 Questionnaire, and a QuestionnaireResponse as answers.

No health code leaves here: a diagnosis in a consulate's data would mark the
person. Whoever receives it gets questions, conditions and four answers.
"""

from .enabling import SYSTEM
from .questionnaire import questionnaire, url_of
from .response import Answered, read_response

__all__ = ["SYSTEM", "Answered", "questionnaire", "read_response", "url_of"]
