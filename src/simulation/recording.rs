//! Recordings: plays as ids and a seed, which outlive edits of their scenario.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The newest version of recordings that this program reads.
pub const RECORDING_FORMAT: u32 = 1;

/// A play: what was picked and how chances fell, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recording {
    /// The version of recordings, `1..=RECORDING_FORMAT`.
    pub format: u32,
    /// The id of the scenario.
    pub scenario: String,
    /// The format of the scenario.
    pub scenario_format: u32,
    /// The meaning hash of the scenario, 16 hexadecimal digits.
    pub meaning: String,
    /// The seed of the dice.
    pub seed: u64,
    /// Where the play began, if not at the start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<From>,
    /// What happened, in order.
    pub steps: Vec<Step>,
}

/// A beginning in the middle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct From {
    /// The id of the scene.
    pub scene: String,
    /// Numbers that differ from the start: meters, facts (flags as 0 and 1), `trust.anna`, `time` in ticks,
    /// `seen(scene)`, `chose(scene.choice)`.
    #[serde(default)]
    pub values: IndexMap<String, i64>,
}

/// One thing that was decided, by the player or by the dice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// The player picked `scene.choice`.
    Pick(String),
    /// A chance at a path fell on a branch.
    Rolled(String, String),
}

/// Why a text is not a recording that can be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RecordingError {
    /// The text is not a recording.
    #[error("it is not a recording, or was cut short (line {line}, column {column}: {message})")]
    Unreadable {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// What the reader says.
        message: String,
    },
    /// The recording is from a newer version of the program.
    #[error(
        "it is a recording of version {found}; this program reads up to version {RECORDING_FORMAT}: \
         open it with a newer `two-hats`"
    )]
    Newer {
        /// Its version.
        found: u32,
    },
}

/// Only the version, whatever else there is.
#[derive(Deserialize)]
#[serde(rename = "Recording")]
struct Version {
    format: u32,
}

impl Recording {
    /// Reads a recording.
    pub fn read(text: &str) -> Result<Self, RecordingError> {
        let options = options();
        if let Ok(Version { format: found }) = options.from_str(text)
            && found > RECORDING_FORMAT
        {
            return Err(RecordingError::Newer { found });
        }
        options.from_str(text).map_err(|error| RecordingError::Unreadable {
            line: error.span.start.line,
            column: error.span.start.col,
            message: error.code.to_string(),
        })
    }

    /// Writes the recording as RON.
    pub fn write(&self) -> String {
        let pretty = ron::ser::PrettyConfig::new().struct_names(true);
        // Strings and numbers always serialise.
        let mut text = options().to_string_pretty(self, pretty).unwrap_or_default();
        text.push('\n');
        text
    }

    /// The picks, in order.
    pub fn picks(&self) -> impl Iterator<Item = &str> {
        self.steps.iter().filter_map(|step| match step {
            Step::Pick(choice) => Some(choice.as_str()),
            Step::Rolled(..) => None,
        })
    }
}

fn options() -> ron::Options {
    ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .with_recursion_limit(32)
}
