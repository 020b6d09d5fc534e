//! `two-hats studio FILE`: the arguments; what opens it is in `window`.

use std::path::PathBuf;

/// Open a scenario in the studio: its map, a play beside it, and what is wrong
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  two-hats studio mine/late-order.ron
  two-hats studio mine/late-order.ron --play shown/late-order-01-TH0047.play
  TWO_HATS_EDITOR=\"code --goto {file}:{line}:{column}\" two-hats studio mine/late-order.ron

The studio shows each version as it is saved. `Open in editor` starts the program that
TWO_HATS_EDITOR names, or VISUAL or EDITOR where that has a window of its own, or the first
such editor that is installed.")]
pub(super) struct Arguments {
    /// The scenario file; it may have errors.
    pub(super) file: PathBuf,

    /// The recording of a play that it opens with, such as `check --prove --plays` writes.
    #[arg(long, value_name = "RECORDING")]
    pub(super) play: Option<PathBuf>,

    /// The seed of the dice of its plays.
    #[arg(long, value_name = "N")]
    pub(super) seed: Option<u64>,
}
