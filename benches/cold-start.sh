#!/usr/bin/env bash
# How long modelpick takes from start to end, and how much memory, against a Rust program that does nothing.
# Both run 100 times in turn, after three runs of each that do not count; the median is told.
#
#   benches/cold-start.sh [ARGUMENTS OF modelpick]
#
# RUNS=n takes another number of runs, MODELPICK=path another binary than target/release/modelpick.
set -euo pipefail

cd "$(dirname "$0")/.."
runs=${RUNS:-100}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# No folder of the user lies over the built-in knowledge.
export XDG_CONFIG_HOME=$folder

binary=${MODELPICK:-${CARGO_TARGET_DIR:-target}/release/modelpick}
if [ -z "${MODELPICK:-}" ]; then
    cargo build --release --locked --quiet
fi
[ $# -gt 0 ] || set -- recommend --format json --no-input

flags=(--edition 2024 -O -C panic=abort -C strip=symbols)
echo 'fn main() {}' > "$folder/empty.rs"
cat > "$folder/measure.rs" <<'RUST'
use std::process::{Command, Stdio};
use std::time::Instant;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (runs, empty, program) = (words[0].parse::<usize>().unwrap(), &words[1], &words[2]);
    let once = |program: &str, arguments: &[String]| {
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let start = Instant::now();
        let status = command.status().unwrap();
        let micros = start.elapsed().as_nanos() as f64 / 1e3;
        assert!(status.success(), "{program} ended with {status}");
        micros
    };
    let (mut nothing, mut all) = (Vec::new(), Vec::new());
    for run in 0..runs + 3 {
        let (first, second) = (once(empty, &[]), once(program, &words[3..]));
        if run >= 3 {
            nothing.push(first);
            all.push(second);
        }
    }
    let median = |list: &mut Vec<f64>| {
        list.sort_by(f64::total_cmp);
        (list[(list.len() - 1) / 2] + list[list.len() / 2]) / 2e3
    };
    let (nothing, all) = (median(&mut nothing), median(&mut all));
    println!("time    empty {nothing:.2} ms   modelpick {all:.2} ms   ratio {:.2}", all / nothing);
}
RUST
for name in empty measure; do
    rustc "${flags[@]}" -o "$folder/$name" "$folder/$name.rs"
done

"$folder/measure" "$runs" "$folder/empty" "$binary" "$@"

# Peak memory in KiB: the most of five runs.
peak() {
    for _ in 1 2 3 4 5; do
        if [ -x /usr/bin/time ]; then
            /usr/bin/time -f %M -o "$folder/peak" "$@" > "$folder/out"
            cat "$folder/peak"
        else
            python3 - "$@" <<'PYTHON'
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
PYTHON
        fi
    done | sort -n | tail -1
}
empty=$(peak "$folder/empty")
all=$(peak "$binary" "$@")
awk -v empty="$empty" -v all="$all" \
    'BEGIN { printf "memory  empty %.1f MiB  modelpick %.1f MiB  ratio %.2f\n", empty / 1024, all / 1024, all / empty }'
