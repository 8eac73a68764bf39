"""An order that is drawn is another order of the same tests, and the same again by its number."""

from types import SimpleNamespace

from tests.luck import drawn_files, drawn_inside

ITEMS = [
    SimpleNamespace(
        nodeid=f"tests/test_{file}.py::test_{test}",
        get_closest_marker=lambda mark, file=file: mark == "steps" and file == "f" or None,
    )
    for file in "abcdef"
    for test in range(6)
]


def drawn(items, seed):
    return drawn_files(drawn_inside(items, seed), seed)


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


def test_the_steps_of_one_way_keep_their_order_and_those_of_other_files_do_not():
    order = names(drawn(ITEMS, 5))
    steps = [name for name in order if "test_f" in name]
    others = [name for name in order if "test_a" in name]
    assert steps == sorted(steps) and others != sorted(others)


def test_a_file_alone_shows_the_order_it_had_among_all():
    among_all = [one for one in names(drawn(ITEMS, 3)) if "test_b" in one]
    assert names(drawn([one for one in ITEMS if "test_b" in one.nodeid], 3)) == among_all
