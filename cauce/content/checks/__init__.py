"""Proves the whole content: ``run(root, on) -> Report`` lists every mistake, with its cure.

A check is one function ``check_…(world)`` that yields findings; ``CHECKS`` names them all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from cauce.content.bank import BANK, bank_rows
from cauce.content.checks import (
    appointments,
    branches,
    cases,
    catalogues,
    conditions,
    consent,
    contacts,
    coverage,
    dates,
    exceptions,
    facts,
    identity,
    indicators,
    instruments,
    kits,
    language,
    laws,
    letters,
    logframe,
    order,
    outings,
    petitions,
    programmes,
    prose,
    provenance,
    publication,
    references,
    registers,
    routes,
    spaces,
    tables,
    tools,
    training,
    words,
)
from cauce.content.checks import bank as bank_checks
from cauce.content.checks import earlier as earlier_checks
from cauce.content.checks.reading import read
from cauce.content.checks.report import Finding, Report
from cauce.content.checks.shape import entries_of
from cauce.content.checks.world import World, at_line
from cauce.content.kept import from_kept
from cauce.content.loader import content_files, content_root, hashes_of

__all__ = ["CHECKS", "Finding", "Report", "run"]

Check = Callable[[World], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    identity.check_ids_are_unique,
    identity.check_retired_ids_stay_retired,
    identity.check_files_bear_their_names,
    conditions.check_facts_are_declared,
    conditions.check_tests_can_be_read,
    conditions.check_rows_are_not_empty,
    conditions.check_tests_can_hold,
    conditions.check_unknown_age_is_a_child,
    conditions.check_unknown_age_is_told_to_nobody,
    conditions.check_who_is_told_exists,
    conditions.check_consent_moves_nothing,
    order.check_no_cycle,
    order.check_every_action_is_reachable,
    order.check_every_action_says_by_when,
    order.check_every_action_says_what_if_not,
    order.check_who_else_acts,
    references.check_sources_exist,
    references.check_acts_exist,
    references.check_roles_exist,
    references.check_parameters_exist,
    references.check_starts_exist,
    references.check_after_exists,
    references.check_tools_exist,
    references.check_concepts_exist,
    references.check_expected_laws_exist,
    laws.check_law_cases_agree,
    dates.check_edition_dates,
    dates.check_parameter_dates,
    dates.check_parameters_cover_the_edition,
    dates.check_sources_were_looked_at,
    provenance.check_law_rests_on_law,
    provenance.check_urls,
    provenance.check_law_was_confirmed,
    bank_checks.check_same_question_is_declared,
    bank_checks.check_bank_names_itself,
    bank_checks.check_items_are_used,
    spaces.check_spaces_exist,
    spaces.check_each_space_has_one_instrument,
    spaces.check_channels_have_one_space,
    petitions.check_petitions_name_what_exists,
    instruments.check_no_cue_is_who_somebody_is,
    instruments.check_nobody_is_compared_by_who_they_are,
    instruments.check_every_answer_tells_something,
    facts.check_values_are_named,
    facts.check_acts_are_used,
    facts.check_facts_are_used,
    coverage.check_coverage_names_what_exists,
    coverage.check_every_section_says_something,
    coverage.check_every_tool_is_covered,
    coverage.check_nothing_is_left_out_of_coverage,
    prose.check_every_section_in_every_language,
    prose.check_prose_sources_exist,
    prose.check_prose_actions_exist,
    prose.check_prose_says_the_same,
    prose.check_prose_holds_no_telephone,
    prose.check_cited_lists_exist,
    contacts.check_numbers_say_where_they_are_from,
    contacts.check_numbers_stand_in_one_place,
    consent.check_purposes_have_their_sentence,
    consent.check_recipients_name_what_exists,
    consent.check_recipients_can_be_met,
    consent.check_fields_name_recipients,
    consent.check_forbidden_fields_stay_forbidden,
    consent.check_fields_are_not_papers_by_another_name,
    exceptions.check_exceptions_stand_in_one_place,
    exceptions.check_nothing_else_lists_exceptions,
    tables.check_rows_are_whole,
    tables.check_codes_are_unique,
    tables.check_posts_have_a_time_zone,
    catalogues.check_catalogues_are_described,
    catalogues.check_described_catalogues_exist,
    catalogues.check_catalogues_were_looked_at,
    catalogues.check_columns_exist,
    catalogues.check_keys_are_unique,
    catalogues.check_cells_are_filled,
    catalogues.check_references_hold,
    catalogues.check_dates_follow,
    tools.check_every_tool_is_written,
    tools.check_what_the_case_knows_exists,
    tools.check_what_tools_name_exists,
    tools.check_printed_titles_tell_nothing,
    tools.check_no_tool_depends_on_sex,
    language.check_words_include_everybody,
    language.check_text_includes_everybody,
    training.check_lessons_name_what_exists,
    training.check_every_step_is_taught,
    training.check_minutes_are_honest,
    words.check_translations_hold,
    words.check_translations_say_who,
    words.check_recordings_hold,
    words.check_recordings_are_there,
    branches.check_branches_exist,
    branches.check_branches_have_steps,
    branches.check_what_is_never_asked_is_not_asked,
    branches.check_sex_has_a_reason,
    cases.check_cases_and_conditions_agree,
    cases.check_every_action_is_in_a_case,
    cases.check_every_branch_is_in_a_case,
    cases.check_recipients_exist,
    routes.check_routes_exist,
    routes.check_every_route_has_a_sheet,
    programmes.check_what_programmes_name_exists,
    programmes.check_no_programme_is_a_guess,
    publication.check_tables_are_in_the_calendar,
    publication.check_tables_are_broken_down_as_the_indicator_allows,
    publication.check_tables_single_nobody_out,
    publication.check_nothing_is_published_by_post,
    indicators.check_versions_of_indicators_follow,
    indicators.check_indicators_count_something_whole,
    letters.check_blanks_are_declared,
    letters.check_origins_exist,
    letters.check_letters_tell_no_more_than_they_may,
    letters.check_titles_of_letters_tell_nothing,
    letters.check_letters_are_ours,
    outings.check_what_holds_something_comes_back,
    outings.check_steps_stand_in_their_moment,
    registers.check_registers_take_what_exists,
    registers.check_registers_outside_learn_nothing_of_the_person,
    registers.check_registers_name_nobody_without_a_yes,
    registers.check_registers_are_ours,
    registers.check_sheets_name_a_field_once,
    kits.check_kits_name_what_exists,
    kits.check_kits_tell_nothing,
    kits.check_kits_keep_who_it_is_apart,
    kits.check_kits_are_ours,
    logframe.check_lines_stand_under_one,
    logframe.check_measures_name_indicators,
    logframe.check_figures_come_from_somewhere,
    appointments.check_appointments_tell_nothing,
)


def run(root: Path | None, on: dt.date) -> Report:
    """Every finding about the content in that folder (None: the repository's), by file and line.

    ``on`` is the day for which sources may be stale. BadInput when there is no such folder.
    """
    folder = content_root(root)
    files = content_files(folder)
    digest, _ = hashes_of({path: file.read_bytes() for path, file in files.items()})
    # What was loaded was parsed then, and is not parsed again; a mistake the files themselves have to show.
    known = from_kept(folder, digest, files)
    report = _report(folder, on, files, digest, known)
    return _report(folder, on, files, digest, None) if known and report.errors else report


def _report(
    folder: Path, on: dt.date, files: Mapping[str, Path], digest: str, known: dict[str, Any] | None
) -> Report:
    world, found = World(folder, on, {}), []
    for path, file in files.items():
        world.documents[path], problems = read(path, file, known)
        found += problems
    bank = bank_rows(world.documents[BANK].data if BANK in world.documents else None)
    for doc in world.documents.values():
        entries, wrong = entries_of(doc, bank)
        if doc.form is not None:
            world.entries.setdefault(doc.form.name, []).extend(entries)
        found += wrong
    if "edition.yaml" not in files:
        found.append(
            at_line(
                "edition_missing",
                "edition.yaml",
                1,
                "no existe: nadie sabe qué edición es esta.",
                "it does not exist: no edition is named.",
                "Escríbalo con id, title, in_force_from, languages y approved_by.",
                "Write it with id, title, in_force_from, languages and approved_by.",
            )
        )
    for check in CHECKS:
        found += check(world)
    if not any(not one.warning for one in found):
        # Only of content that is whole by itself: what it lacks is said first.
        found += earlier_checks.check_earlier(world)
    editions = world.of("edition")
    return Report(
        edition=editions[0].value.id if editions else None,
        hash=digest,
        counts={"files": len(files)} | {name: len(of) for name, of in sorted(world.entries.items())},
        findings=tuple(sorted(set(found), key=lambda one: (one.file, one.line, one.id, one.en))),
    )
