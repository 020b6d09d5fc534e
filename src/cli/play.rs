//! `two-hats play FILE`: a play in the terminal, by hand or scripted.

use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::tell::{decisions, heading, paragraph, tell_meters, tell_turn};
use super::{FINE, WRONG, interrupt};
use crate::diagnostic::render_all;
use crate::simulation::{Action, Refusal, Session, Story};
use crate::storage::{fresh_seed, load_scenario, write_atomically};

/// Play a scenario in the terminal
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  two-hats play scenarios/friday-shipment.ron
  two-hats play scenarios/friday-shipment.ron --seed 7 --record monday.play
  two-hats play scenarios/friday-shipment.ron --seed 7 --picks promise_friday,gather

While playing, answer with the number or the id of a choice, or:
  h  what was decided so far      b N  back to decision N
  ?  these words                  q    quit")]
pub(super) struct Arguments {
    /// The scenario file.
    file: PathBuf,

    /// The seed of the dice; the same seed and picks give the same play.
    #[arg(long, value_name = "N")]
    seed: Option<u64>,

    /// Choices to pick, in order, instead of asking: ids, separated by commas.
    #[arg(long, value_name = "ID,ID,…", value_delimiter = ',')]
    picks: Option<Vec<String>>,

    /// Writes the play to this file after every decision.
    #[arg(long, value_name = "OUT")]
    record: Option<PathBuf>,
}

const HELP: &str = "Answer with the number or the id of a choice. `h` shows what was decided so far, `b N` goes \
                    back to decision N, `q` quits.";

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<u8> {
    let Some(story) = load(&arguments.file)? else { return Ok(WRONG) };
    let mut session = Session::new(story, arguments.seed.unwrap_or_else(fresh_seed))?;
    record(&session, arguments.record.as_deref())?;
    introduce(&session, out)?;
    let file = arguments.record.as_deref();
    if let Some(picks) = &arguments.picks {
        return scripted(&mut session, picks, file, out);
    }
    interrupt::on_interrupt(farewell(file))?;
    by_hand(&mut session, file, &mut io::stdin().lock(), out)
}

/// Loads a scenario; where it has errors, prints them.
pub(super) fn load(path: &Path) -> anyhow::Result<Option<Arc<Story>>> {
    let loaded = load_scenario(path);
    if loaded.story.is_none() {
        writeln!(io::stderr(), "{}", render_all(&loaded.diagnostics, &loaded.source, false))?;
    }
    Ok(loaded.story)
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
    }
    if session.ended().is_none() {
        offer(session, out)?;
    }
    Ok(FINE)
}

fn by_hand(
    session: &mut Session,
    file: Option<&Path>,
    input: &mut dyn BufRead,
    out: &mut dyn Write,
) -> anyhow::Result<u8> {
    let mut line = String::new();
    while session.ended().is_none() {
        offer(session, out)?;
        loop {
            write!(out, "> ")?;
            out.flush()?;
            line.clear();
            if input.read_line(&mut line)? == 0 {
                writeln!(out, "\n{}", farewell(file))?;
                return Ok(FINE);
            }
            match answer(line.trim(), session) {
                Answer::Act(action) => {
                    if let Err(refusal) = session.act(&action) {
                        paragraph(out, "", &refusal_words(&refusal))?;
                        continue;
                    }
                    // What was decided is on disk before it is told.
                    record(session, file)?;
                    writeln!(out)?;
                    tell_turn(session.story(), session.last(), out)?;
                    break;
                }
                Answer::History => tell_history(session, out)?,
                Answer::Help => paragraph(out, "", HELP)?,
                Answer::Quit => {
                    writeln!(out, "{}", farewell(file))?;
                    return Ok(FINE);
                }
            }
        }
    }
    Ok(FINE)
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
        other => {
            let words = other.to_string();
            format!("{}.", words[..1].to_uppercase() + &words[1..])
        }
    }
}

fn offer(session: &Session, out: &mut dyn Write) -> io::Result<()> {
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
