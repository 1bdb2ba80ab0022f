#!/bin/sh
# Makes .venv and installs the locked packages; does nothing when that has been done already.
# Usage: install.sh run|dev      PYTHON=… chooses the interpreter
# Needs nothing but a POSIX shell and Python 3.11 or newer with venv.
set -eu
cd "$(dirname "$0")/.."
profile=$1
venv=.venv
python=$venv/bin/python

fail() {
    printf '\n' >&2
    printf '%s\n' "$@" >&2
    exit 1
}

new_enough() {
    command -v "$1" >/dev/null 2>&1 && "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11 python3.14 /usr/bin/python3}; do
        new_enough "$candidate" || continue
        found=$candidate
        "$candidate" -c 'import venv, ensurepip' 2>/dev/null || continue
        echo "$candidate"
        return
    done
    if [ -n "${found:-}" ]; then
        fail "这台机器的 $found 不能建立虚拟环境（缺 venv 或 ensurepip）。请先安装：" \
            "  Debian、Ubuntu、统信、麒麟：apt install python3-venv" \
            "$found cannot make virtual environments (venv or ensurepip is missing). Install it first:" \
            "  Debian, Ubuntu: apt install python3-venv"
    fi
    fail "没有找到 Python 3.11 或更新的版本。请先安装（也可用 PYTHON=路径 make … 指定）：" \
        "  Debian 12、Ubuntu 24.04：apt install python3 python3-venv    openEuler 24.03：dnf install python3" \
        "No Python 3.11 or newer was found. Install it (or name one: PYTHON=path make …):" \
        "  Debian 12, Ubuntu 24.04: apt install python3 python3-venv    openEuler 24.03: dnf install python3"
}

# What the environment was made from.
wanted() {
    cat pyproject.toml "$1" | cksum
}

# A virtual environment cannot be moved: the programs in it name its folder.
works() {
    [ "$(cat "$venv/.folder" 2>/dev/null)" = "$(pwd -P)" ] &&
        "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

installed() {
    stamp=$venv/.installed-$1
    [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(wanted "$2")" ] && works
}

pip_install() {
    # Errors of pip are shown; what it says while all goes well is not.
    "$python" -m pip install --disable-pip-version-check --no-input -qq "$@"
}

# What is installed for tests is more than what is needed to run.
if installed dev requirements-dev.lock; then exit 0; fi
if [ "$profile" = run ]; then
    lock=requirements.lock
    if installed run "$lock"; then exit 0; fi
else
    lock=requirements-dev.lock
fi

rm -f "$venv"/.installed-*
if ! works || ! "$python" -m pip --version >/dev/null 2>&1; then
    chosen=$(find_python) || exit 1
    if [ -e "$venv" ] || [ -L "$venv" ]; then
        echo "虚拟环境 $venv 不完整或换了位置，重新建立…… (rebuilding $venv)"
        rm -rf "$venv"
    fi
    "$chosen" -m venv "$venv" || fail "不能建立虚拟环境 $venv，见上面的提示。 / Could not make $venv, see above."
    pwd -P >"$venv/.folder"
fi

echo "正在安装依赖，第一次约需一分钟…… (installing packages, about a minute the first time)"
pip_install --require-hashes -r "$lock" || fail \
    "依赖没有装上。检查网络或软件源设置（pip config list），再执行一次即可接着做。" \
    "The packages could not be installed. Check the network or the package index (pip config list) and run it again."
pip_install --no-deps --no-build-isolation --editable . || fail \
    "gongkai 本身没有装上，见上面的提示。 / gongkai itself could not be installed, see above."
wanted "$lock" >"$venv/.installed-$profile"
