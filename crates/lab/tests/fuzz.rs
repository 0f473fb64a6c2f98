//! A million random links: none panics, and none leaves a state that cannot be shown.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it did"
)]

use two_knobs_lab::Session;
use two_knobs_lab::link;

/// Marsaglia's xorshift: the same texts on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.roll(words.len())]
    }
}

const VALUES: [&str; 40] = [
    "",
    "0",
    "1",
    "-1",
    "2",
    "0.1",
    "1e9",
    "1e15",
    "-1e15",
    "1e-12",
    "1e308",
    "1e999",
    "-0",
    "nan",
    "inf",
    "all",
    "none",
    "houses",
    "line",
    "tumor",
    "points",
    "lab",
    "mse",
    "bce",
    "w,b",
    "max",
    "standard",
    "1,2",
    "1,2;3,4",
    "0,0,1;1,1,0",
    "1,2;3,4;5",
    "4:tanh,1",
    "64:relu,64:softmax,1:sigmoid",
    "1:linear",
    "AABIQwAAyEI",
    "AADAfw",
    "%",
    "%zz%41",
    "\u{1f9e0}",
    "stage,best",
];

/// What links are put together from.
struct Words {
    names: Vec<&'static str>,
    /// Of the golden links, so for each key at least one that can be used.
    pairs: Vec<String>,
}

impl Words {
    fn new() -> Self {
        let golden: serde_json::Value =
            serde_json::from_str(include_str!("../../../tests/fixtures/golden_links.json")).unwrap();
        let links = golden.as_array().unwrap().iter().map(|row| row["link"].as_str().unwrap());
        let pairs =
            links.flat_map(|link| link.trim_start_matches('#').split('&')).map(str::to_owned).collect();
        Self { names: link::names().collect(), pairs }
    }
}

fn text(dice: &mut Dice, words: &Words) -> String {
    let mut text = String::new();
    for _ in 0..=dice.roll(6) {
        if dice.roll(4) > 0 {
            text.push_str(&words.pairs[dice.roll(words.pairs.len())]);
        } else if dice.roll(8) == 0 {
            text.extend((0..dice.roll(12)).map(|_| char::from(32 + dice.roll(95) as u8)));
        } else {
            text.push_str(words.names[dice.roll(words.names.len())]);
            text.push('=');
            text.push_str(dice.pick(&VALUES));
            if dice.roll(4) == 0 {
                text.push_str(dice.pick(&VALUES));
            }
        }
        text.push_str(dice.pick(&["&", "&", "&", "", "#", "?", ";"]));
    }
    text
}

#[test]
fn a_million_links_are_read() {
    let words = Words::new();
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let (mut clean, mut told, mut opened) = (0u32, 0u32, 0u32);
    for number in 0..1_000_000 {
        let text = text(&mut dice, &words);
        let (link, notices) = link::read("", &text);
        if notices.is_empty() {
            clean += 1;
        } else {
            told += 1;
        }
        let (again, _) = link::read("", &link::write(&link));
        assert_eq!(again, link, "{text}");
        // Opening one makes a network and its data: every fiftieth will do.
        if number % 50 == 0 {
            let (mut session, _) = Session::open("", &text).unwrap();
            session.advance(3);
            let snapshot = session.snapshot();
            let numbers =
                [snapshot.loss, snapshot.w.value, snapshot.b.value, snapshot.training.learning_rate];
            assert!(numbers.iter().all(|number| number.is_finite()), "{text}: {numbers:?}");
            opened += 1;
        }
    }
    println!("1,000,000 links: {clean} taken whole, {told} with a notice; {opened} opened and trained");
}
