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
SUITE=${SUITE:-trixie}
[ -z "${PYTHON_FROM:-}" ] || export PYTHON="$PYTHON_FROM/bin/python3"

say() { printf '%s\n' "$*" >&2; }
missing() {
	say "$1. Escriba / $2. Type:"
	say "  $3"
	exit 1
}

# The files of package sources that carry this machine's own suite, with the suite asked for in its
# place. Sources without it (a folder of the machine's own) and what pins versions stay here.
copy_sources() {
	own=$(. /etc/os-release && printf '%s' "${VERSION_CODENAME:-}")
	for file in /etc/apt/sources.list /etc/apt/sources.list.d/*; do
		[ -f "$file" ] && grep -v '^ *#' "$file" | grep -qw "$own" || continue
		sed "s/\b$own\b/$SUITE/g" "$file" >"$WORK/${file##*/}"
		set -- "$@" "$WORK/${file##*/}"
	done
	if [ $# -eq 0 ]; then
		say "Ninguna fuente de paquetes nombra «$own» / No package source names \"$own\": /etc/apt"
		exit 1
	fi
	printf '%s\n' "$@"
}

make_root() {
	sources=$(copy_sources)
	# How this machine reaches its sources; what else apt is told here is no part of a bare root.
	reach=$(grep -ls '^ *Acquire::' /etc/apt/apt.conf /etc/apt/apt.conf.d/* || true)
	say "· Debian $SUITE (mmdebstrap)"
	# shellcheck disable=SC2046,SC2086 # one word a file
	mmdebstrap --quiet --mode=root --variant=minbase $(printf -- '--aptopt=%s ' $reach) \
		--include="git,python3,ca-certificates${INCLUDE:+,$INCLUDE}" "$SUITE" "$WORK/root" $sources ||
		{
			say "No se pudo traer Debian «$SUITE» de las fuentes de esta máquina /"
			say "Debian \"$SUITE\" could not be brought from this machine's sources"
			exit 1
		}
	# shellcheck disable=SC2013,SC2086
	for file in $(sed -nE 's/^Signed-By: *(\/.*)|.*signed-by=(\/[^] ]*).*/\1\2/p' $sources | sort -u); do
		[ -e "$WORK/root$file" ] || cp -L "$file" "$WORK/root$file" # another Debian names its keys otherwise
	done
	for file in /usr/local/share/ca-certificates/*.crt; do
		[ ! -f "$file" ] || cp "$file" "$WORK/root/usr/local/share/ca-certificates/"
	done
	chroot "$WORK/root" update-ca-certificates >/dev/null 2>&1
	if [ -n "${PYTHON_FROM:-}" ]; then
		mkdir -p "$WORK/root$PYTHON_FROM"
		cp -a "$PYTHON_FROM/." "$WORK/root$PYTHON_FROM/"
	fi
	for file in /etc/resolv.conf /etc/hosts /etc/pip.conf /etc/xdg/pip /etc/uv /etc/xdg/uv; do
		[ -e "$file" ] || continue
		mkdir -p "$WORK/root${file%/*}"
		cp -RL "$file" "$WORK/root${file%/*}/"
	done
}

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

[ "$(id -u)" = 0 ] ||
	missing "Solo root puede hacer una raíz" "Only root can make a root" "sudo make fresh"
command -v mmdebstrap >/dev/null 2>&1 ||
	missing "Falta mmdebstrap" "mmdebstrap is missing" "apt-get install -y --no-install-recommends mmdebstrap"
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
