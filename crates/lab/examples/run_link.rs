//! Fits a link's experiment as Keras would and prints `{"weights": [...], "loss": [per epoch]}`:
//!
//!     cargo run -p two-knobs-lab --example run_link -- '#w=1&b=2&shuffle=0' 10

mod arguments;

use std::process::ExitCode;

use two_knobs_lab::keras::replay::replay;

fn main() -> ExitCode {
    arguments::run("run_link", |session, epochs| replay(&session, epochs).json())
}
