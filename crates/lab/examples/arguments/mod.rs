//! What both examples are told: a link and a number of epochs.
#![allow(clippy::print_stderr, reason = "it speaks to a person through the terminal")]

use std::process::ExitCode;

use two_knobs_lab::Session;
use two_knobs_lab::words::message::{Message, Value};

/// More would take hours.
const MOST_EPOCHS: u64 = 1_000_000;

/// Opens the link's experiment and prints what `answer` makes of it and of the number of epochs. Where an argument is no
/// good, one sentence says so and the exit code is 2.
#[allow(dead_code, reason = "the notebook's example is told a road")]
pub(crate) fn run(name: &str, answer: impl FnOnce(Session, u64) -> String) -> ExitCode {
    print(|arguments| {
        let wanted =
            || format!("Give a link and a number of epochs, such as: {name} '#w=1&b=2&shuffle=0' 10");
        let [link, epochs] = arguments else { return Err(wanted()) };
        let epochs = epochs.parse().ok().filter(|epochs| *epochs <= MOST_EPOCHS);
        let epochs =
            epochs.ok_or_else(|| format!("The epochs must be a whole number from 0 to {MOST_EPOCHS}."))?;
        Ok(answer(open(link)?, epochs))
    })
}

/// Prints the answer to the arguments, or the sentence that says what is wrong with them: then the exit code is 2.
pub(crate) fn print(answer: impl FnOnce(&[String]) -> Result<String, String>) -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match answer(&arguments) {
        Ok(text) => {
            write(&text);
            ExitCode::SUCCESS
        }
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::from(2)
        }
    }
}

/// The experiment of a link.
pub(crate) fn open(link: &str) -> Result<Session, String> {
    let (query, hash) = parts(link);
    let (session, _) =
        Session::open(query, hash).map_err(|error| format!("The link can't be opened: {error}"))?;
    session.snapshot().notices.iter().for_each(|notice| eprintln!("{}", sentence(notice)));
    Ok(session)
}

/// The page's own words.
pub(crate) fn sentence(message: &Message) -> String {
    let words: Option<serde_json::Value> =
        serde_json::from_str(include_str!("../../../../www/i18n/en.json")).ok();
    let pattern = words.as_ref().and_then(|words| words[message.key].as_str()).unwrap_or(message.key);
    message.values.iter().fold(pattern.to_owned(), |sentence, (name, value)| {
        let value = match value {
            Value::Number(number) => number.to_string(),
            Value::Text(text) => text.clone(),
        };
        sentence.replace(&format!("{{{name}}}"), &value)
    })
}

/// Query and hash of a hash with or without `#`, of a query, or of a whole address.
fn parts(link: &str) -> (&str, &str) {
    let (address, hash) = link.split_once('#').unwrap_or(("", link));
    let is_address = |text: &str| text.contains("://") || text.contains('?');
    let (address, hash) =
        if address.is_empty() && hash == link && is_address(link) { (link, "") } else { (address, hash) };
    (address.split_once('?').map_or("", |(_, query)| query), hash)
}

#[allow(clippy::print_stdout, reason = "the answer goes to the terminal or into a file")]
fn write(text: &str) {
    println!("{}", text.trim_end());
}
