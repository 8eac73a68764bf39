# Shared by ./run and ./test: the environment in .venv, from the hashed lock. POSIX sh.
# After sourcing, `prepare_run` or `prepare_test` set everything up; $BIN is .venv/bin.

ROOT=$(pwd)
VENV="$ROOT/.venv"
BIN="$VENV/bin"
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
	# Without the lock of one_at_a_time, which a service that apt starts would keep.
	$sudo apt-get update -qq >/dev/null 2>&1 9>&- || true
	DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends \
		-o DPkg::Lock::Timeout=300 "$@" >/dev/null 9>&- ||
		{
			say "No se pudo instalar $why. Escriba / Could not install $why. Type:"
			say "  apt-get install -y --no-install-recommends $*"
			exit 1
		}
}

# Of pyproject.toml's requires-python; what a person reads when a Python is none of them.
FIRST_PYTHON=3.11 LAST_PYTHON=3.14
# The system's own: what a bare Debian has; one that somebody built at home is often half as fast.
SYSTEM_PYTHON="${SYSTEM_PYTHON-/usr/bin/python3}"

# version_of PYTHON: 3.11, or nothing where it cannot be run.
version_of() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null; }

is_admitted() {
	case "$1" in 3.[0-9] | 3.[0-9][0-9]) ;; *) return 1 ;; esac
	[ "${1#3.}" -ge "${FIRST_PYTHON#3.}" ] && [ "${1#3.}" -le "${LAST_PYTHON#3.}" ]
}

# Whether its SQLite checks JSON in a database that trusts no schema, as the program opens every one.
has_sqlite() {
	"$1" -c 'import sqlite3
database = sqlite3.connect(":memory:")
database.execute("PRAGMA trusted_schema = 0")
database.execute("CREATE TABLE one (it TEXT CHECK (json_valid(it)))")
database.execute("INSERT INTO one VALUES (1)")' >/dev/null 2>&1
}

# The one asked for as PYTHON and no other; else the first that is admitted, the system's own before others.
find_python() {
	es="" en=""
	for candidate in ${PYTHON:-$SYSTEM_PYTHON python3 python3.14 python3.13 python3.12 python3.11}; do
		version=$(version_of "$candidate") || continue
		if ! is_admitted "$version"; then
			es="$es, $candidate es $version" en="$en, $candidate is $version"
		elif ! has_sqlite "$candidate"; then
			es="$es, $candidate es $version con un SQLite demasiado viejo (como el de Debian 12)"
			en="$en, $candidate is $version with an SQLite that is too old (as that of Debian 12)"
		else
			PYTHON=$candidate
			return
		fi
	done
	[ -n "$es" ] || es=", no hay ${PYTHON:-ninguno}" en=", there is no ${PYTHON:-such Python}"
	say "Se necesita Python $FIRST_PYTHON a $LAST_PYTHON; aquí${es#,}. Instale uno y escriba PYTHON=/usr/bin/python3.13 $0"
	say "Python $FIRST_PYTHON to $LAST_PYTHON is needed; here${en#,}. Install one and type PYTHON=/usr/bin/python3.13 $0"
	exit 1
}

# find_other VERSION: as OTHER the first that is admitted and of another version, the system's own before any
# that somebody built; or the one asked for as OTHER_PYTHON.
find_other() {
	near=${SYSTEM_PYTHON%/*}
	for candidate in ${OTHER_PYTHON:-$SYSTEM_PYTHON $near/python3.11 $near/python3.12 $near/python3.13 \
		$near/python3.14 python3 python3.11 python3.12 python3.13 python3.14}; do
		version=$(version_of "$candidate") || continue
		[ "$version" != "$1" ] && is_admitted "$version" && OTHER=$candidate && return 0
	done
	return 1
}

# What an environment is of: its Python and its place, which its commands have in their first line.
venv_is() { printf '%s %s' "$(version_of "$BIN/python")" "$VENV"; }

# The one that lies there, if it is whole, of the Python asked for, and nothing under it has changed.
make_venv() {
	if [ "$(cat "$VENV/.uv" 2>/dev/null)" = "$(venv_is)" ] && is_admitted "$(version_of "$BIN/python")"; then
		[ -n "${PYTHON:-}" ] && [ "$(version_of "$PYTHON")" != "$(version_of "$BIN/python")" ] || return 0
	fi
	find_python
	case "${PYTHON##*/}" in python3.[0-9]*) package="${PYTHON##*/}-venv" ;; *) package=python3-venv ;; esac
	"$PYTHON" -c 'import ensurepip, venv' 2>/dev/null || install_packages "$package" "$package"
	say "· entorno / environment (${VENV##*/}, Python $(version_of "$PYTHON"))"
	rm -rf "$VENV"
	"$PYTHON" -m venv "$VENV"
	"$BIN/python" -m pip install -q --require-hashes -r requirements/uv.txt || no_packages uv
	venv_is >"$VENV/.uv"
}

no_packages() {
	say "No se pudieron instalar los paquetes de requirements/$1.txt; vuelva a escribir la orden cuando haya red y espacio."
	say "The packages of requirements/$1.txt could not be installed; type the command again when there is network and room."
	exit 1
}

# install_lock NAME: the packages of requirements/NAME.txt, once for each version of that file.
install_lock() {
	stamp="$VENV/.$1"
	[ -f "$stamp" ] && cmp -s "$stamp" "requirements/$1.txt" && return
	say "· paquetes / packages ($1)"
	# The system's certificates, for networks that have one of their own; pip where uv cannot.
	"$BIN/uv" pip install -q --system-certs --python "$BIN/python" --require-hashes \
		-r "requirements/$1.txt" ||
		"$BIN/python" -m pip install -q --require-hashes -r "requirements/$1.txt" || no_packages "$1"
	cp "requirements/$1.txt" "$stamp"
}

# The program itself, run from this folder, with its command: once for each version of pyproject.toml.
install_program() {
	# A name of its own: install_lock, called here, has another stamp.
	installed="$VENV/.program"
	[ -f "$installed" ] && cmp -s "$installed" pyproject.toml && return
	install_lock build
	"$BIN/uv" pip install -q --python "$BIN/python" --no-deps --no-build-isolation --editable . ||
		"$BIN/python" -m pip install -q --no-deps --no-build-isolation --editable . || no_packages build
	cp pyproject.toml "$installed"
}

# What sets type on paper: WeasyPrint loads it from the system.
make_paper() {
	"$BIN/python" -c 'import ctypes
for name in ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"):
    ctypes.CDLL(name)' 2>/dev/null ||
		install_packages "Pango" libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
}

# one_at_a_time STEP…: of two commands side by side the second waits, and finds the first one's work. Another
# environment has a lock of its own: nobody waits for what is set up beside.
one_at_a_time() {
	mkdir -p "$ROOT/var"
	exec 9>"$ROOT/var/.setup${VENV##*/}"
	if command -v flock >/dev/null 2>&1 && ! flock -n 9; then
		say "· otra orden prepara el entorno / another command is preparing the environment"
		flock 9
	fi
	for step in "$@"; do $step; done
	exec 9>&-
}

environment_for_run() {
	make_venv
	make_paper
	install_lock run
	install_program
	# Without what makes the help the program is whole, and the page of the help says how it is made.
	(install_lock docs) || true
}

# What the estimates compute with is compiled beside the rest, so that nobody who asks for one waits for a compiler.
compile_loops() {
	kept="$VENV/.compiled" loops="$ROOT/cauce/methods/estimation"
	# What is kept is known by the date of the files.
	[ "$kept" -nt "$loops/kernels.py" ] && [ "$kept" -nt "$loops/gibbs.py" ] && return 0
	PYTHONPATH="$ROOT" nice -n 10 "$BIN/python" -m cauce.methods.estimation.ready >/dev/null && : >"$kept"
}

prepare_run() { one_at_a_time environment_for_run; }

# What the harnesses of faults/ need; they run as root, and nobody else is asked for it.
make_faults() {
	[ "$(id -u)" = 0 ] || return 0
	{ command -v mkfs.btrfs && command -v mkfs.ext4 && command -v faketime && command -v losetup; } >/dev/null 2>&1 ||
		install_packages "btrfs, ext4, faketime" btrfs-progs e2fsprogs faketime mount util-linux
}

environment_for_test() {
	environment_for_run
	compile_loops &
	loops=$!
	install_lock test
	install_lock docs
	command -v chromium-headless-shell >/dev/null 2>&1 || install_packages "Chromium" chromium-headless-shell
	command -v nginx >/dev/null 2>&1 || install_packages "nginx" nginx-light
	command -v openssl >/dev/null 2>&1 || install_packages "openssl" openssl
	command -v systemd-analyze >/dev/null 2>&1 || install_packages "systemd-analyze" systemd
	command -v pdftotext >/dev/null 2>&1 || install_packages "pdftotext" poppler-utils
	command -v softhsm2-util >/dev/null 2>&1 || install_packages "SoftHSM" softhsm2
	make_faults
	wait "$loops" || true # whoever estimates first compiles then
}

prepare_test() { one_at_a_time environment_for_test; }
