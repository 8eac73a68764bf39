#!/bin/sh
# dist/cauce-<version>-py3-none-any.whl: the program, its content and the help, with the locks of what it needs.
# `make wheel` and scripts/deb.sh call it.
set -eu
cd "$(dirname "$0")/.."
HELP=cauce/desk/home/help/site
trap 'rm -rf "$HELP"' EXIT
trap 'exit 130' INT TERM HUP
.venv/bin/python -m scripts.helpsite "$HELP" >/dev/null
rm -f dist/cauce-*.whl
.venv/bin/python -m hatchling build -t wheel -d dist
cp requirements/base.txt requirements/run.txt dist/
