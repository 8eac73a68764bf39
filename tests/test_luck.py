"""An order that is drawn is another order of the same tests, and the same again by its number."""

from types import SimpleNamespace

from tests.luck import drawn

ITEMS = [
    SimpleNamespace(nodeid=f"tests/test_{file}.py::test_{test}")
    for file in "abcdef"
    for test in range(6)
]


def names(items):
    return [item.nodeid for item in items]


def test_the_same_tests_in_another_order_each_number_its_own():
    orders = [names(drawn(ITEMS, seed)) for seed in (1, 2, 3)]
    assert all(sorted(order) == sorted(names(ITEMS)) for order in orders)
    assert len({tuple(order) for order in [*orders, names(ITEMS)]}) == 4


def test_the_same_number_draws_the_same_order_on_every_worker():
    assert names(drawn(ITEMS, 7)) == names(drawn(list(ITEMS), 7))


def test_a_file_stays_together():
    files = [name.partition("::")[0] for name in names(drawn(ITEMS, 5))]
    assert sum(here != there for here, there in zip(files, files[1:], strict=False)) == 5
