"""What each sealed part of a case is bound to: a blob moved to another row does not open."""

from __future__ import annotations

from .models import (
    Assessment,
    BroughtCase,
    BroughtFile,
    BroughtMapping,
    CaseAct,
    Closing,
    ContactTry,
    Death,
    DeathTold,
    FilledForm,
    Letter,
    Opinion,
    OutcomeSitting,
    PlanItem,
    RegisterNumber,
    RiskReview,
    RouteReminder,
    SafeContact,
)


def assessment_context(assessment: Assessment) -> str:
    return f"cases.assessment|{assessment.id}|assessment|1"


def note_context(act: CaseAct) -> str:
    bound = f"{act.case_id}|{act.seal_id}" if act.seal_id else str(act.case_id)
    return f"cases.act|{bound}|note|1"


def brought_file_context(file: BroughtFile) -> str:
    return f"cases.brought_file|{file.id}|rows|1"


def brought_answers_context(file: BroughtFile) -> str:
    return f"cases.brought_file|{file.id}|answers|1"


def brought_mapping_context(kept: BroughtMapping) -> str:
    return f"cases.brought_mapping|{kept.post_id}|{kept.name}|1"


def brought_case_context(row: BroughtCase) -> str:
    return f"cases.brought_case|{row.case_id}|number|1"


def item_context(item: PlanItem) -> str:
    return f"cases.plan_item|{item.id}|plan|1"


def form_context(form: FilledForm) -> str:
    return f"cases.form|{form.id}|form|{form.turn}"


def risk_context(review: RiskReview) -> str:
    return f"cases.risk|{review.case_id}|risk|{review.number}"


def contact_context(record: SafeContact) -> str:
    return f"cases.safe_contact|{record.id}|contact|1"


def try_context(row: ContactTry) -> str:
    return f"cases.contact_try|{row.id}|try|1"


def outcome_context(row: OutcomeSitting) -> str:
    return f"cases.outcome|{row.id}|answers|1"


def closing_context(row: Closing) -> str:
    return f"cases.closing|{row.id}|closing|1"


def death_context(row: Death) -> str:
    return f"cases.death|{row.id}|death|1"


def undoing_context(row: Death) -> str:
    return f"cases.death|{row.id}|undoing|1"


def told_context(row: DeathTold) -> str:
    return f"cases.death_told|{row.id}|who|1"


def reminder_context(row: RouteReminder) -> str:
    return f"cases.route_reminder|{row.id}|date|1"


def letter_context(letter: Letter) -> str:
    return f"cases.letter|{letter.id}|letter|{letter.turn}"


def letter_files_context(letter: Letter) -> str:
    return f"cases.letter|{letter.id}|files|1"


def question_context(opinion: Opinion) -> str:
    return f"cases.opinion|{opinion.id}|question|1"


def opinion_context(opinion: Opinion) -> str:
    return f"cases.opinion|{opinion.id}|answer|1"


def number_context(row: RegisterNumber) -> str:
    return f"cases.register_number|{row.id}|number|1"
