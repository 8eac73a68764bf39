#!/bin/sh
# dist/cauce_<version>_<arch>.deb from the wheel and the hashed lock, with this system's Python 3: an
# environment in /usr/lib/cauce that holds no path of the place where it was made. `make deb` calls it.
#   scripts/deb.sh                the program, without what is heavy and rare
#   scripts/deb.sh statistics     an extra of pyproject.toml, for the same environment: cauce-statistics_….deb
set -eu
cd "$(dirname "$0")/.."
. scripts/setup.sh
EXTRA=${1:-}
PYTHON=${PYTHON:-$SYSTEM_PYTHON}
case "$EXTRA" in
"") PACKAGE=cauce LOCK=base ;;
statistics) PACKAGE=cauce-$EXTRA LOCK=run ;;
linkage | hsm) PACKAGE=cauce-$EXTRA LOCK=$EXTRA ;;
*)
	say "scripts/deb.sh [statistics | linkage | hsm]"
	exit 2
	;;
esac
HOME_OF_IT=/usr/lib/cauce

prepare_run
VERSION=$(sed -n 's/^version = "\(.*\)"$/\1/p' pyproject.toml)
mkdir -p dist
ARCH=$(dpkg --print-architecture)
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null || stat -c %Y pyproject.toml)
export SOURCE_DATE_EPOCH
mkdir -p var
WORK=$(mktemp -d "$ROOT/var/deb-XXXXXX")
trap 'rm -rf "$WORK"' EXIT
trap 'exit 130' INT TERM HUP
TREE=$WORK/tree
ENVIRONMENT=$TREE$HOME_OF_IT

install_into() {
	"$BIN/uv" pip install -q --system-certs --link-mode copy --python "$ENVIRONMENT/bin/python" "$@"
}
say "· entorno / environment ($LOCK, Python $(version_of "$PYTHON"))"
"$PYTHON" -m venv --without-pip --symlinks "$ENVIRONMENT"
install_into --require-hashes -r requirements/base.txt || no_packages base
if [ -n "$EXTRA" ]; then
	# What the extra brings beside the program; a package that both need is the program's. Linkage stands on
	# statistics: no file may be of two packages.
	[ "$EXTRA" != linkage ] || install_into --require-hashes -r requirements/run.txt || no_packages run
	(cd "$TREE" && find . -type f -o -type l | sort) >"$WORK/before"
	install_into --require-hashes -r "requirements/$LOCK.txt" || no_packages "$LOCK"
	(cd "$TREE" && xargs -d '\n' rm -f <"$WORK/before" && find . -type d -empty -delete)
else
	scripts/wheel.sh >/dev/null
	install_into --offline --no-deps "dist/cauce-$VERSION-py3-none-any.whl"
	ln -sf "/usr/bin/python$(version_of "$PYTHON")" "$ENVIRONMENT/bin/python3"
	sed -i "s|$TREE||g; /^command = /d" "$ENVIRONMENT/pyvenv.cfg"
fi

# What names the place of building, or is for somebody who types in an environment, stays out.
find "$ENVIRONMENT" \( -name direct_url.json -o -name uv_cache.json -o -name __pycache__ \) -prune -exec rm -rf {} +
rm -f "$ENVIRONMENT"/bin/[Aa]ctivate* "$ENVIRONMENT/.gitignore" "$ENVIRONMENT/CACHEDIR.TAG" "$ENVIRONMENT/.lock"
[ ! -d "$ENVIRONMENT/bin" ] || grep -rlIF "$TREE" "$ENVIRONMENT/bin" | xargs -r sed -i "s|$TREE||g"
left=$(grep -rlF -e "$WORK" -e "$ROOT/" "$ENVIRONMENT" || true)
if [ -n "$left" ]; then
	say "Queda la ruta de esta máquina en / The path of this machine is left in:" "$left"
	exit 1
fi
# Services may not write beside themselves: what Python reads is compiled here, whatever the dates are.
"$PYTHON" -m compileall -q -j 2 --invalidation-mode unchecked-hash -s "$TREE" "$ENVIRONMENT/lib" >/dev/null || true

put() { install -D -m "$1" "$2" "$TREE$3"; }
FROM=deploy/debian
mkdir -p "$TREE/DEBIAN"
put 644 NOTICE "/usr/share/doc/$PACKAGE/copyright"
printf '\nApache-2.0: /usr/share/common-licenses/Apache-2.0\n' >>"$TREE/usr/share/doc/$PACKAGE/copyright"
printf '%s (%s) stable; urgency=medium\n\n  * CHANGELOG.md.\n\n -- Cauce <cauce@example.invalid>  %s\n' \
	"$PACKAGE" "$VERSION" "$(date -uR -d "@$SOURCE_DATE_EPOCH")" | gzip -9n >"$TREE/usr/share/doc/$PACKAGE/changelog.gz"
if [ -z "$EXTRA" ]; then
	put 755 $FROM/cauce /usr/bin/cauce
	put 755 $FROM/cauce-setup /usr/sbin/cauce-setup
	put 644 $FROM/cauce.sysusers /usr/lib/sysusers.d/cauce.conf
	put 644 $FROM/cauce.tmpfiles /usr/lib/tmpfiles.d/cauce.conf
	put 644 $FROM/environment /usr/share/cauce/environment
	put 644 deploy/nginx/cauce.conf /usr/share/cauce/nginx/cauce.conf
	put 644 deploy/nginx/cauce_proxy.conf /etc/nginx/cauce_proxy.conf
	put 644 deploy/postgres/roles.sql /usr/share/cauce/postgres/roles.sql
	for unit in deploy/systemd/*; do put 644 "$unit" "/usr/lib/systemd/system/${unit##*/}"; done
	put 644 docs/deploy.md /usr/share/doc/cauce/deploy.md
	for script in config preinst postinst prerm postrm; do install -m 755 "$FROM/$script" "$TREE/DEBIAN/$script"; done
	install -m 644 "$FROM/templates" "$TREE/DEBIAN/templates"
	printf '/etc/nginx/cauce_proxy.conf\n' >"$TREE/DEBIAN/conffiles"
else
	[ "$EXTRA" != statistics ] || put 644 $FROM/statistics.conf /usr/lib/systemd/system/cauce.service.d/statistics.conf
	for script in postinst postrm; do install -m 755 "$FROM/extra.$script" "$TREE/DEBIAN/$script"; done
fi
[ "$EXTRA" = linkage ] && AFTER=", cauce-statistics (= $VERSION)" || AFTER=
minor=$(version_of "$PYTHON" | cut -d. -f2)
sed -e "s/@PACKAGE@/$PACKAGE/; s/@EXTRA@/$EXTRA/; s/@AFTER@/$AFTER/" -e "s/@VERSION@/$VERSION/g; s/@ARCH@/$ARCH/; s/@PYTHON@/3.$minor/; s/@PYTHON_AFTER@/3.$((minor + 1))/" \
	-e "s/@SIZE@/$(du -sk --exclude=DEBIAN "$TREE" | cut -f1)/" "$FROM/${PACKAGE%%-*}${EXTRA:+-extra}.control" >"$TREE/DEBIAN/control"
(cd "$TREE" && find . -path ./DEBIAN -prune -o -type f -printf '%P\0' | sort -z | xargs -0 md5sum >DEBIAN/md5sums)
find "$TREE" -newermt "@$SOURCE_DATE_EPOCH" -exec touch -hd "@$SOURCE_DATE_EPOCH" {} +
chmod -R go-w "$TREE"
find "$ENVIRONMENT/lib" -name '*.so*' -type f -exec chmod a-x {} +
DEB=dist/${PACKAGE}_${VERSION}_$ARCH.deb
say "· $DEB"
dpkg-deb --root-owner-group -Zzstd -z12 --build "$TREE" "$DEB" >/dev/null
say "  $(du -h "$DEB" | cut -f1); instalado / installed: $(sed -n 's/^Installed-Size: //p' "$TREE/DEBIAN/control") kB"
