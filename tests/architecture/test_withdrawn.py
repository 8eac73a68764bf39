"""Whatever takes something away writes a line outside the database
(``custody/journal/withdrawing.py``), or says why not.
"""

from __future__ import annotations

import ast
import functools
import importlib
import inspect
import pkgutil
import re
import textwrap
from collections.abc import Iterator
from types import FunctionType

import cauce
from cauce.custody.features import features
from cauce.custody.journal import withdrawing

# What the name of an act that takes something away says.
TAKES = re.compile(
    r"(?:^|_)(?:withdraw|revoke|suspend|rest|end|close|lose|remove|unlink|back|unshare|stop|part|expire|"
    r"lapse|erase|destroy|refuse|leave|decline|undo|unname|forget|drop|discard|void|unsigned|cancel|delete|"
    r"spoil|off)(?:_|$)"
)
# What a row is told when it ends; besides, a key is destroyed.
ENDED = re.compile(
    r"(?:ended|closed|revoked|withdrawn|suspended|used|destroyed|taken_back|voided|dropped|left|gone)_at"
)
SHREDS = ("shred", "shred_many")

# Functions that end something and write no line.
WITHOUT = {
    "it says when an account was last used, and ends nothing": """
        accounts.enroll accounts.open_session accounts.wake
    """,
    "work of one post that goes on until somebody there ends it again; nobody outside reads more": """
        appointments._end calls.end calls.open_case_from cases.close_case cases.end_between_colleagues
        cases.void_case
        cases.withdraw_relief cases.note_handover cases.write_number cases.void_letter cases.seal_file
        collection._close complaints.step crews.close_incident crews.take_out crews.drop_ride kits.enter
        kits.lose kits.spoil kits._waits offices.close_incident offices.swap_duty outings.close_outing
        reunification.note_contact rights.close_breach_record screenings.answer
        screenings.open_case_from screenings.finish searches.end_search directory.end_caution
    """,
    "it opens again what had ended": """
        cases.reopen_case cases.open_file crews.add_case crews.put_back crews.reopen_incident
        reunification.reopen_family
    """,
    "its day is over: the loop of a restored copy does it again": """
        calls.erase cases._forget collection.erase crews.forget_incident exports.expire
        screenings.expire_links searches.end_days reunification.forget_refused
    """,
    "a code for one's own address that ends by itself within the hour": """
        notices.end_codes notices.try_code
    """,
    "content, figures and what systems are told: nothing of a person": """
        editions.return_to_draft editions.withdraw machines.drop machines.note
        measurement.withdraw_totals
    """,
    "cases of a file that was brought by mistake: the post takes them back again": "cases.take_back",
    "whom the person does not want near them: without it nobody is let in, and a warning goes on": """
        searches.end_named
    """,
    "its line is on the disk before a key is destroyed, or it is what carries a line out": """
        rights._carry_out rights.replay
    """,
    "what it shared is hidden by another function, which writes the line": "reunification.end_families",
}
# Acts that only sound like it.
ONLY_THE_NAME = {
    "work of one post, or of the house: nobody outside reads more": """
        aid.decline aid.lapse aid.take_back agreement.end annex.drop crew.remove_staff death.ask_undo
        demand.decline demand.refuse detention.end edition.drop_file filter.drop form.discard letter.drop
        outing.call_off outreach.call_off plan.close_item reunion.drop_relative reunion.take_back_step
        statistics.discard statistics.refuse estimate.discard estimate.refuse case.propose_void
    """,
    "«back» is that somebody calls, passes on or comes back": """
        call.chase_back call.log_back message.pass_back outing.back
    """,
    "a week is over: its numbers are kept as they are, and nobody loses sight of anything": """
        numbers.close
    """,
    "its day is over: the loop of a restored copy does it again": """
        appointment.delete encounter.erase note.expire paper.expire sitting.erase_refused
    """,
}


def ours(thing: object) -> FunctionType | None:
    """The function of an ``actions`` module behind this name; None: it is none."""
    found = inspect.unwrap(thing) if callable(thing) else None
    if not isinstance(found, FunctionType) or not found.__module__.startswith("cauce."):
        return None
    return found if "actions" in found.__module__.split(".")[2:] else None


@functools.cache
def tree(function: FunctionType) -> list[ast.AST]:
    return list(ast.walk(ast.parse(textwrap.dedent(inspect.getsource(function)))))


def calls(function: FunctionType, *names: str) -> Iterator[ast.Call]:
    for node in tree(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def noted(function: FunctionType) -> set[str]:
    """The kinds that a function notes itself."""
    firsts = [call.args[0] for call in calls(function, "note", "close") if call.args]
    return {str(first.value) for first in firsts if isinstance(first, ast.Constant)}


def ends(function: FunctionType) -> set[str]:
    """What a function ends by itself, not through ``close``: columns of ``ENDED``, or keys."""
    found = {call.func.id for call in calls(function, *SHREDS) if isinstance(call.func, ast.Name)}
    for node in tree(function):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            found.add(node.attr)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            found |= {one.arg for one in node.keywords if one.arg and node.func.attr == "update"}
    return {name for name in found if name in SHREDS or ENDED.fullmatch(name)}


def erasing() -> list[FunctionType]:
    """What the features erase of a case: whoever asks for the features calls these."""
    return [feature.read(one.do) for feature in features() for one in feature.erases]


def reached(function: FunctionType, seen: set[FunctionType] | None = None) -> set[FunctionType]:
    """The functions of actions that a function calls, itself the first."""
    seen = set() if seen is None else seen
    if function not in seen:
        seen.add(function)
        for node in tree(function):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                named = function.__globals__.get(node.id)
                for found in map(ours, erasing() if named is features else [named]):
                    if found is not None:
                        reached(found, seen)
    return seen


def short(function: FunctionType) -> str:
    app = function.__module__.partition(".actions")[0].rpartition(".")[2]
    return f"{app}.{function.__name__}"


@functools.cache
def house() -> tuple[dict[str, FunctionType], set[FunctionType]]:
    """Every act by its name, and every function of the actions of the house."""
    acts, functions = {}, set()
    for info in pkgutil.walk_packages(cauce.__path__, "cauce."):
        if "actions" not in info.name.split(".")[2:]:
            continue
        module = importlib.import_module(info.name)
        for thing in list(vars(module).values()):
            found = ours(thing)
            if found is not None and found.__module__ == module.__name__:
                functions.add(found)
                if hasattr(thing, "act"):
                    acts[thing.act] = found
    return acts, functions


def listed(reasons: dict[str, str]) -> set[str]:
    return {name for names in reasons.values() for name in names.split()}


def silent(functions: set[FunctionType]) -> set[str]:
    """Functions that end something and note nothing; what ends it again in a copy writes no line."""
    again = set(withdrawing.kinds().values())
    return {short(one) for one in functions if ends(one) and not noted(one) and one not in again}


def without_line(acts: dict[str, FunctionType]) -> set[str]:
    """Acts whose name says that they take something away, of which no line is written."""
    found = set()
    for name, function in acts.items():
        through = reached(function)
        told = any(noted(one) or short(one) in listed(WITHOUT) for one in through)
        if TAKES.search(name.partition(".")[2]) and not told:
            found.add(name)
    return found


def test_whatever_ends_a_row_or_destroys_a_key_writes_a_line_or_is_listed_with_its_reason():
    _, functions = house()
    assert silent(functions) == listed(WITHOUT)


def test_every_act_that_is_called_an_end_writes_a_line_or_is_listed_with_its_reason():
    acts, _ = house()
    assert without_line(acts) == listed(ONLY_THE_NAME)


def test_every_kind_is_noted_by_an_act_and_has_a_way_to_end_again():
    acts, _ = house()
    through = {one for function in acts.values() for one in reached(function)}
    assert {kind for one in through for kind in noted(one)} == set(withdrawing.kinds())


def test_a_new_act_that_takes_something_away_cannot_be_forgotten():
    """As somebody might write it: by its name, by a column, by a key."""

    def revoke_pass(*, actor, entry, row, at):
        row.taken = True

    def tidy(*, actor, entry, row, at):
        row.revoked_at = at

    def tidy_all(*, actor, entry, rows, at):
        rows.update(ended_at=at)

    def burn(*, actor, entry, row):
        shred(row.id)  # noqa: F821 - read, never run

    def well(*, actor, entry, row, at):
        row.revoked_at = at
        note("machine", row.id)  # noqa: F821 - read, never run

    assert without_line({"pass.revoke": revoke_pass}) == {"pass.revoke"}
    assert without_line({"pass.revoke": well}) == without_line({"pass.tidy": tidy}) == set()
    bad = {one.__name__ for one in (tidy, tidy_all, burn)}
    found = silent({revoke_pass, tidy, tidy_all, burn, well})
    assert {name.partition(".")[2] for name in found} == bad
