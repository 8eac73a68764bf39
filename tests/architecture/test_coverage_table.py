"""The table of how often an estimate holds the truth: what is printed is what was simulated, failures too."""

from __future__ import annotations

import csv

from tests.shared import ROOT

HEAD = (
    "| personas y listas · people and lists | verdad · truth | dado · given | contiene · holding | "
    "partes · shares holding | solo stepwise · stepwise alone | intervalo mediano · median range |",
    "|---|---|---|---|---|---|---|",
)


def rows() -> list[dict[str, str]]:
    with (ROOT / "docs/estimation-coverage.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def printed() -> str:
    text = (ROOT / "docs/estimation.md").read_text(encoding="utf-8")
    return text.partition("<!-- coverage -->")[2].partition("<!-- end of coverage -->")[0].strip()


def made() -> str:
    lines = [*HEAD]
    for one in rows():
        ends = f"{int(one['lower']):,}–{int(one['upper']):,}" if one["lower"] else "–"
        given, shares = f"{one['given']} / {one['runs']}", f"{one['shares_holding']} / {one['shares']}"
        cells = (one["setting"], f"{int(one['truth']):,}", given, one["holding"], shares)
        lines.append(f"| {' | '.join((*cells, one['stepwise_holding'], ends))} |")
    last = rows()[0]
    return "\n".join([*lines, "", f"Semilla · seed {last['seed']}, {last['made_on']}."])


def test_the_table_of_the_documentation_is_that_of_the_simulation():
    assert printed() == made()


def test_failures_are_in_it_and_the_share_holds_as_often_as_the_range():
    found = {one["setting"]: one for one in rows()}
    assert any(int(one["holding"]) < 0.9 * int(one["given"]) for one in found.values())
    assert found["dos poblaciones aparte · two populations apart"]["given"] == "0"
    for one in found.values():
        if int(one["shares"]):
            assert int(one["shares_holding"]) / int(one["shares"]) >= int(one["holding"]) / int(one["given"])
