//! How fast the engine is, beside bare pulldown-cmark and comrak: `cargo xtask bench`.
//!
//! No framework measures here. criterion and divan finish one candidate before they begin the next, so on a machine
//! that does something else too, the ratio of two candidates is the ratio of two moments. Here all candidates take turns
//! in every round, each round begins with another one, and what is compared is each one's fastest run: the one that the
//! rest of the machine disturbed least.

mod contenders;
mod race;

use std::env;
use std::fmt;
use std::io::{self, Write};
use std::time::Duration;

use kiku_tests::corpus::{self, Sources};

use contenders::{COMRAK, PULLDOWN, all, like_features};
use race::{Times, race};

const SIZES: [(&str, usize); 4] = [("10 KB", 10_000), ("100 KB", 100_000), ("1 MB", 1_000_000), ("10 MB", 10_000_000)];

fn main() {
    let quick = env::args().any(|argument| argument == "--quick");
    let (rounds, patience) = if quick { (20, Duration::from_secs(3)) } else { (100, Duration::from_secs(30)) };
    say(format_args!("{}", heading()));
    for (name, bytes) in SIZES {
        let text = corpus::article(bytes, Sources::Listed);
        table(name, &text, &race(all(&text), rounds, patience));
        let text = corpus::article(bytes, Sources::InPlace);
        table(&format!("{name} without a citation style"), &text, &race(like_features(&text), rounds, patience));
    }
    say(format_args!("\nMB/s and the ratios are of the fastest run; 2.0x is twice as fast as the rival's whole pass."));
}

fn table(name: &str, text: &str, results: &[(&'static str, Times)]) {
    let rounds = results.first().map_or(0, |(_, times)| times.rounds());
    say(format_args!("{name}, {rounds} rounds"));
    for line in lines(results, text.len()) {
        say(format_args!("{line}"));
    }
}

fn heading() -> String {
    format!("{:<44}{:>11}{:>11}{:>9}{:>15}{:>10}", "", "fastest", "median", "MB/s", PULLDOWN, COMRAK)
}

/// One line of the table for each candidate.
fn lines(results: &[(&'static str, Times)], bytes: usize) -> Vec<String> {
    let fastest = |rival: &str| {
        results.iter().find(|(name, _)| *name == rival).map_or(f64::NAN, |(_, times)| times.fastest().as_secs_f64())
    };
    let (pulldown, comrak) = (fastest(PULLDOWN), fastest(COMRAK));
    let line = |(name, times): &(&str, Times)| {
        let seconds = times.fastest().as_secs_f64();
        // Sizes of memory fit a double many times over.
        #[allow(clippy::cast_precision_loss)]
        let speed = bytes as f64 / 1e6 / seconds;
        let (to_pulldown, to_comrak) = (ratio(pulldown / seconds), ratio(comrak / seconds));
        let (fastest, median) = (duration(times.fastest()), duration(times.median()));
        format!("  {name:<42}{fastest:>11}{median:>11}{speed:>9.1}{to_pulldown:>15}{to_comrak:>10}")
    };
    results.iter().map(line).collect()
}

/// With two significant digits, whether it is a hundredth or a hundred.
fn ratio(value: f64) -> String {
    let digits = if value < 0.1 {
        3
    } else if value < 10.0 {
        2
    } else {
        0
    };
    format!("{value:.digits$}x")
}

fn duration(time: Duration) -> String {
    let micros = time.as_secs_f64() * 1e6;
    if micros < 10_000.0 { format!("{micros:.0} µs") } else { format!("{:.1} ms", micros / 1e3) }
}

/// Prints one line. A reader that went away is no reason to fail.
fn say(line: fmt::Arguments<'_>) {
    let _ = writeln!(io::stdout().lock(), "{line}");
}
