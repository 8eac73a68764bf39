"""What the repository may hold: short files, no addresses of a machine or a registry, no far request."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from cauce.ui.layout import BLOCKS

from .reading import CAUCE, ROOT, named, short

MOST_LINES = 400


def long_files(files: list[tuple[str, str]]) -> list[str]:
    return [
        f"{name}: {len(text.splitlines())} lines"
        for name, text in files
        if len(text.splitlines()) > MOST_LINES
    ]


def _texts(*suffixes: str, under: Path = ROOT) -> list[tuple[str, str]]:
    return [(short(p), p.read_text(encoding="utf-8")) for p in named(*suffixes, under=under)]


def test_no_file_of_code_is_longer_than_400_lines():
    code = _texts(".py", ".html", ".css", ".js", ".sh", ".toml")
    assert len(code) > 200
    assert long_files(code) == []
    assert long_files([("long.py", "x = 1\n" * 401), ("short.py", "x = 1\n" * 400)]) == ["long.py: 401 lines"]


ADDRESS = re.compile(r"://|--(?:extra-)?index-url|--find-links|\s-f\s|\s@\s")


def addresses(files: list[tuple[str, str]]) -> list[str]:
    return [
        f"{name}:{number}"
        for name, text in files
        for number, line in enumerate(text.splitlines(), 1)
        if ADDRESS.search(line)
    ]


def test_requirement_files_name_packages_and_no_address():
    files = _texts(".txt", under=ROOT / "requirements")
    assert {name for name, _ in files} >= {"requirements/run.txt", "requirements/test.txt"}
    assert addresses(files) == []
    bad = "--index-url https://mirror.example/simple\ndjango==5.2\nx @ file:///x.whl\n"
    assert addresses([("r.txt", bad)]) == ["r.txt:1", "r.txt:3"]


def unhashed(text: str) -> list[str]:
    """Packages of a lock without the hash of what is installed."""
    whole = text.replace("\\\n", " ")
    return [
        line.split()[0]
        for line in whole.splitlines()
        if re.match(r"[a-z]", line) and "--hash=sha256:" not in line
    ]


def test_every_package_of_the_locks_has_its_hash():
    for name, text in _texts(".txt", under=ROOT / "requirements"):
        assert unhashed(text) == [], name
    assert unhashed("django==5.2.19 \\\n    --hash=sha256:ab\nsix==1.17\n") == ["six==1.17"]


# Split so that this file does not hold what it looks for.
MACHINE = re.compile(
    r"(?<![\w.*-])/(?:" + "|".join(("wo" + "rk", "tm" + "p", "ro" + "ot", "ho" + "me")) + r")/[\w.]"
)
REGISTRY = re.compile(r"(?:py" + r"pi\.org|pytho" + r"nhosted|npm" + r"js\.|proxy\.golan" + r"g)")


def machine_paths(files: list[tuple[str, str]]) -> list[str]:
    return [
        f"{name}:{number}: {line.strip()[:80]}"
        for name, text in files
        for number, line in enumerate(text.splitlines(), 1)
        if MACHINE.search(line) or REGISTRY.search(line)
    ]


def test_no_file_holds_a_path_of_one_machine_or_the_address_of_a_registry():
    readable = (
        ".py",
        ".html",
        ".css",
        ".js",
        ".json",
        ".md",
        ".yaml",
        ".yml",
        ".txt",
        ".toml",
        ".sh",
        ".csv",
        ".cfg",
        ".ini",
        "",
    )
    assert machine_paths(_texts(*readable)) == []
    bad = "cd /" + "work/main\nuv --index https://py" + "pi.org/simple\nopen('a/home/b')\n"
    assert len(machine_paths([("note.md", bad)])) == 2


OUTSIDE = "../shar" + "ed"


def leaning(files: list[tuple[str, str]]) -> list[str]:
    """Where the program or its documents stand on the reference that lies beside some checkouts."""
    return [name for name, text in files if OUTSIDE in text and "/tests/" not in name]


def test_neither_the_program_nor_its_documents_cite_what_is_no_part_of_the_repository():
    files = _texts(".py", ".html", ".md", ".yaml", ".csv", under=CAUCE)
    for folder in ("content", "docs", "deploy"):
        files += _texts(".md", ".yaml", ".csv", ".py", under=ROOT / folder)
    assert leaning(files) == []
    bad = f"Source: {OUTSIDE}/law.md"
    assert leaning([("cauce/a.py", bad), ("cauce/a/tests/test_a.py", bad)]) == ["cauce/a.py"]


FAR = re.compile(r"""(?:src|href|action|url|import|fetch)\s*[=(:]?\s*["'(]?\s*(?:https?:)?//""")


def far_requests(files: list[tuple[str, str]]) -> list[str]:
    """Where a page would ask another host for something, or lead to it."""
    return [
        f"{name}:{number}"
        for name, text in files
        for number, line in enumerate(text.splitlines(), 1)
        if FAR.search(line)
    ]


def test_no_page_asks_another_host_for_anything():
    files = _texts(".html", ".css", ".js", under=CAUCE)
    assert len(files) > 40
    assert far_requests(files) == []
    bad = [
        ("a.html", '<link href="https://fonts.example/a.css">'),
        ("b.css", "@import url(//fonts.example/a.css);"),
        ("c.js", "fetch('https://count.example/')"),
        ("d.html", '<a href="/pendientes/">'),
    ]
    assert far_requests(bad) == ["a.html:1", "b.css:1", "c.js:1"]


PERSONAL = re.compile(r"TO" + r"DO|FIX" + r"ME|NotImplemented" + r"Error\(\)")


def test_nothing_is_left_for_later_in_the_code():
    left = [
        f"{name}:{number}"
        for name, text in _texts(".py", ".html", ".js", ".css")
        for number, line in enumerate(text.splitlines(), 1)
        if PERSONAL.search(line)
    ]
    assert left == []
    assert PERSONAL.search("# TO" + "DO: later")


SKIP = re.compile(r"pytest\.(?:skip|mark\.skip|mark\.xfail|importorskip)|unittest\.skip")


def skips(files: list[tuple[str, str]]) -> list[str]:
    return [name for name, text in files if SKIP.search(text)]


def test_a_test_is_skipped_only_where_a_reference_file_is_absent():
    tests = [(n, t) for n, t in _texts(".py") if "tests/" in n and "architecture" not in n]
    assert skips(tests) == ["tests/shared.py"]
    assert skips([("t.py", "@pytest.mark." + "skip\ndef test_it(): ...")]) == ["t.py"]


def test_the_hooks_before_a_commit_need_no_network():
    text = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert "://" not in text
    assert re.findall(r"repo: *(\S+)", text) == ["local"]


def test_the_licence_is_whole_and_what_others_made_is_named():
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in licence and "END OF TERMS AND CONDITIONS" in licence
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for owed in ("HTCDS", "CC BY 4.0", "Atkinson Hyperlegible", "Noto Sans", "GeoNames"):
        assert owed in notice


def banned(snippet: str, name: str) -> list[str]:
    """The codes that ruff gives to a snippet, as if it stood in that file."""
    found = subprocess.run(
        [
            sys.executable,
            "-m",
            "ruff",
            "check",
            "--output-format",
            "concise",
            "--stdin-filename",
            str(ROOT / name),
            "-",
        ],
        input=snippet,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    return re.findall(r": ([A-Z]+\d+) ", found.stdout)


def test_no_rule_may_ask_the_clock():
    clock = "import datetime as dt\n\nNOW = dt.datetime.now(dt.UTC)\nDAY = dt.date.today()\n"
    assert banned(clock, "cauce/rules/weather.py").count("TID251") == 2
    assert "TID251" not in banned(clock, "cauce/desk/weather.py")


FMT = re.compile(r"#\s*fmt" + r":\s*(?:skip|off|on)")


def unformatted(files: list[tuple[str, str]]) -> list[str]:
    """Lines that the formatter would not leave so: kept from it, or longer than it makes them."""
    return [
        f"{name}:{number}"
        for name, text in files
        for number, line in enumerate(text.splitlines(), 1)
        if FMT.search(line) or len(line) > 110
    ]


def test_no_line_is_kept_from_the_formatter_or_longer_than_it_makes_them():
    assert unformatted(_texts(".py")) == []
    bad = "x = 1  # fmt" + ": skip\ny = '" + "a" * 110 + "'\n"
    assert unformatted([("a.py", bad)]) == ["a.py:1", "a.py:2"]


OPENS = re.compile(r"<([a-z][a-z0-9]*)")
WIDEST = 160
# Parts of a line or of a drawing, which need no line of their own.
INLINE = {"br", "circle", "path"}


def crowded(files: list[tuple[str, str]]) -> list[str]:
    """Lines of a template that are too long, or on which two block-level elements begin."""
    return [
        f"{name}:{number}"
        for name, text in files
        for number, line in enumerate(text.splitlines(), 1)
        if len(line) > WIDEST or sum(one in BLOCKS - INLINE for one in OPENS.findall(line)) > 1
    ]


def test_a_template_has_one_element_a_line_and_no_long_line():
    assert crowded(_texts(".html", under=CAUCE)) == []
    bad = f"<p>{'a' * 160}</p>\n<ul><li>a</li>\n<li>a <b>b</b><br>c</li>\n</ul><h2>d</h2><p>e</p>\n"
    assert crowded([("a.html", bad)]) == ["a.html:1", "a.html:2", "a.html:4"]
