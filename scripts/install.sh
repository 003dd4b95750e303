#!/usr/bin/env bash
# Installs what is missing, and nothing else: system packages through apt, a .venv from the hash-locked requirements,
# compiled translations. `--dev` adds what tests and checks need, `--bench` to that what is measured against.
set -euo pipefail
cd "$(dirname "$0")/.."

dev=${1:-}
lock=requirements.lock
packages=(python3-venv ca-certificates gettext libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0
  fonts-open-sans fonts-dejavu-core)
if [ "$dev" = --dev ] || [ "$dev" = --bench ]; then
  lock=requirements${dev/--/-}.lock
  packages+=(postgresql redis-server chromium libatomic1 git spamassassin)
fi

fail() { echo "install: $1" >&2; exit 1; }

has() { # Whether a package's purpose is already served, by the package or by other means.
  case $1 in
    python3-venv) python3 -c 'import ensurepip, venv' 2>/dev/null ;;
    postgresql) compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null ;;
    redis-server | chromium | git | spamassassin) command -v "$1" >/dev/null ;;
    *) [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ] ;;
  esac
}

command -v python3 >/dev/null || fail "Python 3.11 or later is needed."
python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || fail "Python 3.11 or later is needed."

missing=()
for package in "${packages[@]}"; do has "$package" || missing+=("$package"); done
if [ ${#missing[@]} -gt 0 ]; then
  command -v apt-get >/dev/null || fail "these packages are missing and there is no apt: ${missing[*]}"
  root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "root or sudo is needed to install: ${missing[*]}"
    root=(sudo)
  fi
  echo "install: ${missing[*]}"
  "${root[@]}" apt-get update -qq
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

# A .venv is made anew when its Python is gone.
[ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null || python3 -m venv --clear .venv
sum=$(sha256sum "$lock" | cut -d' ' -f1)
# The development set holds the other one, so it serves both.
installed=$(cat .venv/installed-* 2>/dev/null || true)
case $installed in
  *"$sum"*) ;;
  *)
    echo "install: Python packages of $lock"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
    echo "$sum" >".venv/installed-$lock"
    ;;
esac

for source in locale/*/LC_MESSAGES/*.po; do
  [ -e "$source" ] || continue
  compiled=${source%.po}.mo
  [ "$compiled" -nt "$source" ] || msgfmt --check-format -o "$compiled" "$source"
done
