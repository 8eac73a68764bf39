#!/bin/sh
# What the second half of .ci/run needs and a bare machine has not: PostgreSQL, and the other Python's packages.
set -eu
cd "$(dirname "$0")/.."
. scripts/setup.sh
. scripts/postgres.sh
find_postgres || install_packages "PostgreSQL" postgresql
exec scripts/other-python.sh --prepare
