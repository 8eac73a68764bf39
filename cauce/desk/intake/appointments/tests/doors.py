"""Who is expected to enter here, by route: held against the house by tests/architecture."""

from __future__ import annotations

from tests.architecture.doorways import CASE, PROTECTION, Door, lists

DOORS: dict[str, Door] = {
    # appointments: hours and numbers for whoever stands at reception; who comes, on the page of a case
    **{f"appointments:{page}": lists("lucia", *PROTECTION, "aurora") for page in ("day", "week", "sheet")},
    **{f"appointments:{page}": CASE for page in ("case", "one", "slip")},
}
