//! `two-hats play FILE`: a play in the terminal, by hand or scripted.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::answers::{Answers, Input};
use super::tell::{decisions, heading, paragraph, tell_feedback, tell_meters, tell_place, tell_turn};
use super::{FINE, WRONG, interrupt};
use crate::diagnostic::render_all;
use crate::simulation::{Action, Refusal, Session, Story, replay};
use crate::storage::{Loaded, fresh_seed, load_scenario, write_atomically};

/// Play a scenario in the terminal
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  two-hats play scenarios/friday-shipment.ron
  two-hats play scenarios/friday-shipment.ron --seed 7 --record monday.play
  two-hats play scenarios/friday-shipment.ron --seed 7 --picks friday_now,gather
  two-hats play mine/late-order.ron --watch          play while you write

While playing, answer with the number or the id of a choice, or:
  h  what was decided so far      b N  back to decision N
  ?  these words                  q    quit")]
pub(super) struct Arguments {
    /// The scenario file, or the folder of a pack.
    file: PathBuf,

    /// The seed of the dice; the same seed and picks give the same play.
    #[arg(long, value_name = "N")]
    seed: Option<u64>,

    /// Choices to pick, in order, instead of asking: ids, separated by commas.
    #[arg(long, value_name = "ID,ID,…", value_delimiter = ',')]
    picks: Option<Vec<String>>,

    /// Goes on with the file's next version whenever it is saved, at the same decision.
    #[arg(long, conflicts_with = "picks")]
    watch: bool,

    /// Writes the play to this file after every decision.
    #[arg(long, value_name = "OUT")]
    record: Option<PathBuf>,
}

const HELP: &str = "Answer with the number or the id of a choice. `h` shows what was decided so far, `b N` goes \
                    back to decision N, `q` quits.";

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<u8> {
    let loaded = load_scenario(&arguments.file);
    let Some(story) = complain_of(&loaded)? else { return Ok(WRONG) };
    let mut session = Session::new(story, arguments.seed.unwrap_or_else(fresh_seed))?;
    record(&session, arguments.record.as_deref())?;
    introduce(&session, out)?;
    let file = arguments.record.as_deref();
    if let Some(picks) = &arguments.picks {
        return scripted(&mut session, picks, file, out);
    }
    interrupt::on_interrupt(farewell(file))?;
    let answers = if arguments.watch { Answers::watching(&arguments.file, &loaded) } else { Answers::Typed };
    by_hand(session, file, &answers, out)
}

/// Loads a scenario; where it has errors, prints them.
pub(super) fn load(path: &Path) -> io::Result<Option<Arc<Story>>> {
    complain_of(&load_scenario(path))
}

/// Returns the story that was loaded; where it has errors, prints them.
pub(super) fn complain_of(loaded: &Loaded) -> io::Result<Option<Arc<Story>>> {
    if loaded.story.is_none() {
        writeln!(io::stderr(), "{}", render_all(&loaded.diagnostics, &loaded.source, false))?;
    }
    Ok(loaded.story.clone())
}

fn introduce(session: &Session, out: &mut dyn Write) -> io::Result<()> {
    let scenario = session.story().scenario();
    heading(out, &scenario.title, Some(&format!("seed {}", session.seed())))?;
    for text in [&scenario.briefing, &scenario.summary] {
        if !text.is_empty() {
            paragraph(out, "", text)?;
            break;
        }
    }
    tell_turn(session.story(), session.opening(), out)
}

fn scripted(
    session: &mut Session,
    picks: &[String],
    file: Option<&Path>,
    out: &mut dyn Write,
) -> anyhow::Result<u8> {
    for pick in picks.iter().map(|pick| pick.trim()).filter(|pick| !pick.is_empty()) {
        if let Err(refusal) = session.act(&Action::Pick(pick.to_owned())) {
            out.flush()?;
            anyhow::bail!("after {}: {refusal}", decisions(session.turns().len()));
        }
        record(session, file)?;
        tell_turn(session.story(), session.last(), out)?;
        tell_feedback(session, out)?;
    }
    if session.ended().is_none() {
        offer(session, out)?;
    }
    Ok(FINE)
}

fn by_hand(
    mut session: Session,
    file: Option<&Path>,
    answers: &Answers,
    out: &mut dyn Write,
) -> anyhow::Result<u8> {
    let mut told = false;
    while session.ended().is_none() || answers.is_watching() {
        if !told {
            offer(&session, out)?;
            told = true;
        }
        write!(out, "> ")?;
        out.flush()?;
        let line = match answers.next()? {
            Input::Line(line) => line,
            Input::End => {
                writeln!(out, "\n{}", farewell(file))?;
                break;
            }
            Input::Saved(loaded) => {
                writeln!(out)?;
                session = reload(session, &loaded, out)?;
                record(&session, file)?;
                told = false;
                continue;
            }
        };
        match answer(line.trim(), &session) {
            Answer::Act(action) => {
                if let Err(refusal) = session.act(&action) {
                    paragraph(out, "", &refusal_words(&refusal))?;
                    continue;
                }
                // What was decided is on disk before it is told.
                record(&session, file)?;
                writeln!(out)?;
                tell_turn(session.story(), session.last(), out)?;
                tell_feedback(&session, out)?;
                told = false;
            }
            Answer::History => tell_history(&session, out)?,
            Answer::Help => paragraph(out, "", HELP)?,
            Answer::Quit => {
                writeln!(out, "{}", farewell(file))?;
                break;
            }
        }
    }
    Ok(FINE)
}

/// Goes on with the scenario as it was saved just now, at the same decision or the last one that is still there; with
/// the version at hand where it cannot be played. Says which.
fn reload(session: Session, loaded: &Loaded, out: &mut dyn Write) -> io::Result<Session> {
    let stays = "The play goes on with the last version that had no errors.";
    let Some(story) = &loaded.story else {
        write!(out, "{}", render_all(&loaded.diagnostics, &loaded.source, false))?;
        paragraph(out, "", stays)?;
        return Ok(session);
    };
    match replay(Arc::clone(story), &session.recording()) {
        Err(error) => {
            paragraph(out, "", &format!("The file was saved, but {error}. {stays}"))?;
            Ok(session)
        }
        Ok(replay) => {
            for (number, sentence) in replay.after_save().iter().enumerate() {
                paragraph(out, if number == 0 { "" } else { "  " }, sentence)?;
            }
            let session = replay.session;
            tell_place(&session, out)?;
            Ok(session)
        }
    }
}

enum Answer {
    Act(Action),
    History,
    Help,
    Quit,
}

fn answer(line: &str, session: &Session) -> Answer {
    if let Some(number) = line.strip_prefix("b ").and_then(|rest| rest.trim().parse::<usize>().ok()) {
        return Answer::Act(Action::Rewind(number.wrapping_sub(1)));
    }
    match (line, line.parse::<usize>()) {
        ("" | "?" | "help", _) => Answer::Help,
        ("q" | "quit", _) => Answer::Quit,
        ("h" | "history", _) => Answer::History,
        (_, Ok(number)) => {
            let offer = number.checked_sub(1).and_then(|index| session.offers().into_iter().nth(index));
            Answer::Act(Action::Pick(offer.map_or_else(|| line.to_owned(), |offer| offer.id)))
        }
        _ => Answer::Act(Action::Pick(line.to_owned())),
    }
}

fn refusal_words(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NoSuchDecision(_, 0) => "Nothing was decided yet.".into(),
        Refusal::NoSuchDecision(_, count) => format!("Decisions have numbers from 1 to {count}."),
        other => other.sentence(),
    }
}

fn offer(session: &Session, out: &mut dyn Write) -> io::Result<()> {
    if session.ended().is_some() {
        return paragraph(out, "", "The play is over. `b N` goes back to decision N, `q` quits.");
    }
    tell_meters(session, out)?;
    for (index, offer) in session.offers().iter().enumerate() {
        let takes = offer.takes.as_ref().map_or_else(String::new, |takes| format!(" ({takes})"));
        match &offer.locked {
            None => paragraph(
                out,
                &format!("{:>2}  ", index + 1),
                &format!("{}{takes} [{}]", offer.text, offer.id),
            )?,
            Some(why) => paragraph(out, " –  ", &format!("{} [locked: {why}]", offer.text))?,
        }
    }
    Ok(())
}

fn tell_history(session: &Session, out: &mut dyn Write) -> io::Result<()> {
    for (index, decision) in crate::debrief::Debrief::of(session).decisions.iter().enumerate() {
        let time = decision.time.clone().unwrap_or_default();
        let title = if decision.title.is_empty() { &decision.scene } else { &decision.title };
        writeln!(out, "{:>2}  {time}  {title} → {}", index + 1, decision.text)?;
    }
    writeln!(out)
}

fn record(session: &Session, file: Option<&Path>) -> anyhow::Result<()> {
    if let Some(file) = file {
        write_atomically(file, &session.recording().write())?;
    }
    Ok(())
}

fn farewell(file: Option<&Path>) -> String {
    match file {
        Some(file) => format!("Stopped. The play so far is in `{}`.", file.display()),
        None => "Stopped.".to_owned(),
    }
}
