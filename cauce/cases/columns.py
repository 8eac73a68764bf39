"""The sealed columns of a case, for who renews its key."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Model, Q

from cauce.custody.keystore.columns import Column

from .access_reserved import reserved_context
from .contexts import (
    assessment_context,
    brought_answers_context,
    brought_case_context,
    brought_file_context,
    brought_mapping_context,
    closing_context,
    contact_context,
    death_context,
    form_context,
    item_context,
    letter_context,
    letter_files_context,
    note_context,
    number_context,
    opinion_context,
    outcome_context,
    question_context,
    reminder_context,
    risk_context,
    told_context,
    try_context,
    undoing_context,
)
from .facts import terms_context
from .models import (
    Assessment,
    BroughtCase,
    BroughtFile,
    BroughtMapping,
    CaseAct,
    Closing,
    Consent,
    ContactTry,
    Death,
    DeathTold,
    FilledForm,
    Letter,
    Opinion,
    OutcomeSitting,
    PlanItem,
    RegisterNumber,
    ReservedText,
    RiskReview,
    RouteReminder,
    SafeContact,
    Section,
)
from .sections import context


def of_case(table: type[Model]):
    """For a column of a table with a ``case``: its rows that are sealed with the key of that case."""

    def rows(key_id: UUID) -> Iterable[Any]:
        return table.objects.filter(case__key_id=key_id)

    return rows


def _sections(key_id: UUID) -> Iterable[Any]:
    mine = Q(case__key_id=key_id) & ~Q(kind="draft") | Q(case__draft_key_id=key_id, kind="draft")
    return Section.objects.filter(mine).select_related("case")


def with_key(table: type[Model]):
    """For a column of a table that has a key of its own: its rows sealed with it."""

    def rows(key_id: UUID) -> Iterable[Any]:
        return table.objects.filter(key_id=key_id)

    return rows


COLUMNS = (
    Column("cases.Section", "sealed", _sections, lambda row: context(row.case, row.kind, row.version)),
    Column("cases.CaseAct", "note", of_case(CaseAct), note_context),
    Column("cases.Assessment", "sealed", of_case(Assessment), assessment_context),
    Column("cases.BroughtCase", "sealed", of_case(BroughtCase), brought_case_context),
    Column("cases.BroughtFile", "sealed", with_key(BroughtFile), brought_file_context),
    Column("cases.BroughtFile", "answers", with_key(BroughtFile), brought_answers_context),
    Column("cases.BroughtMapping", "sealed", with_key(BroughtMapping), brought_mapping_context),
    Column("cases.Consent", "terms", of_case(Consent), terms_context),
    Column("cases.FilledForm", "sealed", of_case(FilledForm), form_context),
    Column("cases.Letter", "sealed", of_case(Letter), letter_context),
    Column("cases.Letter", "files", of_case(Letter), letter_files_context),
    Column("cases.PlanItem", "sealed", of_case(PlanItem), item_context),
    Column("cases.Opinion", "question", of_case(Opinion), question_context),
    Column("cases.Opinion", "answer", of_case(Opinion), opinion_context),
    Column("cases.RegisterNumber", "sealed", of_case(RegisterNumber), number_context),
    Column("cases.ReservedText", "sealed", of_case(ReservedText), reserved_context),
    Column("cases.RiskReview", "sealed", of_case(RiskReview), risk_context),
    Column("cases.ContactTry", "sealed", of_case(ContactTry), try_context),
    Column("cases.OutcomeSitting", "sealed", of_case(OutcomeSitting), outcome_context),
    Column("cases.Closing", "sealed", of_case(Closing), closing_context),
    Column("cases.Death", "sealed", of_case(Death), death_context),
    Column("cases.Death", "undoing", of_case(Death), undoing_context),
    Column("cases.DeathTold", "sealed", of_case(DeathTold), told_context),
    Column("cases.RouteReminder", "sealed", of_case(RouteReminder), reminder_context),
    Column("cases.SafeContact", "sealed", of_case(SafeContact), contact_context),
)
