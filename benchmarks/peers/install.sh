# Installs other people's libraries, to be measured beside RnnGen. Sourced; `work` is where npm's packages go.
# shellcheck shell=bash disable=SC2154

# Debian's PyTorch is built for Debian's Python, which need not be the first one on the path.
python=/usr/bin/python3

missing() {
    echo "$1: left out, $2" >&2
}

# debian PACKAGE...: installs what is not there yet (as root).
debian() {
    dpkg -s "$@" >/dev/null 2>&1 && return
    echo "Installing $*" >&2
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@"; } >"$work/apt.log" 2>&1
}

# Plain reference BLAS would be many times slower than OpenBLAS.
install_pytorch() {
    debian python3-torch libopenblas0-pthread && "$python" -c 'import torch'
}

# --ignore-scripts: the package's own install step only fetches code for GPUs.
install_onnxruntime() {
    command -v npm >/dev/null || debian nodejs npm || return
    cp benchmarks/peers/package.json benchmarks/peers/package-lock.json "$work/" || return
    (cd "$work" && npm ci --ignore-scripts --no-audit --no-fund) >"$work/npm.log" 2>&1
}
