#!/usr/bin/env bash
# The suite against the installed wheel, on every CPython that pyproject.toml names.
# bash scripts/every_python.sh [PYTHON...]: versions such as 3.14, which uv finds or fetches, or paths
# of interpreters. Without the browser, and with few examples of each law: the code is the same.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export KPBARGAINING_LAWS=brief PYTHONPYCACHEPREFIX=$work/compiled # each compiles once, and leaves nothing
unset PYTHONDONTWRITEBYTECODE
uv() { python3 -m uv "$@"; }

on() { # FOLDER: an environment of its own with all that is pinned, and the wheel
  uv pip install --quiet --python "$1/bin/python" --require-hashes -r requirements/dev.txt &&
    uv pip install --quiet --python "$1/bin/python" --no-deps "$work"/dist/*.whl &&
    "$1/bin/python" -m pytest --quiet -p no:cacheprovider --ignore tests/browser
}

uv build --quiet --wheel --out-dir "$work/dist"
pythons=("$@")
((${#pythons[@]})) ||
  mapfile -t pythons < <(sed -n 's/.*"Programming Language :: Python :: \(3\.[0-9]*\)".*/\1/p' pyproject.toml)
status=0
for python in "${pythons[@]}"; do
  printf '\n== %s\n' "$python"
  folder=$work/${python//\//-}
  if ! uv venv --quiet --python "$python" "$folder"; then
    printf -- '-- %s: not to be had here\n' "$python"
    status=1
  elif ! (on "$folder"); then
    printf -- '-- %s: failed\n' "$("$folder/bin/python" -V)"
    status=1
  else
    printf -- '-- %s: passed\n' "$("$folder/bin/python" -V)"
  fi
done
exit "$status"
