"""One case → one row in the 27 columns, to be counted here: a row never leaves.

A flag is 1 or empty, never 0: what is not known and what was not so look the same in CTDC.
"""

from __future__ import annotations

from cauce.standards.htcds.catalogue import OTHER
from cauce.standards.htcds.model import HtcdsCase

from . import catalogue
from .catalogue import Edition

# ISIC sections that a column takes whole. A is not: the column is division 01 alone.
SECTORS = {
    "F": "typeOfLabourConstruction",
    "I": "typeOfLabourHospitality",
    "T": "typeOfLabourDomesticWork",
}
SEXUAL = {"Prostitution": "typeOfSexProstitution", "Pornography": "typeOfSexPornography"}
NO_MEANS = "other"


def row(case: HtcdsCase, edition: Edition = "2025") -> dict[str, str]:
    """The case in the columns of that edition. Raises ``Unknown`` for an edition that is not written.

    The country of exploitation is where the person was attended, as the codebook allows.
    """
    made = dict.fromkeys(catalogue.columns(), "")
    made["yearOfRegistration"] = str(case.opened_on.year) if case.opened_on else ""
    gender = catalogue.codes("gender").get(case.gender or "", ())
    made["gender"] = gender[0] if gender else ""
    made["ageBroad"] = band(case.age, catalogue.values(edition)["ageBroad"])
    known = [catalogue.countries().get(code, "") for code in case.citizenships]
    made["citizenship"] = known[0] if known else ""
    made["CountryOfExploitation"] = catalogue.countries().get(case.organisation.country or "", "")
    for column in _flags(case):
        made[column] = "1"
    return made


def _flags(case: HtcdsCase) -> set[str]:
    found = set[str]()
    means, purposes = catalogue.codes("means"), catalogue.codes("exploitation")
    for concept in case.means:
        found |= set(means.get(catalogue.internal_means().get(concept, NO_MEANS), ()))
    for code in case.exploitation:
        found |= set(purposes.get(code, purposes[OTHER.lower()]))
    found |= {SECTORS[letter] for letter in case.industries if letter in SECTORS}
    found |= {SEXUAL[kind] for kind in case.sexual_types if kind in SEXUAL}
    return found


def band(age: int | None, bands: tuple[str, ...]) -> str:
    """The band of an age, as that edition writes it; '': the age is not known."""
    if age is None:
        return ""
    for one in bands:
        low, _, high = one.partition("--")
        if high and int(low) <= age <= int(high):
            return one
    return bands[-1]  # 48+
