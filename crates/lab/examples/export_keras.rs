//! Prints the Python script that fits a link's experiment in Keras, and whose last line prints the weights as JSON:
//!
//!     cargo run -p two-knobs-lab --example export_keras -- '#w=1&b=2&shuffle=0' 10

mod arguments;

use std::process::ExitCode;

use two_knobs_lab::keras::script::{Flavour, script};

fn main() -> ExitCode {
    arguments::run("export_keras", |session, epochs| script(&session, Flavour::TfKeras, epochs))
}
