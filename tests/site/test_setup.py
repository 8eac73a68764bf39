"""What ``scripts/setup.sh`` sets up on: a Python that was tried, an environment that is of it."""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SETUP = ROOT / "scripts/setup.sh"


def python(folder: Path, name: str, version: str, *, sqlite: bool = True) -> Path:
    """A command that says to be that Python, with an SQLite that is new enough or not."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    asked = 'case "$2" in *sqlite3*) exit 1 ;; esac\n' if not sqlite else ""
    path.write_text(f"#!/bin/sh\n{asked}echo {version}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def sets_up(script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", "-euc", f". {SETUP}; {script}", "./run"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )


def found(path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    known = {"PATH": str(path), "SYSTEM_PYTHON": "", **environment}
    return sets_up('find_python; echo "chosen $PYTHON"', **known)


@pytest.mark.parametrize("version", ["2.7", "3.9", "3.10", "3.15", "3.99", "4.0"])
def test_a_python_that_was_not_tried_is_refused_in_both_languages(tmp_path: Path, version):
    python(tmp_path, "python3", version)
    told = found(tmp_path)
    assert told.returncode == 1
    assert f"Se necesita Python 3.11 a 3.14; aquí python3 es {version}." in told.stderr
    assert f"Python 3.11 to 3.14 is needed; here python3 is {version}." in told.stderr
    assert "PYTHON=/usr/bin/python3.13 ./run" in told.stderr


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13", "3.14"])
def test_one_that_was_tried_is_taken(tmp_path: Path, version):
    python(tmp_path, "python3", version)
    assert found(tmp_path).stdout.endswith("chosen python3\n")


def test_the_systems_own_is_taken_before_one_that_somebody_built(tmp_path: Path):
    python(tmp_path, "python3", "3.11")
    own = python(tmp_path / "system", "python3", "3.13")
    assert found(tmp_path, SYSTEM_PYTHON=str(own)).stdout.endswith(f"chosen {own}\n")
    python(tmp_path / "system", "python3", "3.10")
    assert found(tmp_path, SYSTEM_PYTHON=str(own)).stdout.endswith("chosen python3\n")


def test_where_python3_is_too_new_an_older_one_beside_it_is_taken(tmp_path: Path):
    python(tmp_path, "python3", "3.15")
    python(tmp_path, "python3.13", "3.13")
    assert found(tmp_path).stdout.endswith("chosen python3.13\n")


def test_the_one_asked_for_is_taken_or_refused_and_no_other_in_its_place(tmp_path: Path):
    python(tmp_path, "python3", "3.13")
    old = python(tmp_path / "old", "python3.10", "3.10")
    told = found(tmp_path, PYTHON=str(old))
    assert told.returncode == 1 and f"{old} es 3.10" in told.stderr
    told = found(tmp_path, PYTHON="python3.12")
    assert told.returncode == 1 and "there is no python3.12" in told.stderr


def test_one_whose_sqlite_is_too_old_is_refused_and_says_so(tmp_path: Path):
    python(tmp_path, "python3", "3.11", sqlite=False)
    told = found(tmp_path)
    assert told.returncode == 1
    assert "aquí python3 es 3.11 con un SQLite demasiado viejo" in told.stderr
    assert "here python3 is 3.11 with an SQLite that is too old" in told.stderr


def test_the_other_python_is_one_of_the_system_before_one_that_somebody_built(tmp_path: Path):
    python(tmp_path, "python3", "3.11")
    own = python(tmp_path / "system", "python3", "3.13")
    known = {"PATH": str(tmp_path), "SYSTEM_PYTHON": str(own)}

    def other(than: str) -> str:
        return sets_up(f'find_other {than} && echo "chosen $OTHER" || echo none', **known).stdout

    assert other("3.13") == "chosen python3\n"
    second = python(tmp_path / "system", "python3.11", "3.11")
    assert other("3.13") == f"chosen {second}\n"
    assert other("3.11") == f"chosen {own}\n"
    second.unlink()
    (tmp_path / "python3").unlink()
    assert other("3.13") == "none\n"


def test_without_any_python_it_says_so(tmp_path: Path):
    told = found(tmp_path)
    assert told.returncode == 1
    assert "no hay ninguno" in told.stderr and "there is no such Python" in told.stderr


def kept(venv: Path, **environment: str) -> bool:
    """Whether an environment that lies there is used as it is, and not made anew."""
    script = f'VENV="{venv}" BIN="{venv}/bin"; find_python() {{ echo anew; exit 0; }}; make_venv; echo kept'
    answer = sets_up(script, PATH="/usr/bin:/bin", **environment)
    assert answer.returncode == 0, answer.stderr
    return {"kept\n": True, "anew\n": False}[answer.stdout]


def environment_of(venv: Path, version: str) -> Path:
    python(venv / "bin", "python", version)
    (venv / ".uv").write_text(f"{version} {venv}", encoding="utf-8")
    return venv


def test_an_environment_is_kept_while_it_is_whole_and_of_the_python_asked_for(tmp_path: Path):
    venv = environment_of(tmp_path / ".venv", "3.12")
    assert kept(venv)
    assert kept(venv, PYTHON=str(python(tmp_path, "python3.12", "3.12")))
    assert not kept(venv, PYTHON=str(python(tmp_path, "python3.14", "3.14")))


def test_one_that_was_left_half_made_is_made_anew(tmp_path: Path):
    venv = environment_of(tmp_path / ".venv", "3.12")
    (venv / ".uv").unlink()
    assert not kept(venv)


def test_one_whose_python_became_another_is_made_anew(tmp_path: Path):
    """As after an upgrade of Debian: its python is the system's, its packages are the old one's."""
    venv = environment_of(tmp_path / ".venv", "3.11")
    python(venv / "bin", "python", "3.13")
    assert not kept(venv)
    (venv / "bin/python").unlink()
    assert not kept(venv)


def test_one_that_was_moved_is_made_anew(tmp_path: Path):
    """Its commands begin with the place where they were made."""
    venv = environment_of(tmp_path / "before/.venv", "3.12")
    assert not kept(venv.parent.rename(tmp_path / "after") / ".venv")


def test_of_two_commands_side_by_side_the_second_waits_for_the_first(tmp_path: Path):
    step = f"step() {{ echo in >>{tmp_path}/said; sleep 0.3; echo out >>{tmp_path}/said; }}"
    script = f". {SETUP}; ROOT={tmp_path}; {step}; one_at_a_time step"
    both = [
        subprocess.Popen(["/bin/sh", "-euc", script], cwd=ROOT, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    told = [one.communicate()[1] for one in both]
    assert [one.returncode for one in both] == [0, 0], told
    assert (tmp_path / "said").read_text("utf-8").split() == ["in", "out", "in", "out"]
    assert sum("another command is preparing" in one for one in told) == 1


def test_the_bounds_are_those_of_the_package():
    text = SETUP.read_text(encoding="utf-8")
    first, last = re.search(r"^FIRST_PYTHON=3\.(\d+) LAST_PYTHON=3\.(\d+)$", text, re.M).groups()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == f">=3.{first},<3.{int(last) + 1}"


@pytest.mark.parametrize("path", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda p: p.name)
def test_the_lock_has_one_version_of_a_package_for_every_python(path: Path):
    """Types and results are then the same on all of them; what is green on one says more of the rest."""
    names = re.findall(r"^([a-z0-9_.-]+)==", path.read_text(encoding="utf-8"), re.M)
    assert [name for name, times in Counter(names).items() if times > 1] == []
    assert "python_full_version" not in path.read_text(encoding="utf-8")


def test_what_is_installed_already_is_not_installed_again(tmp_path: Path):
    asked, uv = tmp_path / "asked", tmp_path / "bin/uv"
    uv.parent.mkdir()
    uv.write_text(f'#!/bin/sh\necho "$*" >>{asked}\n', encoding="utf-8")
    uv.chmod(0o755)
    here = f"VENV={tmp_path} BIN={tmp_path}/bin"
    assert sets_up(f"{here}; install_program; install_program", PATH="/usr/bin:/bin").returncode == 0
    packages, program = asked.read_text(encoding="utf-8").splitlines()
    assert "requirements/build.txt" in packages and "--editable ." in program
