#!/bin/sh
# One command to set up, run, test or lock the project on Debian, Ubuntu and macOS.
# dev.ps1 is its twin for Windows.
set -eu
cd "$(dirname "$0")/.."

# Qt with no screen, then what a real window adds, then what the tests drive.
WINDOW_LIBRARIES="libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon0
    fonts-dejavu-core libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0"
TEST_PROGRAMS="xvfb xauth dbus poppler-utils postgresql at-spi2-core python3-pyatspi
    libpango-1.0-0 libpangoft2-1.0-0"

# What a package is put together with, beside what a window needs to draw its icons.
PACKAGE_PROGRAMS="binutils xz-utils"

ENVIRONMENT=.venv
PYTHON=$ENVIRONMENT/bin/python

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

usage() {
    cat <<'TEXT'
sh installer/dev.sh run [arguments]    open the window, or give the command line's arguments
sh installer/dev.sh test [arguments]   run every check; arguments go to pytest
sh installer/dev.sh setup              only set up what running and testing need
sh installer/dev.sh package [folder]   make the package for Debian or macOS in dist/ or in the folder
sh installer/dev.sh lock [--upgrade]   renew the locked requirements from the .in files

Each sets up what it still lacks first, and does nothing twice.
TEXT
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        stop "This needs an administrator. Ask one to run: $*"
    fi
}

# The packages among "$@" that this Debian or Ubuntu lacks. A package may stand in for another
# (libglib2.0-0t64 for libglib2.0-0), hence Provides.
missing_packages() {
    present=$(dpkg-query -W -f='${db:Status-Status} ${Package} ${Provides}\n' |
        sed -n 's/^installed //p' | tr ', ' '[\n*]')
    for package in "$@"; do
        printf '%s\n' "$present" | grep -qxF "$package" || printf '%s ' "$package"
    done
}

install_packages() {
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0
    say "Installing with apt: $missing"
    [ "$(id -u)" -eq 0 ] || say "(sudo may ask for your password.)"
    # shellcheck disable=SC2086  # a list of words
    {
        as_root apt-get update -qq >&2 &&
            as_root env DEBIAN_FRONTEND=noninteractive \
                apt-get install -y -qq --no-install-recommends $missing >&2
    } || stop "apt could not install them. Mend what it says above, then run this again."
}

system_libraries() {
    if command -v apt-get >/dev/null; then
        # shellcheck disable=SC2086  # lists of words
        case $1 in
            run) install_packages $WINDOW_LIBRARIES ;;
            test) install_packages $WINDOW_LIBRARIES $TEST_PROGRAMS ;;
            package) install_packages $WINDOW_LIBRARIES $PACKAGE_PROGRAMS ;;
        esac
    elif [ "$(uname)" = Darwin ]; then
        if [ "$1" = test ] && ! { command -v initdb && command -v pdftotext; } >/dev/null; then
            say "Some tests need PostgreSQL and Poppler: brew install postgresql poppler"
        fi
    elif [ ! -e "$ENVIRONMENT" ]; then
        say "This system has no apt. If the window does not open, install what your system calls:"
        say "    $WINDOW_LIBRARIES"
    fi
}

is_fit() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null
}

find_python() {
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if is_fit "$name"; then
            printf '%s' "$name"
            return
        fi
    done
    found=$(python3 --version 2>/dev/null) || found="no Python 3"
    say "Python 3.11, 3.12, 3.13 or 3.14 is needed, and $found is here."
    stop "Install one (Debian and Ubuntu: sudo apt-get install python3.11 python3.11-venv; macOS: brew install python@3.13), then run this again."
}

make_environment() {
    is_fit "$PYTHON" && return
    python=$(find_python)
    if ! "$python" -c 'import ensurepip' 2>/dev/null; then
        command -v apt-get >/dev/null || stop "$python lacks the module ensurepip. Install it, then run this again."
        install_packages "python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
    fi
    say "Making $ENVIRONMENT with $("$python" --version)."
    "$python" -m venv --clear "$ENVIRONMENT"
}

locked_for() {
    case $1 in
        run) printf installer/requirements.txt ;;
        test) printf installer/requirements-dev.txt ;;
        package) printf installer/requirements-package.txt ;;
    esac
}

# What the environment must hold to run, to test or to package: a Python and the locked requirements.
wanted_for() {
    "$PYTHON" --version
    cat "$(locked_for "$1")"
}

holds() { wanted_for "$1" | cmp -s - "$ENVIRONMENT/set-up-to-$1"; }

python_packages() {
    # What can test can run.
    if holds "$1" || holds test; then return; fi
    say "Installing the Python packages named in $(locked_for "$1") into $ENVIRONMENT (once; a few minutes)."
    quiet=$([ -t 2 ] || printf %s --quiet)
    # shellcheck disable=SC2086  # none or one word
    "$PYTHON" -m pip install $quiet --disable-pip-version-check --no-input \
        --require-hashes --only-binary :all: -r "$(locked_for "$1")" >&2 ||
        stop "pip could not install them. Mend what it says above, then run this again."
    wanted_for "$1" >"$ENVIRONMENT/set-up-to-$1"
}

# A second opinion on our FHIR; without npm the one test that asks for it is skipped.
second_validator() {
    theirs=.venv/second-validator
    if ! command -v npm >/dev/null || cmp -s installer/second-validator/package-lock.json "$theirs/package-lock.json"; then
        return
    fi
    say "Installing the second FHIR validator."
    rm -rf "$theirs" "$theirs.new"
    mkdir "$theirs.new"
    cp installer/second-validator/*.json "$theirs.new"
    if (cd "$theirs.new" && npm ci --silent --ignore-scripts --no-audit --no-fund) >&2; then
        mv "$theirs.new" "$theirs"
    else
        say "npm could not install it; the test that needs it is skipped."
    fi
}

set_up() {
    system_libraries "$1"
    make_environment
    python_packages "$1"
    if [ "$1" = test ]; then second_validator; fi
}

# The same input makes the same bytes: no clock, no order of chance, no folder of this machine.
make_package() {
    ENVIRONMENT=build/environment
    PYTHON=$ENVIRONMENT/bin/python
    # Debian's own Python, where there is one: its library is bundled.
    if command -v apt-get >/dev/null; then PATH=/usr/bin:$PATH; fi
    set_up package
    if command -v apt-get >/dev/null; then
        install_packages "libpython$("$PYTHON" -c 'import sys; print("%d.%d" % sys.version_info[:2])')"
    fi
    : "${SOURCE_DATE_EPOCH:=$(git log -1 --format=%ct)}"
    export SOURCE_DATE_EPOCH PYTHONHASHSEED=0 LC_ALL=C.UTF-8 TZ=UTC
    rm -rf build/icons build/package build/steps
    "$PYTHON" installer/icons.py build/icons
    "$PYTHON" -m PyInstaller --noconfirm --log-level WARN \
        --distpath build/package --workpath build/steps installer/charting.spec
    "$PYTHON" installer/bill.py build/steps/charting/sources.txt build/bill
    if [ "$(uname)" = Darwin ]; then
        sh installer/macos/pack.sh "$1"
    else
        sh installer/linux/pack.sh "$1"
    fi
}

lock() {
    "$PYTHON" -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links \
        --custom-compile-command "sh installer/dev.sh lock" "$@"
}

verb=${1:-help}
[ $# -eq 0 ] || shift
case $verb in
    run)
        set_up run
        exec "$PYTHON" main.py "$@"
        ;;
    test)
        set_up test
        exec "$PYTHON" -m pytest "$@"
        ;;
    setup)
        set_up test
        say "Ready: sh installer/dev.sh run"
        ;;
    package)
        make_package "${1:-dist}"
        ;;
    lock)
        set_up test
        cd installer
        PYTHON=../$PYTHON
        lock "$@" -o requirements.txt requirements.in
        lock "$@" -o requirements-dev.txt -c requirements.txt requirements-dev.in
        lock "$@" -o requirements-package.txt -c requirements-dev.txt requirements-package.in
        lock "$@" -o requirements-clinic.txt -c requirements-dev.txt requirements-clinic.in
        ;;
    help | -h | --help)
        usage
        ;;
    *)
        usage >&2
        exit 2
        ;;
esac
