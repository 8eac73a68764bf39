"""Whom the house tells of a case, or lets somebody choose for it: never a party, and by one mechanism."""

from __future__ import annotations

import ast

import pytest

from .reading import code, short

OUTBOX = "cauce/staff/notices/"
# Notices that are about no case: what they are about instead.
OF_NO_CASE = {
    "cauce/cases/actions/registering.py": "an account that typed numbers of other posts' cases",
    "cauce/cases/actions/unusual_reads.py": "an account that opened more than its work explains",
    "cauce/directory/actions/correcting.py": "an entry of the directory",
    "cauce/directory/actions/upkeep.py": "an agreement of a post",
    "cauce/family/searches/actions/looking.py": "an account whose notes meet messages again and again",
    "cauce/family/searches/actions/searching.py": "somebody who is sought: no case leads to a search",
    "cauce/intake/collection/actions/devices.py": "a telephone that is missing",
    "cauce/intake/outings/actions/closing.py": "an outing",
    "cauce/intake/outings/actions/packing.py": "what did not come back of an outing",
    "cauce/intake/screenings/actions/encounters.py": "somebody at the window, before there is a case",
    "cauce/intake/screenings/actions/links.py": "an employer whom several people named",
    "cauce/sharing/referrals/actions/desks.py": "many cases that somebody hands on at once",
    "cauce/staff/accounts/actions/_shared.py": "the reader's own account",
    "cauce/staff/accounts/actions/telling.py": "whom somebody stands in for",
    "cauce/staff/offices/actions.py": "turns of a post that nobody has",
    "cauce/staff/readiness/actions/looking.py": "what a post owes as a post",
}
# People of a post who are wanted for no case: how often a module asks for them, and for what.
FOR_NO_CASE = {
    "cauce/cases/access_desks.py": (2, "whose desks a post has"),
    "cauce/cases/actions/giving.py": (1, "many cases, each of which refuses its parties"),
    "cauce/cases/actions/unusual_reads.py": (2, "an account that opened more than its work explains"),
    "cauce/desk/family/searches/views_board.py": (1, "somebody who is sought"),
    "cauce/desk/family/searches/views_one.py": (1, "somebody who is sought"),
    "cauce/desk/home/worklist/asking.py": (1, "whose cases a list shows"),
    "cauce/desk/home/worklist/choosing.py": (1, "many cases, each of which refuses its parties"),
    "cauce/desk/intake/crews/views.py": (2, "a group of people, of whom not each has a case"),
    "cauce/desk/learning/views_seen.py": (1, "how many there are"),
    "cauce/desk/sharing/referrals/transfers/views_desks.py": (
        1,
        "many cases, each of which refuses its parties",
    ),
    "cauce/directory/actions/correcting.py": (1, "an entry of the directory"),
    "cauce/directory/actions/upkeep.py": (1, "an agreement of a post"),
    "cauce/directory/rounds.py": (1, "entries of the directory"),
    "cauce/family/searches/actions/searching.py": (2, "somebody who is sought"),
    "cauce/intake/calls/actions/answering.py": (1, "whoever calls, before there is a case"),
    "cauce/intake/calls/actions/taking.py": (1, "whoever calls, before there is a case"),
    "cauce/intake/collection/actions/devices.py": (1, "a telephone that is missing"),
    "cauce/intake/crews/actions/incidents.py": (2, "a group of people, of whom not each has a case"),
    "cauce/intake/outings/access.py": (1, "an outing"),
    "cauce/intake/outings/actions/closing.py": (2, "an outing"),
    "cauce/intake/outings/actions/packing.py": (1, "what did not come back of an outing"),
    "cauce/intake/screenings/actions/encounters.py": (3, "somebody at the window, before there is a case"),
    "cauce/intake/screenings/actions/links.py": (1, "an employer whom several people named"),
    "cauce/sharing/referrals/actions/desks.py": (2, "many cases, each of which refuses its parties"),
    "cauce/staff/accounts/away.py": (1, "who of a post is away"),
    "cauce/staff/accounts/access_telling.py": (1, "who may stand in for somebody"),
    "cauce/staff/offices/access.py": (2, "along the neighbours: whoever asks says who may not"),
    "cauce/staff/offices/access_duty.py": (5, "turns of a post"),
    "cauce/staff/offices/actions.py": (3, "turns of a post"),
}
ASKS = {"staff", "elsewhere", "second_elsewhere"}


def called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def of_no_case(module: ast.Module) -> list[str]:
    """The notices of a module that do not say of which case they are, or say that they are of none."""
    found = []
    for node in ast.walk(module):
        if not isinstance(node, ast.Call) or called(node) not in ("queue", "queue_each", "Message", "_tell"):
            continue
        given = [word.value for word in node.keywords if word.arg == "about"]
        if called(node) == "_tell":  # where one function tells of many moves, its first argument says it
            given = [one for one in node.args[:1] if ast.unparse(one) == "None"] or [ast.Constant("")]
        if not given or ast.unparse(given[0]) == "None":
            found.append(ast.unparse(node))
    return found


def for_no_case(module: ast.Module) -> list[str]:
    """Where a module asks for people of a post, or of those that sign for it, and leaves out no party."""
    calls = [node for node in ast.walk(module) if isinstance(node, ast.Call)]
    closed = {id(inner) for node in calls if called(node) == "open_to" for inner in ast.walk(node)}
    leaves_out = any(called(node) in ("open_to", "parties") for node in calls)
    found = []
    for node in calls:
        of = ast.unparse(node.func.value) if isinstance(node.func, ast.Attribute) else ""
        if called(node) not in ASKS or of not in ("", "offices", "access") or id(node) in closed:
            continue
        if called(node) == "staff":
            said = any(word.arg == "case" for word in node.keywords) or not node.args
        else:
            said = leaves_out or not of
        if not said:
            found.append(ast.unparse(node))
    return found


def by_hand(module: ast.Module) -> bool:
    """Whether a module looks by itself whether the officer of a case is still there to be told."""
    return any(
        isinstance(node, ast.Attribute)
        and node.attr == "is_active"
        and ast.unparse(node.value).endswith("case.officer")
        for node in ast.walk(module)
    )


def one_by_one(module: ast.Module) -> list[int]:
    """Lines that put the same message before each of several people by themselves."""
    found = []
    for loop in ast.walk(module):
        if not isinstance(loop, ast.For | ast.comprehension):
            continue
        of = {node.id for node in ast.walk(loop.target) if isinstance(node, ast.Name)}
        for node in ast.walk(loop):
            if isinstance(node, ast.Call) and called(node) == "queue":
                said = {
                    one.arg: {n.id for n in ast.walk(one.value) if isinstance(n, ast.Name)}
                    for one in node.keywords
                }
                if said.get("recipient", set()) & of and not (said.get("body", set()) & of):
                    found.append(node.lineno)
    return found


def writes(module: ast.Module) -> bool:
    """Whether a module writes the outbox by itself."""
    made = ("create", "get_or_create", "update_or_create", "bulk_create", "save")
    return any(
        isinstance(node, ast.Call) and called(node) in made and "Message.objects" in ast.unparse(node.func)
        for node in ast.walk(module)
    )


def test_every_notice_says_of_which_case_it_is():
    found = {
        short(path): of_no_case(module)
        for path, module in code(naming=("notices.actions", "notices.models", "import _tell"))
    }
    assert {path for path, said in found.items() if said} == set(OF_NO_CASE)
    silent = [one for said in found.values() for one in said if "about=" not in one and one[:5] != "_tell"]
    assert silent == []


def test_the_same_message_for_several_people_is_put_in_the_outbox_in_one_way():
    """``queue_each``; but where what is told, or what it is told of, differs from one to the other."""
    found = {short(path) for path, module in code(naming=("notices.actions",)) if one_by_one(module)}
    assert found == set()
    again = "for user in people:\n    queue(key=f'late:{user.id}', recipient=str(user.id), body=BODY)"
    assert one_by_one(ast.parse(again)) == [2]


def test_only_the_outbox_is_written_where_a_party_is_left_out():
    found = {short(path) for path, module in code(naming=("Message.objects",)) if writes(module)}
    assert found == {
        "cauce/staff/notices/actions/queueing.py",
        "cauce/staff/notices/actions/mailing.py",
    }


def test_whoever_is_told_of_a_case_or_chosen_for_it_is_no_party_to_it():
    found = {
        short(path): len(said)
        for path, module in code(naming=("staff(", "elsewhere("))
        if (said := for_no_case(module))
    }
    assert found == {path: often for path, (often, _) in FOR_NO_CASE.items()}


def test_whether_the_officer_of_a_case_is_there_to_be_told_is_worked_out_in_one_place():
    assert [short(path) for path, module in code(naming=("officer.is_active",)) if by_hand(module)] == []


@pytest.mark.parametrize(
    ("bad", "finds"),
    [
        ("queue(key=key, recipient=who, subject=case.folio, body=body, at=at)", of_no_case),
        ("queue(key=key, recipient=who, about=None, subject=case.folio, body=body, at=at)", of_no_case),
        ("_tell(None, key, users, body, at)", of_no_case),
        ("Message(key=key, recipient=who, subject=case.folio)", of_no_case),
        ("people = offices.staff(case.post_id, 'head_of_post')", for_no_case),
        ("people = staff(case.post_id, *roles)", for_no_case),
        ("people = offices.elsewhere(case.post_id, *roles)", for_no_case),
        ("found = offices.second_elsewhere(case.post_id, *roles, without=())", for_no_case),
        ("to = [case.officer] if case.officer_id and case.officer.is_active else []", by_hand),
        ("Message.objects.create(key=key, recipient=who)", writes),
    ],
)
def test_a_place_that_goes_around_it_is_found(bad, finds):
    assert finds(ast.parse(bad))


@pytest.mark.parametrize(
    ("good", "finds"),
    [
        ("queue(key=key, recipient=who, about=case.id, subject=case.folio, body=body, at=at)", of_no_case),
        ("_tell(transfer.case_id, key, users, body, at)", of_no_case),
        ("people = offices.staff(case.post_id, 'head_of_post', case=case.id)", for_no_case),
        ("people = offices.open_to(staff(case.post_id, *roles), case.id)", for_no_case),
    ],
)
def test_a_place_that_keeps_to_it_is_not(good, finds):
    assert not finds(ast.parse(good))
