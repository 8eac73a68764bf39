# A bare Debian root from this machine's own package sources. POSIX sh; sourced by fresh.sh and by tests/dist.
# make_root fills $WORK/root with Debian $SUITE and $INCLUDE. Needs root and mmdebstrap.
SUITE=${SUITE:-trixie}

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
	grep -hsE '^ *Acquire::.*;' /etc/apt/apt.conf /etc/apt/apt.conf.d/* >"$WORK/reach.conf" || true
	say "· Debian $SUITE (mmdebstrap)"
	# shellcheck disable=SC2086 # one word a file
	mmdebstrap --quiet --mode=root --variant=minbase --aptopt="$WORK/reach.conf" \
		--include="ca-certificates${INCLUDE:+,$INCLUDE}" "$SUITE" "$WORK/root" $sources ||
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

may_make_root() {
	[ "$(id -u)" = 0 ] ||
		missing "Solo root puede hacer una raíz" "Only root can make a root" "sudo $1"
	command -v mmdebstrap >/dev/null 2>&1 ||
		missing "Falta mmdebstrap" "mmdebstrap is missing" "apt-get install -y --no-install-recommends mmdebstrap"
}
