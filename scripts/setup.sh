# Shared by ./run and ./test: the environment in .venv, from the hashed lock. POSIX sh.
# After sourcing, `prepare_run` or `prepare_test` set everything up; $BIN is .venv/bin.

ROOT=$(pwd)
BIN="$ROOT/.venv/bin"
export UV_CACHE_DIR="${UV_CACHE_DIR:-$ROOT/var/uv-cache}"
export PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE="${PYTHONDONTWRITEBYTECODE:-}"

say() { printf '%s\n' "$*" >&2; }

# install_packages WHY PACKAGE…: Debian packages, where this may; else the line to type, and stop.
install_packages() {
	why=$1
	shift
	if [ "$(id -u)" = 0 ]; then
		sudo=""
	elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
		sudo="sudo"
	else
		say "Falta $why. Escriba / Missing: $why. Type:"
		say "  sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
		exit 1
	fi
	if ! command -v apt-get >/dev/null 2>&1; then
		say "Falta $why; instale / Missing: $why; install: $*"
		exit 1
	fi
	say "· $why: apt-get install $*"
	$sudo apt-get update -qq >/dev/null 2>&1 || true
	DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "$@" >/dev/null ||
		{
			say "No se pudo instalar $why. Escriba / Could not install $why. Type:"
			say "  apt-get install -y --no-install-recommends $*"
			exit 1
		}
}

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
	for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
		if command -v "$candidate" >/dev/null 2>&1 && is_new_enough "$candidate"; then
			PYTHON=$candidate
			return
		fi
	done
	say "Se necesita Python 3.11 o más reciente / Python 3.11 or newer is needed."
	exit 1
}

make_venv() {
	[ -x "$BIN/python" ] && is_new_enough "$BIN/python" && [ -f "$ROOT/.venv/.uv" ] && return
	find_python
	"$PYTHON" -c 'import ensurepip, venv' 2>/dev/null || install_packages "python3-venv" python3-venv
	say "· entorno / environment (.venv)"
	rm -rf "$ROOT/.venv"
	"$PYTHON" -m venv "$ROOT/.venv"
	"$BIN/python" -m pip install -q --require-hashes -r requirements/uv.txt
	touch "$ROOT/.venv/.uv"
}

# install_lock NAME: the packages of requirements/NAME.txt, once for each version of that file.
install_lock() {
	stamp="$ROOT/.venv/.$1"
	[ -f "$stamp" ] && cmp -s "$stamp" "requirements/$1.txt" && return
	say "· paquetes / packages ($1)"
	# The system's certificates, for networks that have one of their own; pip where uv cannot.
	"$BIN/uv" pip install -q --system-certs --python "$BIN/python" --require-hashes \
		-r "requirements/$1.txt" ||
		"$BIN/python" -m pip install -q --require-hashes -r "requirements/$1.txt"
	cp "requirements/$1.txt" "$stamp"
}

make_command() {
	packages=$("$BIN/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
	[ -f "$packages/cauce.pth" ] && [ -x "$BIN/cauce" ] && return
	printf '%s\n' "$ROOT" >"$packages/cauce.pth"
	printf '#!%s\nfrom cauce.site.cli import main\n\nmain()\n' "$BIN/python" >"$BIN/cauce"
	chmod +x "$BIN/cauce"
}

# What sets type on paper: WeasyPrint loads it from the system.
make_paper() {
	"$BIN/python" -c 'import ctypes
for name in ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"):
    ctypes.CDLL(name)' 2>/dev/null ||
		install_packages "Pango" libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
}

prepare_run() {
	make_venv
	make_paper
	install_lock run
	make_command
}

# What the harnesses of faults/ need; they run as root, and nobody else is asked for it.
make_faults() {
	[ "$(id -u)" = 0 ] || return 0
	{ command -v mkfs.btrfs && command -v mkfs.ext4 && command -v faketime && command -v losetup; } >/dev/null 2>&1 ||
		install_packages "btrfs, ext4, faketime" btrfs-progs e2fsprogs faketime mount util-linux
}

prepare_test() {
	prepare_run
	install_lock test
	command -v chromium >/dev/null 2>&1 || install_packages "chromium" chromium
	command -v nginx >/dev/null 2>&1 || install_packages "nginx" nginx-light
	command -v openssl >/dev/null 2>&1 || install_packages "openssl" openssl
	command -v systemd-analyze >/dev/null 2>&1 || install_packages "systemd-analyze" systemd
	command -v pdftotext >/dev/null 2>&1 || install_packages "pdftotext" poppler-utils
	command -v softhsm2-util >/dev/null 2>&1 || install_packages "SoftHSM" softhsm2
	make_faults
}
