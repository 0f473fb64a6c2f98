//! The native side of `cargo xtask bench`: the session that the page has, without WebAssembly and browser. It reads a
//! line, does what it says and answers `ok` with numbers, or `no` where it can't.
//!
//!     open #points=...      takes up the experiment of a link
//!     loss UPDATES          the loss after that many updates from the start
//!     train UPDATES MS      trains from the start for that long, so many updates a call: updates, seconds
#![allow(clippy::print_stdout, reason = "it speaks with the benchmark through its terminal")]

use std::io::{self, BufRead};
use std::time::Instant;

use two_knobs_lab::{Command, Session};

fn main() -> io::Result<()> {
    let mut session = None;
    for line in io::stdin().lock().lines() {
        match answer(&line?, &mut session) {
            Some(numbers) => println!("ok {}", numbers.map(|number| number.to_string()).join(" ")),
            None => println!("no"),
        }
    }
    Ok(())
}

fn answer(line: &str, session: &mut Option<Session>) -> Option<[f64; 2]> {
    let words: Vec<_> = line.split(' ').collect();
    match (words.as_slice(), session) {
        (["open", link], session) => {
            *session = Session::open("", link).ok().map(|(opened, _)| opened);
            session.as_ref()?.snapshot().notices.is_empty().then_some([0.0; 2])
        }
        (["loss", updates], Some(session)) => {
            session.apply(&Command::Reset).ok()?;
            session.advance(updates.parse().ok()?);
            Some([session.snapshot().loss, 0.0])
        }
        (["train", updates, milliseconds], Some(session)) => {
            let updates = updates.parse().ok()?;
            session.apply(&Command::Reset).ok()?;
            Some(measure(milliseconds.parse().ok()?, || {
                session.advance(updates);
                f64::from(updates)
            }))
        }
        _ => None,
    }
}

/// Repeats a piece of work for some milliseconds; answers how much was done, and the seconds that it took.
fn measure(milliseconds: f64, mut work: impl FnMut() -> f64) -> [f64; 2] {
    let (start, begin) = (seconds_used(), Instant::now());
    let mut done = 0.0;
    while begin.elapsed().as_secs_f64() * 1000.0 < milliseconds || done == 0.0 {
        done += work();
    }
    let seconds = match (start, seconds_used()) {
        (Some(start), Some(end)) => end - start,
        _ => begin.elapsed().as_secs_f64(),
    };
    [done, seconds]
}

/// This thread's CPU time, where the system tells it (Linux): other programs' turns are not this one's work.
fn seconds_used() -> Option<f64> {
    // The kernel counts a running thread's time when it next has to choose between threads.
    std::thread::yield_now();
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = text.split(' ').next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}
