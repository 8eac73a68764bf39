"""The spreadsheet in which a post kept its cases before: read without running anything of it, its
columns understood or asked about, each row judged, and what may be kept made cases."""

from .column_mapping import Answers, Question, questions, read_answers, suggested
from .import_run import Judged, bring, judge, keep
from .workbook import Table, read_table

__all__ = [
    "Answers",
    "Judged",
    "Question",
    "Table",
    "bring",
    "judge",
    "keep",
    "questions",
    "read_answers",
    "read_table",
    "suggested",
]
