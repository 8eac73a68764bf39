# A temporary PostgreSQL cluster for the tests: started on a free port, removed at the end. POSIX sh.

find_postgres() {
	for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -Vr); do
		[ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ] && PG=$folder && return 0
	done
	return 1
}

as_postgres() {
	if [ "$(id -u)" = 0 ]; then
		su postgres -s /bin/sh -c "$*"
	else
		sh -c "$*"
	fi
}

# The folder for the cluster: in memory where the machine offers 2 GB of it, so that fsync, which stays
# on as on a server (the program refuses to start without), waits for no disk; else on the disk.
cluster_folder() {
	free=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }')
	if [ "${free:-0}" -ge 2097152 ] && [ -w /dev/shm ]; then
		mktemp -d /dev/shm/cauce-postgres-XXXXXX
	else
		mktemp -d
	fi
}

start_postgres() {
	find_postgres || install_packages "PostgreSQL" postgresql
	find_postgres || {
		say "No se encontró PostgreSQL / PostgreSQL was not found."
		exit 1
	}
	CLUSTER=$(cluster_folder)
	[ "$(id -u)" = 0 ] && chown postgres "$CLUSTER"
	PGPORT=$("$BIN/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
	say "· PostgreSQL ($PG)"
	as_postgres "$PG/initdb -D $CLUSTER/data -U cauce -A trust -E UTF8 --locale=C.UTF-8 >/dev/null"
	as_postgres "$PG/pg_ctl -w -D $CLUSTER/data -l $CLUSTER/log \
		-o '-p $PGPORT -c listen_addresses=127.0.0.1 -c unix_socket_directories=$CLUSTER' start >/dev/null"
	POSTGRES_DATA="$CLUSTER/data" # where a test looks for what must not lie on the disk
	export POSTGRES_DATA
	DATABASE_URL="postgres://cauce@127.0.0.1:$PGPORT/postgres"
	export DATABASE_URL
}

stop_postgres() {
	as_postgres "$PG/pg_ctl -m fast -D $CLUSTER/data stop >/dev/null" || true
	rm -rf "$CLUSTER"
}
