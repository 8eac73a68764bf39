"""A record as a list of the ministry holds it, and which lists there may be at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cauce.methods.errors import BadInputs

bad_input = BadInputs(__file__)

# The ministry's own lists and no others. A partner's list is no kind of list here: 28 CFR 94.115
# forbids giving what identifies, "encoded, encrypted, hashed, or otherwise protected". The same ids,
# with the basis of each, stand in content/catalogues/linkage_lists.yaml; a test compares.
LISTS: tuple[str, ...] = ("consular_cases", "sipc", "ciam", "counter_acts", "return_interviews")
SEXES = ("F", "M", "X", "")


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of one list. Empty or None is «not known» and never counts against a link.

    ``id`` is the caller's key, unique within all lists of a linkage; ``list`` one of ``LISTS``.
    Names as they were given, in any writing; ``other_names`` holds further whole names (what the
    person is called, names given by a trafficker). ``sex`` F, M, X or ''. ``state`` of birth as the
    two digits of INEGI (33: born abroad), ``municipality`` as its five. ``curp`` is never required.
    """

    id: str
    list: str
    given: str = ""
    first_surname: str = ""
    second_surname: str = ""
    other_names: tuple[str, ...] = ()
    birth_date: dt.date | None = None
    sex: str = ""
    state: str = ""
    municipality: str = ""
    curp: str = ""


def check_lists(names: Iterable[str]) -> tuple[str, ...]:
    """The lists of a linkage, in the order given. Raises BadInput for fewer than two or an unknown one."""
    found = tuple(names)
    for one in found:
        if one not in LISTS:
            raise bad_input(
                "it_is_no_list_of_the_ministrys_own", where="lists", one=one, lists=", ".join(LISTS)
            )
    if len(found) < 2 or len(set(found)) < len(found):
        raise bad_input("linking_needs_two_different_lists", where="lists")
    return found


def checked(name: str, records: Iterable[Record]) -> Iterator[Record]:
    """The records of a list. Raises BadInput where one says that it is of another list or has no key."""
    for one in records:
        if one.list != name or not one.id:
            raise bad_input("record_of_list_came_in_list_name", where=name, list=one.list, name=name)
        yield one


def pairs_possible(sizes: Mapping[str, int]) -> int:
    """How many pairs of records of different lists there are: Σ |A|·|B|."""
    total = sum(sizes.values())
    return (total * total - sum(n * n for n in sizes.values())) // 2
