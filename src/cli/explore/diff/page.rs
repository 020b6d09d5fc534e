//! A difference as a page for people.

use std::io::{self, Write};

use indexmap::IndexMap;

use super::{Arguments, Run};
use crate::analysis::{Difference, Kind, Pair, Presence, Sizes};
use crate::cli::bars::{fit, widest};
use crate::cli::tell::wrapped;
use crate::simulation::Story;

/// The columns of a name: at least and at most.
const NAME: (usize, usize) = (12, 40);

/// What became of things, in words; the rest is not listed.
const FATES: [(Presence, Presence, &str); 6] = [
    (Presence::Absent, Presence::Reached, "New"),
    (Presence::Absent, Presence::Unreached, "New, but no play comes to it"),
    (Presence::Reached, Presence::Absent, "Gone"),
    (Presence::Unreached, Presence::Absent, "Gone; no play came to it"),
    (Presence::Unreached, Presence::Reached, "Now some play comes to it"),
    (Presence::Reached, Presence::Unreached, "Now no play comes to it"),
];

const KINDS: [(Kind, &str); 5] = [
    (Kind::Scene, "scenes"),
    (Kind::Choice, "choices"),
    (Kind::Branch, "branches of chances"),
    (Kind::Event, "events"),
    (Kind::Ending, "endings"),
];

/// Prints the page; `story` is the newer version.
pub(super) fn print(
    story: &Story,
    difference: &Difference,
    (Arguments { old, new, policy, effort, .. }, run): (&Arguments, Run),
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "{}\n", story.scenario().title)?;
    let versions = format!("{} → {}", old.display(), new.display());
    writeln!(
        out,
        "{versions}, policy {policy}; {} states explored in {:.2} s.",
        difference.explored, run.seconds
    )?;
    if !difference.complete {
        let met = effort.stopped(run);
        let words = format!(
            "Partial: this stopped at {met}. What is said to be out of reach may not be, and any odds may be higher."
        );
        wrapped(out, "", &words)?;
    }
    if difference.is_empty() {
        let why = if difference.meaning {
            "The rules differ, but the same can happen, and it is as likely."
        } else {
            "No rule differs: the same can happen, and it is as likely."
        };
        return writeln!(out, "\n{why}");
    }
    print_things(difference, out)?;
    let percent = |odds: f64| format!("{:.3} %", 100.0 * odds);
    let mut odds = named(&difference.endings, str::to_owned);
    let both = |Pair { old, new }: Pair<f64>| Pair { old: Some(old), new: Some(new) };
    odds.extend(difference.endless.map(|pair| ("never ends".to_owned(), both(pair))));
    odds.extend(difference.faults.map(|pair| ("the scenario fails".to_owned(), both(pair))));
    print_pairs("Odds", &odds, percent, out)?;
    let mut means = named(&difference.meters, str::to_owned);
    means.extend(named(&difference.trust, |id| format!("trust.{id}")));
    means.extend(difference.aim.map(|pair| ("aim".to_owned(), pair)));
    print_pairs("Mean at the end", &means, |mean| format!("{mean:.3}"), out)?;
    print_sizes(&difference.sizes, out)
}

fn print_things(difference: &Difference, out: &mut dyn Write) -> io::Result<()> {
    for (old, new, words) in FATES {
        let here = difference.things.iter().filter(|change| change.presence == Pair { old, new });
        let here: Vec<_> = here.map(|change| &change.thing).collect();
        if here.is_empty() {
            continue;
        }
        writeln!(out, "\n{words}:")?;
        for (kind, name) in KINDS {
            let ids: Vec<_> =
                here.iter().filter(|thing| thing.kind == kind).map(|thing| thing.id.as_str()).collect();
            if !ids.is_empty() {
                wrapped(out, "  ", &format!("{name}: {}", ids.join(", ")))?;
            }
        }
    }
    Ok(())
}

type Row = (String, Pair<Option<f64>>);

fn named(pairs: &IndexMap<String, Pair<Option<f64>>>, name: impl Fn(&str) -> String) -> Vec<Row> {
    pairs.iter().map(|(id, pair)| (name(id), *pair)).collect()
}

/// Prints numbers of both versions and by how much they moved; nothing where there are none.
fn print_pairs(
    title: &str,
    rows: &[Row],
    words: impl Fn(f64) -> String,
    out: &mut dyn Write,
) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let width = widest(rows.iter().map(|(name, _)| name.as_str()), NAME);
    writeln!(out, "\n{}         old         new       moved", fit(title, width))?;
    for (name, Pair { old, new }) in rows {
        let side = |value: &Option<f64>| value.map_or_else(|| "–".to_owned(), &words);
        let moved = old.zip(*new).map_or_else(String::new, |(old, new)| {
            let sign = if new < old { "−" } else { "+" };
            format!("{sign}{}", words((new - old).abs()))
        });
        writeln!(out, "{}  {:>10}  {:>10}  {moved:>10}", fit(name, width), side(old), side(new))?;
    }
    Ok(())
}

fn print_sizes(Pair { old, new }: &Pair<Sizes>, out: &mut dyn Write) -> io::Result<()> {
    let rows = [
        ("scenes", old.scenes, new.scenes),
        ("choices", old.choices, new.choices),
        ("branches", old.branches, new.branches),
        ("events", old.events, new.events),
        ("endings", old.endings, new.endings),
        ("states", old.states, new.states),
        ("transitions", old.transitions, new.transitions),
    ];
    writeln!(out, "\n{}         old         new", fit("Size", NAME.0))?;
    for (name, old, new) in rows.into_iter().filter(|(_, old, new)| old != new) {
        writeln!(out, "{}  {old:>10}  {new:>10}", fit(name, NAME.0))?;
    }
    let (name, old, new) = (fit("decisions", NAME.0), old.decisions, new.decisions);
    writeln!(out, "{name}  {old:>10.2}  {new:>10.2}  on average")
}
