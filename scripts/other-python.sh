#!/bin/sh
# What the suite of one Python cannot see: another Python of this machine, of the same lock, with the
# linters, the content, the imports and the tests that are quick (all that ask no database).
#   scripts/other-python.sh          in .venv-other; with CI=true, no other Python is a failure
#   OTHER_PYTHON=/usr/bin/python3.13 scripts/other-python.sh
set -eu
cd "$(dirname "$0")/.."
. scripts/setup.sh
prepare_test
MAIN=$(version_of "$BIN/python")

find_other() {
	for candidate in ${OTHER_PYTHON:-$SYSTEM_PYTHON python3 python3.11 python3.12 python3.13 python3.14}; do
		version=$(version_of "$candidate") || continue
		[ "$version" != "$MAIN" ] && is_admitted "$version" && OTHER=$candidate && return
	done
	say "No hay otro Python de $FIRST_PYTHON a $LAST_PYTHON que el $MAIN de .venv: esta parte no se corre."
	say "There is no other Python of $FIRST_PYTHON to $LAST_PYTHON than the $MAIN of .venv: this part is not run."
	[ -n "${CI:-}" ] && exit 1
	exit 0
}

find_other
VENV="$ROOT/.venv-other"
BIN="$VENV/bin"
PYTHON=$OTHER
prepare_test
say "· Python $(version_of "$BIN/python") (.venv: $MAIN)"
"$BIN/ruff" check .
"$BIN/mypy"
"$BIN/lint-imports"
"$BIN/cauce" check
PYTHONDONTWRITEBYTECODE="" "$BIN/python" -m pytest -p tests.quick -n0 "${@:-cauce}"
