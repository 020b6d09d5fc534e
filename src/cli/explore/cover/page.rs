//! A cover as a page for people.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Arguments, Run};
use crate::analysis::{Cover, Covering, Kind, Thing};
use crate::cli::tell::{decisions, wrapped};
use crate::simulation::{Recording, Story};

/// The kinds, as one and as several.
const KINDS: [(Kind, &str, &str); 5] = [
    (Kind::Scene, "scene", "scenes"),
    (Kind::Choice, "choice", "choices"),
    (Kind::Branch, "branch of a chance", "branches of chances"),
    (Kind::Event, "event", "events"),
    (Kind::Ending, "ending", "endings"),
];

pub(super) fn print(
    story: &Story,
    (cover, states): (&Cover, usize),
    (files, file): (&[PathBuf], &Path),
    (arguments, run): (&Arguments, Run),
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "{}\n", story.scenario().title)?;
    let Cover { plays, needed, visited, complete, .. } = cover;
    let enough = match (plays.len(), *needed) {
        (found, needed) if found == needed => "fewer do not do".to_owned(),
        (_, needed) => format!("at least {needed} are needed"),
    };
    let one = plays.len() == 1;
    let (number, visit) = (plays.len(), if one { "play visits" } else { "plays visit" });
    writeln!(out, "{number} {visit} all {visited} things that can be visited; {enough}.")?;
    writeln!(out, "{states} states explored in {:.2} s.", run.seconds)?;
    if !complete {
        let met = arguments.effort.stopped(run);
        writeln!(out, "Partial: this stopped at {met}. There may be more to visit.")?;
    }
    for (number, play) in plays.iter().enumerate() {
        print_play(story, number, play, files.get(number), file, out)?;
    }
    let unseeded = plays.iter().filter(|play| !play.seeded).count();
    if unseeded > 0 {
        let words = format!(
            "No seed was found whose dice fall as {unseeded} of the plays want{} it; a replay follows the luck that is \
             written down, and says that the dice differ.",
            if unseeded == 1 { "s" } else { "" }
        );
        writeln!(out)?;
        wrapped(out, "", &words)?;
    }
    let never = if *complete { "No play can visit" } else { "Not visited so far" };
    print_things(never, &cover.unreached, out)?;
    print_things("Can be picked, but the scenario fails then", &cover.failing, out)
}

fn print_play(
    story: &Story,
    number: usize,
    Covering { recording, ending, new, seeded }: &Covering,
    written: Option<&PathBuf>,
    file: &Path,
    out: &mut dyn Write,
) -> io::Result<()> {
    let end = match ending {
        Some(id) => {
            story.scenario().endings.get(id).map_or(id.clone(), |ending| format!("“{}”", ending.value.title))
        }
        None => "no ending: it cannot come to one".to_owned(),
    };
    let counted = KINDS.iter().filter_map(|(kind, one, several)| {
        match new.iter().filter(|thing| thing.kind == *kind).count() {
            0 => None,
            1 => Some(format!("1 {one}")),
            count => Some(format!("{count} {several}")),
        }
    });
    let counted = counted.collect::<Vec<_>>().join(", ");
    let taken = decisions(recording.picks().count());
    let words = format!("{taken} to {end}; new: {counted}");
    writeln!(out)?;
    wrapped(out, &format!("{:>2}  ", number + 1), &words)?;
    match written {
        Some(path) => writeln!(out, "    {}", path.display()),
        None if *seeded => writeln!(out, "    {}", command(recording, file)),
        None => Ok(()),
    }
}

/// The command that makes the play again.
fn command(recording: &Recording, file: &Path) -> String {
    let picks: Vec<_> = recording.picks().map(|pick| pick.rsplit('.').next().unwrap_or(pick)).collect();
    format!("two-hats play {} --seed {} --picks {}", file.display(), recording.seed, picks.join(","))
}

fn print_things(title: &str, things: &[Thing], out: &mut dyn Write) -> io::Result<()> {
    if things.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{title}:")?;
    for (kind, _, name) in KINDS {
        let ids: Vec<_> =
            things.iter().filter(|thing| thing.kind == kind).map(|thing| thing.id.as_str()).collect();
        if !ids.is_empty() {
            wrapped(out, "  ", &format!("{name}: {}", ids.join(", ")))?;
        }
    }
    Ok(())
}
