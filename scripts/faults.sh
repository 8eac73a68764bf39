#!/bin/sh
# Every harness of faults/, with its full count, once per database where it has two. Needs root.
#   scripts/faults.sh               everything
#   scripts/faults.sh kills cuts    only these
set -u
cd "$(dirname "$0")/.."
. scripts/setup.sh
prepare_test
. scripts/postgres.sh
find_postgres || install_packages "PostgreSQL" postgresql

# What holds for any input is tried with others than the suite's, and ten times as many.
properties=0
[ $# -gt 0 ] || HYPOTHESIS_PROFILE=more ./test -m hypothesis || properties=1

failed=""
one() {
	"$BIN/python" -m faults "$@" || failed="$failed $*;"
}
"$BIN/python" -m faults --list | while read -r name count both; do
	[ $# -eq 0 ] || case " $* " in *" $name "*) ;; *) continue ;; esac
	[ "$name" = soak ] && [ $# -eq 0 ] && continue # nightly
	failed=""
	one "$name" --count "$count"
	[ "$both" = both ] && one "$name" --count "$count" --postgres
	[ -z "$failed" ] || printf 'NOT WELL: %s\n' "$failed"
done | {
	status=0
	while IFS= read -r line; do
		printf '%s\n' "$line"
		case "$line" in *"NOT WELL"* | *Traceback*) status=1 ;; esac
	done
	exit $status
}
[ $? -eq 0 ] && [ $properties -eq 0 ]
