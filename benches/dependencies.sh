#!/usr/bin/env bash
# What the generated crate costs those who depend on it: packages in the tree, and seconds of a clean `cargo check`
# (wall clock, and of processor time), for each choice of features. And what the generator costs a build script.
#
#   benches/dependencies.sh
#
# The crate is the one that `openapi-bindgen crate` writes: without a build script. Everything is downloaded before
# the clock starts, and built in folders of its own.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
runtime=openapi-bindgen-runtime

packages() { # the arguments of cargo tree
    cargo tree --prefix none --no-dedupe "$@" | sort -u | wc -l
}

row() { # a title and the features
    local title=$1
    shift
    local manifest=$work/links/Cargo.toml
    cargo fetch --quiet --manifest-path "$manifest"
    local count seconds TIMEFORMAT='%R %U %S'
    count=$(packages --manifest-path "$manifest" --edges normal "$@")
    seconds=$({ time CARGO_TARGET_DIR=$work/target cargo check --quiet --manifest-path "$manifest" "$@" 2>/dev/null; } 2>&1)
    rm -rf "$work/target"
    awk -v title="$title" -v count="$count" '{ printf "| %-34s | %8d | %6.1f s | %6.1f s |\n", title, count, $1, $2 + $3 }' <<<"$seconds"
}

cargo run --quiet --package openapi-bindgen -- \
    crate spec/account_link.yaml --out "$work/links" --name links --runtime-path runtime 2>/dev/null
cp Cargo.lock "$work/links/"

rustc --version
echo "| the crate with                     | packages | check    | processor |"
echo "| ---------------------------------- | -------: | -------: | --------: |"
row "no features: types and operations" --no-default-features
row "reqwest, no TLS" --no-default-features --features "$runtime/_reqwest"
row "reqwest, rustls" --no-default-features --features "$runtime/reqwest"
row "ureq (blocking), rustls" --no-default-features --features "$runtime/blocking"
echo
generator=$(packages --package openapi-bindgen --no-default-features --edges normal)
echo "The generator in a build script: $generator packages, itself included."
