//! All keys of the link besides the settings: the version, points, weights, the epoch, and the page's own keys.

use crate::link::display::{Display, Part, Tab, Theme, is_language, is_lesson};
#[cfg(test)]
use crate::spec::key::Docs;
use crate::spec::key::{Key, key};
#[cfg(test)]
use crate::spec::values::Accepts;
use crate::spec::values::{Choice, Number, Parameters, Points, SomeOf, Values, Whole};
use crate::spec::{Draft, NETWORK, TRAINING};
use crate::words::message::Message;
use crate::words::ranges::{EPOCH, Limits, PARAMETER};

const VERSION: Limits = Limits::of_links(1.0, 1.0);
const SWITCH: &[(&str, bool)] = &[("0", false), ("1", true)];

/// The keys of the experiment, in the order in which links are written.
pub(super) fn of_experiment() -> impl Iterator<Item = &'static Key<Draft>> {
    [FIRST, NETWORK, WEIGHTS, TRAINING, LAST].into_iter().flatten()
}

const FIRST: &[Key<Draft>] = &[
    Key {
        name: "v",
        #[cfg(test)]
        docs: Docs { about: "schema version", accepts: || Whole(VERSION).accepts(), example: "v=1" },
        read: |text, _| Values::<u64>::read(&Whole(VERSION), text).map(|_| ()),
        // Links will name the version only once there are two versions to tell apart.
        write: |_| None,
    },
    key!("points", points, Points, "own data: x,y;x,y;... (two inputs: x1,x2,y)", "points=1,300;2,500"),
];

const WEIGHTS: &[Key<Draft>] = &[
    key!("w", knobs[0], Number(PARAMETER), "current weight of a single neuron", "w=200"),
    key!("b", knobs[1], Number(PARAMETER), "current bias of a single neuron", "b=100"),
    key!("w0", start[0], Number(PARAMETER), "the weight that Reset returns to", "w0=-1.03"),
    key!("b0", start[1], Number(PARAMETER), "the bias that Reset returns to", "b0=0"),
    key!(
        "params",
        params,
        Parameters,
        "current weights of any network: base64url of little-endian f32, in the order of get_weights",
        "params=AABIQwAAyEI"
    ),
    key!(
        "params0",
        params0,
        Parameters,
        "the weights that Reset returns to, likewise",
        "params0=AACAvwAAAAA"
    ),
];

const LAST: &[Key<Draft>] = &[key!("epoch", epoch, Whole(EPOCH), "counter shown", "epoch=20")];

/// Writes the key of a switch of the page. The switch is off unless a link says otherwise.
macro_rules! switch {
    ($name:literal, $place:ident, $about:literal, $example:literal) => {
        Key {
            name: $name,
            #[cfg(test)]
            docs: Docs { about: $about, accepts: || Choice(SWITCH).accepts(), example: $example },
            read: |text, display| {
                display.$place = Choice(SWITCH).read(text)?;
                Ok(())
            },
            write: |display| display.$place.then(|| "1".to_owned()),
        }
    };
}

/// The keys of the page, in the order in which links are written.
pub(super) const OF_PAGE: &[Key<Display>] = &[
    switch!("embed", embed, "1 = compact view for iframes", "embed=1"),
    Key {
        name: "theme",
        #[cfg(test)]
        docs: Docs {
            about: "light, dark, auto",
            accepts: || Choice(Theme::NAMES).accepts(),
            example: "theme=dark",
        },
        read: |text, display| {
            display.theme = Choice(Theme::NAMES).read(text)?;
            Ok(())
        },
        write: |display| Choice(Theme::NAMES).write(&display.theme).filter(|_| display.theme != Theme::Auto),
    },
    key!(
        "lesson",
        lesson,
        Word("the name of a lesson's file, such as why-both", "link.lesson", is_lesson),
        "open lesson",
        "lesson=why-both"
    ),
    key!(
        "show",
        show,
        SomeOf(Part::NAMES),
        "what is visible, comma separated: parts of the page, and marks on the stage and the knobs; Train, Step and Reset are always there",
        "show=stage,knobs,train,best"
    ),
    key!(
        "tab",
        tab,
        Choice(Tab::NAMES),
        "open insight tab: notebook, loss-map, loss-curve, one-step, numbers",
        "tab=loss-map"
    ),
    key!(
        "lang",
        lang,
        Word("a language tag such as en or pt-BR", "link.lang", is_language),
        "language tag; English where the language is not there yet",
        "lang=es"
    ),
    switch!("autoplay", autoplay, "1 = training starts when the page comes into view", "autoplay=1"),
];

/// A word that no list holds: the description in the docs, the message for any other text, and the test for such a
/// word.
struct Word(
    #[cfg_attr(not(test), expect(dead_code, reason = "only the docs show it"))] &'static str,
    &'static str,
    fn(&str) -> bool,
);

impl Values<String> for Word {
    fn read(&self, text: &str) -> Result<String, Message> {
        if (self.2)(text) { Ok(text.to_owned()) } else { Err(Message::new(self.1)) }
    }

    fn write(&self, value: &String) -> Option<String> {
        Some(value.clone())
    }
}

#[cfg(test)]
impl Accepts for Word {
    fn accepts(&self) -> String {
        self.0.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::read;

    #[test]
    fn the_table_in_the_docs_is_this_table() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/embedding.md");
        let text = std::fs::read_to_string(path).unwrap();
        let (before, rest) = text.split_once("<!-- keys -->\n").unwrap();
        let (_, after) = rest.split_once("<!-- end of keys -->").unwrap();
        let mut table = String::from("| key | meaning | accepts | example |\n|---|---|---|---|\n");
        let mut row = |name: &str, Docs { about, accepts, example }: &Docs| {
            let accepts = accepts();
            table += &format!("| `{name}` | {about} | {accepts} | `{example}` |\n");
            assert_eq!(read("", example).1, [], "{example}");
        };
        of_experiment().for_each(|key| row(key.name, &key.docs));
        OF_PAGE.iter().for_each(|key| row(key.name, &key.docs));
        let generated = format!("{before}<!-- keys -->\n{table}<!-- end of keys -->{after}");
        if generated != text {
            if std::env::var_os("UPDATE_DOCS").is_some() {
                std::fs::write(path, generated).unwrap();
            }
            panic!(
                "docs/embedding.md does not match the table: run UPDATE_DOCS=1 cargo test -p two-knobs-lab"
            );
        }
    }
}
