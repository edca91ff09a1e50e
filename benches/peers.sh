#!/usr/bin/env bash
# This generator beside others, on the same documents in one run: how long they take, how much memory, how much they
# write; and with CHECK=1, which takes a quarter of an hour, how long the crate for the first document takes to check,
# what it depends on left aside. With CALLS=1 as well, which takes half an hour, how long a program takes to build that makes
# five calls with the crate; the first document has to be Stripe's.
#
#   [CHECK=1 [CALLS=1]] benches/peers.sh FOLDER DOCUMENT...
#
# FOLDER keeps the other generators (from crates.io) and what all of them write, so that a second run is quicker.
# Needs GNU time. A generator that fails has no figures.
set -euo pipefail
cd "$(dirname "$0")/.."

ploidy=0.15.0 oas3_gen=0.29.0 progenitor=0.15.1 openapi_to_rust=0.23.0
rounds=9

[ $# -ge 2 ] || { sed -n '2,11s/^# \{0,1\}//p' "$0" >&2; exit 2; }
mkdir -p "$1"
work=$(cd "$1" && pwd)
shift

install() { # a package, its version, its program
    [ -x "$work/bin/$3" ] || cargo install --quiet --locked --root "$work" "$1@$2"
}

median() { sort -n | awk '{ all[NR] = $1 } END { if (NR) print all[int((NR + 1) / 2)]; else print "-" }'; }

# The figures of a command: seconds on the clock, of processor time, and megabytes.
figures() { # a file to write to, a command
    local file=$1 wall user system memory
    shift
    : >"$file"
    for _ in $(seq "$rounds"); do
        /usr/bin/time -f '%e %U %S %M' -o "$work/time" "$@" >/dev/null 2>&1 || return 0
        read -r wall user system memory <"$work/time"
        awk -v w="$wall" -v u="$user" -v s="$system" -v m="$memory" 'BEGIN { print w, u + s, m / 1024 }' >>"$file"
    done
}

row() { # a title, a file of figures, a folder of sources
    local size=-
    [ ! -d "$3" ] || size=$(find "$3" -name '*.rs' -exec cat {} + | wc -c | awk '{ printf "%.1f", $1 / 1e6 }')
    printf '| %-32s | %7s s | %7s s | %5.0f MB | %5s MB |\n' "$1" \
        "$(cut -d' ' -f1 "$2" | median)" "$(cut -d' ' -f2 "$2" | median)" "$(cut -d' ' -f3 "$2" | median | sed 's/^-$/0/')" "$size"
}

generate() { # a document
    local name
    name=$(basename "${1%.*}")
    echo "| $name | clock | processor | memory | output |"
    echo "| --- | ---: | ---: | ---: | ---: |"
    local out=$work/$name
    rm -rf "$out" && mkdir -p "$out"
    figures "$out.a" target/release/openapi-bindgen generate "$1" --out "$out/ours"
    figures "$out.b" "$work/bin/ploidy" generate rust "$1" --name ploidy-client -o "$out/ploidy"
    figures "$out.c" "$work/bin/oas3-gen" generate client-mod -i "$1" -o "$out/oas3-gen"
    figures "$out.d" "$work/bin/cargo-progenitor" progenitor -i "$1" -o "$out/progenitor" -n progenitor-client -v 0.1.0
    figures "$out.e" "$work/bin/openapi-to-rust" generate "$1" --quiet --output-dir "$out/openapi-to-rust/src"
    row "openapi-bindgen" "$out.a" "$out/ours"
    row "ploidy $ploidy" "$out.b" "$out/ploidy/src"
    row "oas3-gen $oas3_gen" "$out.c" "$out/oas3-gen"
    row "progenitor $progenitor" "$out.d" "$out/progenitor/src"
    row "openapi-to-rust $openapi_to_rust" "$out.e" "$out/openapi-to-rust/src"
    echo
}

# oas3-gen writes modules: the crate around them, with what they name.
oas3_crate() { # a folder
    mkdir -p "$1/src"
    mv "$1"/*.rs "$1/src/"
    mv "$1/src/mod.rs" "$1/src/lib.rs"
    cat >"$1/Cargo.toml" <<-MANIFEST
	[package]
	name = "oas3-client"
	version = "0.1.0"
	edition = "2024"
	[workspace]
	[dependencies]
	anyhow = "1"
	chrono = { version = "0.4", features = ["serde"] }
	http = "1"
	indexmap = { version = "2", features = ["serde"] }
	oas3-gen-support = "$oas3_gen"
	reqwest = { version = "0.13", features = ["form", "json", "multipart", "query", "stream"] }
	secrecy = "0.10"
	serde = { version = "1", features = ["derive"] }
	serde_html_form = "0.4"
	serde_json = "1"
	serde_with = { version = "3", features = ["chrono_0_4", "json"] }
	validator = { version = "0.20", features = ["derive"] }
	MANIFEST
}

# openapi-to-rust writes a module and what it depends on: the crate around them.
openapi_to_rust_crate() { # a folder
    mv "$1/src/mod.rs" "$1/src/lib.rs"
    {
        printf '[package]\nname = "openapi-to-rust-client"\nversion = "0.1.0"\nedition = "2024"\n[workspace]\n'
        cat "$1/src/REQUIRED_DEPS.toml"
    } >"$1/Cargo.toml"
}

in_target() { env CARGO_INCREMENTAL=0 CARGO_TARGET_DIR="$work/target" cargo "$@"; }

# Builds what a crate depends on, and counts what the compiler says.
prepare() { # a crate's folder, its name
    grep -q '^\[workspace\]' "$1/Cargo.toml" || printf '\n[workspace]\n' >>"$1/Cargo.toml"
    in_target check --quiet --manifest-path "$1/Cargo.toml" >"$work/$2.log" 2>&1 || true
    : >"$work/$2.check"
}

check() { # a crate's folder, its name
    local wall user system
    in_target clean --quiet --package "$2" --manifest-path "$1/Cargo.toml" 2>/dev/null
    /usr/bin/time -f '%e %U %S' -o "$work/time" \
        env CARGO_INCREMENTAL=0 CARGO_TARGET_DIR="$work/target" \
        cargo check --quiet --manifest-path "$1/Cargo.toml" >/dev/null 2>&1 || return 0
    read -r wall user system <"$work/time"
    awk -v w="$wall" -v u="$user" -v s="$system" 'BEGIN { print w, u + s }' >>"$work/$2.check"
}

checked() { # a title, a crate's name
    printf '| %-32s | %7s s | %7s s | %3s errors | %3s warnings |\n' "$1" \
        "$(cut -d' ' -f1 "$work/$2.check" | median)" "$(cut -d' ' -f2 "$work/$2.check" | median)" \
        "$(grep -c '^error' "$work/$2.log" || true)" "$(grep -c '^warning' "$work/$2.log" || true)"
}

cargo build --quiet --release --package openapi-bindgen
install ploidy $ploidy ploidy
install oas3-gen $oas3_gen oas3-gen
install cargo-progenitor $progenitor cargo-progenitor
install openapi-to-rust $openapi_to_rust openapi-to-rust
rustc --version
for document in "$@"; do
    generate "$document"
done

[ "${CHECK:-}" = 1 ] || exit 0
first=$work/$(basename "${1%.*}")
oas3_crate "$first/oas3-gen"
openapi_to_rust_crate "$first/openapi-to-rust"

ours() { # a name, options
    rm -rf "${first:?}/$1"
    target/release/openapi-bindgen crate "$document" --out "$first/$1" --name "$1" --runtime-path runtime "${@:2}" \
        >/dev/null 2>&1
}

document=$1
# What every error of Stripe's leads to.
opaque=()
for property in payment_intent payment_method setup_intent source; do
    opaque+=(--opaque "#/components/schemas/api_errors/properties/$property")
done
ours ours
ours customers --path '/v1/customers*'
ours products --path '/v1/products*'
ours opaque --path '/v1/products*' "${opaque[@]}"
crates=(ours customers products opaque ploidy-client oas3-client openapi-to-rust-client)
folders=("$first/ours" "$first/customers" "$first/products" "$first/opaque" "$first/ploidy" "$first/oas3-gen" "$first/openapi-to-rust")
for at in "${!crates[@]}"; do
    prepare "${folders[$at]}" "${crates[$at]}"
done
# One after the other in each round: a busy minute is then everyone's.
for _ in 1 2 3; do
    for at in "${!crates[@]}"; do
        check "${folders[$at]}" "${crates[$at]}"
    done
done
echo "| the crate of $(basename "$1") alone | clock | processor | | |"
echo "| --- | ---: | ---: | --- | --- |"
checked "openapi-bindgen" ours
checked "/v1/customers*" customers
checked "/v1/products*" products
checked "/v1/products*, errors opaque" opaque
checked "ploidy $ploidy" ploidy-client
checked "oas3-gen $oas3_gen" oas3-client
checked "openapi-to-rust $openapi_to_rust" openapi-to-rust-client

[ "${CALLS:-}" = 1 ] || exit 0

# The package of a program, beside the crate that it calls.
program() { # a crate's folder, its name, its program
    local folder=$first/calls/$2
    mkdir -p "$folder/src"
    cp "benches/programs/$3.rs" "$folder/src/main.rs"
    cat >"$folder/Cargo.toml" <<-MANIFEST
	[package]
	name = "calls-$2"
	version = "0.1.0"
	edition = "2024"
	[workspace]
	[dependencies]
	$2 = { path = "$1" }
	tokio = { version = "1", features = ["macros", "rt"] }
	MANIFEST
}

# Builds a program and the crate that it calls. What that depends on is built before, for an empty crate.
build() { # a crate's folder, its name, a profile
    local wall user system memory program=$first/calls/$2
    mv "$1/src" "$1/src.kept" && mv "$program/src" "$program/src.kept"
    mkdir "$1/src" "$program/src" && touch "$1/src/lib.rs" && echo 'fn main() {}' >"$program/src/main.rs"
    in_target build --quiet --profile "$3" --manifest-path "$program/Cargo.toml" >"$work/calls.log" 2>&1 || true
    rm -r "$1/src" "$program/src"
    mv "$1/src.kept" "$1/src" && mv "$program/src.kept" "$program/src"
    in_target clean --quiet --profile "$3" --package "$2" --package "calls-$2" --manifest-path "$program/Cargo.toml"
    /usr/bin/time -f '%e %U %S %M' -o "$work/time" \
        env CARGO_INCREMENTAL=0 CARGO_TARGET_DIR="$work/target" \
        cargo build --quiet --profile "$3" --manifest-path "$program/Cargo.toml" >"$work/calls.log" 2>&1 || {
        printf '| %-32s | %-7s | %s errors |\n' "$2" "$3" "$(grep -c '^error' "$work/calls.log")"
        return 0
    }
    read -r wall user system memory <"$work/time"
    awk -v n="$2" -v p="$3" -v w="$wall" -v c="$user" -v s="$system" -v m="$memory" \
        -v b="$(stat -c %s "$work/target/${3/dev/debug}/calls-$2")" \
        'BEGIN { printf "| %-32s | %-7s | %5.1f s | %5.1f s | %4.1f GB | %5.1f MB |\n", n, p, w, c + s, m / 1048576, b / 1e6 }'
}

program "$first/ours" ours ours
program "$first/ploidy" ploidy-client ploidy
program "$first/oas3-gen" oas3-client oas3
program "$first/openapi-to-rust" openapi-to-rust-client openapi_to_rust
echo
echo "| a program of five calls, with | profile | clock | processor | memory | program |"
echo "| --- | --- | ---: | ---: | ---: | ---: |"
for profile in dev release; do
    build "$first/ours" ours $profile
    build "$first/ploidy" ploidy-client $profile
    build "$first/oas3-gen" oas3-client $profile
    build "$first/openapi-to-rust" openapi-to-rust-client $profile
done
