#!/bin/sh
# What the suite of one Python cannot see: another Python of this machine, of the same lock, with the
# linters, the content and the imports beside the tests that are quick (all that ask no database).
#   scripts/other-python.sh          in .venv-other; with CI=true, no other Python is a failure
#   scripts/other-python.sh --prepare   sets it up and runs nothing
#   OTHER_PYTHON=/usr/bin/python3.13 scripts/other-python.sh
set -eu
cd "$(dirname "$0")/.."
. scripts/setup.sh
prepare_test
MAIN=$(version_of "$BIN/python")
find_other "$MAIN" || {
	say "No hay otro Python de $FIRST_PYTHON a $LAST_PYTHON que el $MAIN de .venv: esta parte no se corre."
	say "There is no other Python of $FIRST_PYTHON to $LAST_PYTHON than the $MAIN of .venv: this part is not run."
	[ -n "${CI:-}" ] && exit 1
	exit 0
}
VENV="$ROOT/.venv-other"
BIN="$VENV/bin"
PYTHON=$OTHER
# Of the same version, but another one: an environment of before is not this one's.
prefix_of() { "$1" -c 'import sys; print(sys.base_prefix)' 2>/dev/null; }
[ "$(prefix_of "$BIN/python")" = "$(prefix_of "$OTHER")" ] || rm -rf "$VENV"
prepare_test
[ "${1:-}" != --prepare ] || exit 0
say "· Python $(version_of "$BIN/python") (.venv: $MAIN)"
export PYTHONDONTWRITEBYTECODE= DJANGO_ALLOW_ASYNC_UNSAFE=true
# None of them waits for a browser or a process: a worker for each processor, and none more.
TEST_WORKERS=${TEST_WORKERS:-$(nproc)}
export TEST_WORKERS
"$BIN/python" -m tests.suite.together -p tests.quick "${@:-cauce}"
