#!/usr/bin/env bash
# What the generated crate costs those who depend on it: packages in the tree, and the seconds of a clean `cargo check`
# (on the clock, and of processor time), for each choice of features. And what the generator costs a build script.
#
#   benches/dependencies.sh [FOLDER...]
#
# The crate is the one that `openapi-bindgen crate` writes: without a build script. Each further FOLDER is a crate to
# measure beside it, as it is. Everything is downloaded before the clock starts; builds go to a folder of their own.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
crate=$work/links
runtime=openapi-bindgen-runtime

packages() { # the arguments of cargo tree
    cargo tree --edges normal --prefix none --no-dedupe "$@" | sort -u | wc -l
}

row() { # a title, a crate's folder, features
    local title=$1 manifest=$2/Cargo.toml count seconds TIMEFORMAT='%R %U %S'
    shift 2
    cargo fetch --quiet --manifest-path "$manifest"
    count=$(packages --manifest-path "$manifest" "$@")
    seconds=$({
        time CARGO_TARGET_DIR=$work/target cargo check --quiet --manifest-path "$manifest" "$@" 2>/dev/null
    } 2>&1)
    rm -rf "$work/target"
    awk -v title="$title" -v count="$count" \
        '{ printf "| %-34s | %8d | %6.1f s | %7.1f s |\n", title, count, $1, $2 + $3 }' <<<"$seconds"
}

cargo run --quiet --package openapi-bindgen -- \
    crate spec/account_link.yaml --out "$crate" --name links --runtime-path runtime
cp Cargo.lock "$crate/"

rustc --version
echo "| the crate with                     | packages | check    | processor |"
echo "| ---------------------------------- | -------: | -------: | --------: |"
row "no features: types and operations" "$crate" --no-default-features
row "reqwest, no TLS" "$crate" --no-default-features --features "$runtime/_internal-reqwest"
row "reqwest, rustls" "$crate" --no-default-features --features "$runtime/reqwest"
row "ureq (blocking), rustls" "$crate" --no-default-features --features "$runtime/blocking"
for other in "$@"; do
    row "$(basename "$other")" "$other"
done
echo
generator=$(packages --package openapi-bindgen --no-default-features)
echo "The generator in a build script: $generator packages, itself included."
