"""No place hides small numbers by a rule of its own, and none tells a number of the network unhidden."""

from __future__ import annotations

import ast

from cauce.measurement.closed import TABLES
from cauce.rules.roles import ROLES

from .reading import code, nodes, short

# Who may count across posts, and what becomes of the count. «closed»: it leaves by ``hiding.closed`` alone.
CLOSED, WORK, FACTS = "closed", "rows of work: nobody is told a number of them", "facts and figures"
ACROSS = {
    "cauce/aid/access.py": CLOSED,
    "cauce/aid/actions/_shared.py": "money of one budget",
    "cauce/aid/facts.py": "money of one budget",
    "cauce/cases/access_colleagues.py": "the load of one post, told to whoever leads it",
    "cauce/cases/access_voiding.py": "whether one case has rows: nobody is told a number",
    "cauce/cases/access_linking.py": WORK,
    "cauce/cases/access_registers.py": "cases without a folio, by post: numbers of work (limits.md)",
    "cauce/family/reunification/access_board.py": CLOSED,
    "cauce/family/reunification/access_returning.py": CLOSED,
    "cauce/family/searches/access.py": CLOSED,
    "cauce/intake/crews/access.py": CLOSED,
    "cauce/measurement/boards/post_comparison/rows.py": CLOSED,
    "cauce/measurement/facts/departures.py": CLOSED,
    "cauce/measurement/facts/obligations.py": FACTS,
    "cauce/measurement/indicators/by_edition.py": CLOSED,
    "cauce/measurement/indicators/counting.py": CLOSED,
    "cauce/measurement/indicators/cues.py": CLOSED,
    "cauce/sharing/binational/access.py": CLOSED,
    "cauce/sharing/binational/access_counts.py": CLOSED,
    "cauce/sharing/disclosures/access.py": CLOSED,
    "cauce/sharing/referrals/access.py": WORK,
    "cauce/sharing/referrals/access_feedback.py": "by service, from more than a few on (rules.hiding)",
    "cauce/sharing/referrals/access_unmet.py": CLOSED,
}
# Who compares a number with a threshold of few people.
HIDES = {
    "cauce/rules/hiding.py": "the rule",
    "cauce/measurement/hiding/tree.py": "the tree",
    "cauce/measurement/boards/steps_table.py": "the tree",
    "cauce/measurement/hiding/figures_tree.py": "the tree",
    "cauce/measurement/hiding/cues_table.py": "the tree",
    "cauce/measurement/hiding/showing.py": "a figure of one post",
    "cauce/measurement/hiding/closing.py": "the tree",
    "cauce/measurement/indicators/disparity.py": "cues of one post",
    "cauce/standards/ctdc/collect.py": "a whole below the rule of CTDC",
    "cauce/standards/ctdc/shares.py": "a whole below the rule of CTDC",
    "cauce/rules/totals.py": "what is taken in from a partner, not told",
    "cauce/rules/interpreting.py": "inhabitants of a town: nobody is counted",
    "cauce/measurement/rules/privacy_budget.py": "how many people a pool must hold",
    "cauce/methods/estimation/existence.py": "statistics of lists",
    "cauce/methods/evaluation/evaluating.py": "statistics of a roll-out",
    "cauce/methods/linkage/linking.py": "statistics of lists",
    "cauce/protocol/documents/unpacking/readers/packed.py": "bytes",
    "cauce/ui/maps.py": "sizes of a drawing",
    "cauce/ui/shares.py": "sizes of a drawing",
}
THRESHOLDS = {"small", "few", "least_people", "smallest", "BEYOND", "LEAST", "SMALLEST", "SMALLEST_PART"}


def counts_across(tree: ast.AST) -> bool:
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "everywhere"
        and any(isinstance(one, ast.Constant) and one.value == "numbers" for one in node.args)
        for node in nodes(tree)
    )


def _named(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def compares_with_few(tree: ast.AST) -> bool:
    """Whether a number is compared (by size) with a threshold of few people."""
    return any(
        isinstance(node, ast.Compare)
        and any(isinstance(op, ast.Lt | ast.LtE | ast.Gt | ast.GtE) for op in node.ops)
        and any(
            _named(one) in THRESHOLDS
            for side in (node.left, *node.comparators)
            for one in (side, *ast.iter_child_nodes(side))
        )
        for node in nodes(tree)
    )


def files(rule, *words: str) -> set[str]:
    return {short(path) for path, tree in code(naming=words) if rule(tree)}


def test_whoever_counts_across_posts_is_closed_or_on_the_list():
    assert files(counts_across, '"numbers"') == set(ACROSS)


def test_nobody_compares_a_number_with_few_but_the_rule_and_the_list():
    assert files(compares_with_few, *THRESHOLDS) == set(HIDES)


def test_every_closed_table_has_a_permission_of_the_map():
    assert {one.permission for one in TABLES.values()} <= ROLES.keys()


def test_the_rules_see_a_count_and_a_comparison():
    assert counts_across(ast.parse('Case.objects.everywhere("numbers").count()'))
    assert not counts_across(ast.parse('Case.objects.everywhere("signing")'))
    assert compares_with_few(ast.parse("shown = None if 0 < count <= small else count"))
    assert not compares_with_few(ast.parse("found.small == 3 or few(rows)"))
