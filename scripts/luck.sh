#!/bin/sh
# The tests in orders that are drawn and under other clocks, in search of what depends on either.
#   scripts/luck.sh                  everything, four times
#   scripts/luck.sh cauce/intake/calls      only these (any argument of pytest)
#   RUNS="3 2026-11-01 06:50" scripts/luck.sh tests/casework     that order under that clock again
# The clock (UTC) is that of the tests and of all that they start but the browser, what drives it and Java, and
# goes on: midday, shortly before midnight, and in Houston before an hour that comes twice and before one that
# never comes. Whole runs have faults/ under the true one: it moves the clock of its processes itself.
set -eu
cd "$(dirname "$0")/.."
. scripts/setup.sh
prepare_test
command -v faketime >/dev/null 2>&1 || install_packages "faketime" faketime
export DJANGO_ALLOW_ASYNC_UNSAFE=true PYTHONDONTWRITEBYTECODE=
# What waits goes by the monotonic clock, which stays as it is.
export FAKETIME_DONT_FAKE_MONOTONIC=1
# Java checks forms, reads no clock that matters, and would take twenty times as long under another. What drives
# the browser keeps the browser's clock: a page whose hours a test moves would jump over all that lies between.
OTHERS=$(mktemp -d)
trap 'rm -rf "$OTHERS"' EXIT
true_clock() { # NAME PROGRAM: a program of that name that keeps the true clock
	printf '#!/bin/sh\nunset LD_PRELOAD\nexec %s "$@"\n' "$2" >"$OTHERS/$1"
	chmod +x "$OTHERS/$1"
}
if JAVA=$(command -v java); then true_clock java "$JAVA"; fi
DRIVER=$("$BIN/python" -c 'from playwright._impl._driver import compute_driver_executable as d; print(d()[0])')
true_clock node "$DRIVER"
export PLAYWRIGHT_NODEJS_PATH="$OTHERS/node"

TODAY=$(date -u +%Y-%m-%d)
export TRUE_DAY="$TODAY" # a day that is written down is compared with this one
RUNS=${RUNS:-"1 $TODAY 12:30
2 $TODAY 23:40
3 2026-11-01 06:50
4 2027-03-14 07:50"}
failed="" apart=""
[ $# -gt 0 ] || apart="--ignore=tests/faults"
while read -r seed day hour; do
	say "· orden / order $seed, $day $hour UTC"
	drawn="-n ${TEST_WORKERS:-2} --dist loadfile --no-loadscope-reorder -p tests.luck --order-seed $seed"
	# shellcheck disable=SC2086 # words of a command
	TZ=UTC PATH="$OTHERS:$PATH" faketime -f "@$day $hour:00" "$BIN/python" -m pytest $drawn $apart "$@" </dev/null ||
		failed="$failed RUNS=\"$seed $day $hour\";"
	# shellcheck disable=SC2086 # words of a command
	[ $# -gt 0 ] || "$BIN/python" -m pytest $drawn tests/faults </dev/null || failed="$failed RUNS=\"$seed …\" tests/faults;"
done <<END
$RUNS
END
[ -z "$failed" ] || {
	say "MAL / NOT WELL:$failed"
	exit 1
}
