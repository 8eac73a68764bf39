#!/bin/sh
# Both commands as a newcomer types them, cold: a bare Debian root with git and python3, a clone of
# HEAD, `./run --prepare`, `./test`. Needs root and mmdebstrap; leaves nothing behind.
#   scripts/fresh.sh                        Debian 13, everything
#   scripts/fresh.sh ./test cauce/rules     another second command
#   SUITE=forky scripts/fresh.sh            another Debian (forky: Python 3.14)
#   PYTHON_FROM=~/.pyenv/versions/3.11.7 scripts/fresh.sh    with a Python of this machine's, copied in
#   SUITE=forky INCLUDE=python3.13,python3.13-venv PYTHON=python3.13 …    with a Python of that Debian's
#   FRESH_DIR=/var/tmp                      where the root lies while it is needed: about 3 GB
set -eu
cd "$(dirname "$0")/.."
HERE=$(pwd)
. scripts/root.sh
INCLUDE=git,python3${INCLUDE:+,$INCLUDE}
[ -z "${PYTHON_FROM:-}" ] || export PYTHON="$PYTHON_FROM/bin/python3"

# What this machine says of its network and its processor, and no more of its environment.
environment() {
	env | sed -nE 's/^((PIP_(CERT|DEFAULT_TIMEOUT|TRUSTED_HOST|[A-Z_]*INDEX[A-Z_]*)|UV_[A-Z_]*INDEX[A-Z_]*|SSL_CERT_(FILE|DIR)|[A-Za-z]+_(proxy|PROXY)|OPENBLAS_[A-Z0-9_]+|PYTHON|TEST_WORKERS)=[^ ]*)$/\1/p'
}

timed() {
	since=$(date +%s)
	status=0
	# shellcheck disable=SC2046 # one word a variable
	chroot "$WORK/root" env -i HOME=/root LANG=C.UTF-8 TERM="${TERM:-dumb}" \
		PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin $(environment) \
		sh -c 'cd /srv/cauce && exec "$@"' sh "$@" || status=$?
	say "· $*: $(($(date +%s) - since)) s, $([ $status = 0 ] && echo "bien / well" || echo "MAL / NOT WELL ($status)")"
	return $status
}

# Runs as the first process of its own namespaces: its mounts and processes end with it.
inside() {
	make_root
	mount --bind "$WORK/root" "$WORK/root" # what the tests mount asks for a root that is a mount
	mount -t proc proc "$WORK/root/proc"
	mount --rbind /sys "$WORK/root/sys"
	mount --rbind /dev "$WORK/root/dev"
	mount -t tmpfs tmpfs "$WORK/root/dev/shm"
	git clone -q --no-hardlinks "$HERE" "$WORK/root/srv/cauce"
	say "· $(chroot "$WORK/root" sh -c '. /etc/os-release; "${PYTHON:-python3}" -V; echo "$PRETTY_NAME"' | paste -sd' ')"
	timed ./run --prepare
	timed "$@"
}

[ $# -gt 0 ] || set -- ./test
if [ -n "${FRESH_INSIDE:-}" ]; then
	WORK=$FRESH_INSIDE
	inside "$@"
	exit 0
fi

may_make_root "make fresh"
WORK=$(mktemp -d "${FRESH_DIR:-/var/tmp}/cauce-fresh-XXXXXX")
CHILD=
leave() {
	[ -z "$CHILD" ] || kill -KILL "$CHILD" 2>/dev/null || true
	wait
	say "· se retira / taking away $WORK"
	rm -rf --one-file-system "$WORK" || { sleep 1 && rm -rf --one-file-system "$WORK"; }
}
trap leave EXIT
trap 'exit 130' INT TERM HUP
chmod 755 "$WORK"
FRESH_INSIDE=$WORK unshare --mount --propagation private --pid --fork --kill-child "$0" "$@" &
CHILD=$!
status=0
wait "$CHILD" || status=$?
CHILD=
exit $status
