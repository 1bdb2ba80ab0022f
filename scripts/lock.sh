#!/bin/sh
# Writes requirements.lock (what runs gongkai) and requirements-dev.lock (that and what checks it).
# Hashes, no addresses: each machine uses its own package index.
set -eu
cd "$(dirname "$0")/.."
UV=uv
command -v uv >/dev/null 2>&1 || UV=.venv/bin/uv
command -v "$UV" >/dev/null 2>&1 || {
    echo "缺少 uv，请先执行 pip install uv。 / uv is missing: pip install uv" >&2
    exit 1
}
compile() {
    "$UV" pip compile pyproject.toml --universal --generate-hashes --no-header --quiet \
        --no-emit-index-url --no-emit-find-links "$@" >/dev/null
}
compile --group build ${UPGRADE:+--upgrade} -o requirements.lock
# The same versions in both, so that what is tested is what runs.
compile --group dev -c requirements.lock ${UPGRADE:+--upgrade} -o requirements-dev.lock
