#!/usr/bin/env bash
# Takes the Rust toolchain in use; leaves it able to build for wasm32-unknown-unknown.
#
# rustup is asked first. On a machine whose rustup cannot fetch the target, but which is a Debian one,
# the standard library is compiled from Debian's rust-src package of the same Rust version and put
# where rustc looks for it. Plain stable cargo then builds for the target, without further flags.
set -euo pipefail

readonly triple=wasm32-unknown-unknown
rust=$(rustc --version | cut -d ' ' -f 2)
libraries=$(rustc --print sysroot)/lib/rustlib/$triple/lib

say() { echo "wasm target: $*"; }
fail() { say "$*" >&2; exit 1; }
# libtest is the last library of a standard library build, so where it is, all are.
installed() { compgen -G "$libraries/libtest-*.rlib" >/dev/null; }

if installed; then say "there for rustc $rust"; exit; fi

if command -v rustup >/dev/null; then
  timeout 180 rustup target add "$triple" >/dev/null 2>&1 || true
  if installed; then say "added by rustup for rustc $rust"; exit; fi
fi

for tool in apt-get apt-cache dpkg-deb; do
  command -v "$tool" >/dev/null || fail "rustup cannot add $triple, and without $tool Debian's rust-src is out of reach"
done
[[ -w $(rustc --print sysroot)/lib/rustlib ]] || fail "rustup cannot add $triple, and the sysroot cannot be written to"

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# The machine's first Debian mirror, with package lists of our own: the machine's stay as they are,
# while newer suites, where the matching rust-src is likely to be, can be looked through too.
first_mirror() {
  cat /etc/apt/sources.list.d/*.sources 2>/dev/null | sed -n 's/^URIs:[[:space:]]*\([^[:space:]]*\).*/\1/p'
  cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null | grep '^deb ' | grep -o '[a-z+]*://[^ ]*'
}
mirror=$(first_mirror | grep -m 1 debian || true)
[[ -n $mirror ]] || fail "apt names no Debian mirror"
mkdir -p "$scratch/lists/partial" "$scratch/archives/partial"
printf '%s\n' 'Types: deb' "URIs: $mirror" 'Suites: trixie trixie-backports forky sid' 'Components: main' \
  'Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg' >"$scratch/mirror.sources"
own_lists=(
  -o "Dir::Etc::SourceList=$scratch/mirror.sources" -o Dir::Etc::SourceParts=/dev/null
  -o "Dir::State::Lists=$scratch/lists" -o "Dir::Cache=$scratch" -o APT::Sandbox::User=root
)
apt-get "${own_lists[@]}" -qq update

offered=$(apt-cache "${own_lists[@]}" madison rust-src | cut -d '|' -f 2 | tr -d ' ')
chosen=$(grep -m 1 "^${rust//./\\.}+" <<<"$offered" || true)
[[ -n $chosen ]] || fail "Debian offers no rust-src of version $rust, only: ${offered//$'\n'/, }"

say "building it from Debian's rust-src $chosen"
cd "$scratch"
apt-get "${own_lists[@]}" -qq download "rust-src=$chosen"
dpkg-deb --extract rust-src_*.deb unpacked
cd "$scratch"/unpacked/usr/src/rustc-*/library
# These flags and features are those the project Rust itself builds its standard library with.
env -u CARGO_BUILD_TARGET RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR="$scratch/built" \
  RUSTFLAGS="-Zforce-unstable-if-unmarked -Cembed-bitcode=yes" \
  cargo build --quiet --release --package sysroot --target "$triple" \
  --no-default-features --features compiler-builtins-mem
mkdir -p "$libraries"
cp "$scratch/built/$triple/release/deps/"*.rlib "$libraries/"
installed || fail "what was built lacks libtest"
say "built for rustc $rust"
