//! What a link says of the page rather than of the experiment.

use serde::Serialize;

use crate::words::choices::choices;
use crate::words::input::{Input, unreadable};
use crate::words::message::Message;

/// The most characters of a lesson's name.
const LONGEST_LESSON: usize = 40;

/// What a link says of the page rather than of the experiment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Display {
    /// The compact view for course pages.
    pub embed: bool,
    /// The colour theme.
    pub theme: Theme,
    /// The open insight tab; `null` where the page chooses the tab.
    pub tab: Option<Tab>,
    /// The open lesson, by the name of its file. Teachers may add lessons, so no list here holds all names.
    pub lesson: Option<String>,
    /// The visible parts, each once, in the order of [`Part::NAMES`]; `null` for all parts.
    pub show: Option<Vec<Part>>,
    /// The language tag.
    pub lang: Option<String>,
    /// Whether training starts when the page comes into view.
    pub autoplay: bool,
    /// Whether the opened link says nothing of an experiment, so that a lesson may bring its own. Links never write
    /// this.
    pub bare: bool,
}

impl Display {
    /// Reads the page's description of itself.
    ///
    /// # Errors
    /// A field is missing, unknown or of another type, or holds a value that no link could hold.
    pub fn read(input: &Input) -> Result<Self, Message> {
        let [embed, theme, tab, lesson, show, lang, autoplay, bare] =
            input.some_of(["embed", "theme", "tab", "lesson", "show", "lang", "autoplay", "bare"])?;
        let name = |is_name: fn(&str) -> bool| {
            move |input: &Input| {
                let name = input.text()?;
                if is_name(name) { Ok(name.to_owned()) } else { Err(unreadable()) }
            }
        };
        let parts = |input: &Input| input.list()?.iter().map(|part| part.choice(Part::NAMES)).collect();
        Ok(Self {
            embed: embed.switch()?,
            theme: theme.choice(Theme::NAMES)?,
            tab: tab.optional(|tab| tab.choice(Tab::NAMES))?,
            lesson: lesson.optional(name(is_lesson))?,
            show: show.optional(parts)?,
            lang: lang.optional(name(is_language))?,
            autoplay: autoplay.switch()?,
            bare: bare.switch()?,
        })
    }
}

/// Whether `word` may be the name of a lesson's file.
pub(crate) fn is_lesson(word: &str) -> bool {
    let letters = word.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
    letters && (1..=LONGEST_LESSON).contains(&word.len())
}

/// Whether `word` may be a language tag.
pub(crate) fn is_language(word: &str) -> bool {
    let letters = word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    letters && (2..=35).contains(&word.len()) && word.as_bytes()[0].is_ascii_alphabetic()
}

choices! {
    /// The colour theme asked for.
    #[derive(Default)]
    Theme {
        /// The system's theme.
        #[default]
        Auto = "auto",
        /// Dark ink on a light page.
        Light = "light",
        /// Light ink on a dark page.
        Dark = "dark",
    }
}

choices! {
    /// A tab of the insight panel.
    Tab {
        /// `get_weights` and `set_weights`, live.
        Notebook = "notebook",
        /// The loss over both knobs.
        LossMap = "loss-map",
        /// The loss over time.
        LossCurve = "loss-curve",
        /// The next update's arithmetic.
        OneStep = "one-step",
        /// The points as a table.
        Numbers = "numbers",
    }
}

choices! {
    /// A part of the page, or a mark on the stage and the knobs, that can be left out.
    Part {
        /// The bar at the top.
        Header = "header",
        /// The text beside the rig.
        Lesson = "lesson",
        /// The model strip.
        Model = "model",
        /// The choice of data.
        Data = "data",
        /// The stage.
        Stage = "stage",
        /// The equation and the loss.
        Equation = "equation",
        /// The two knobs.
        Knobs = "knobs",
        /// The training settings; Train, Step and Reset are always there.
        Train = "train",
        /// The insight panel.
        Insight = "insight",
        /// The notebook in the insight panel.
        Notebook = "notebook",
        /// The button that shares the view.
        Share = "share",
        /// SGD's arrows on the knobs.
        Arrows = "arrows",
        /// The best line.
        Best = "best",
        /// The errors' squares on the stage.
        Squares = "squares",
        /// The line at the start.
        Start = "start",
        /// The no-bias switch.
        NoBias = "nobias",
        /// The freeze buttons.
        Freeze = "freeze",
    }
}
