//! A simulation as a page for people.

use std::io::{self, Write};
use std::path::Path;

use indexmap::IndexMap;

use super::{Arguments, Run};
use crate::analysis::{Decisions, Example, Numbers, Share, Simulation};
use crate::cli::bars::{bar, fit, histogram, widest};
use crate::cli::tell::{counted, listed, wrapped};
use crate::scenario::model::{Good, Scenario};

/// The columns of a name: at least and at most.
const NAME: (usize, usize) = (12, 34);
/// The letters of a whole bar.
const BAR: usize = 20;
/// The columns of a histogram.
const COLUMNS: usize = 20;

/// Prints the page.
pub(super) fn print(
    scenario: &Scenario,
    simulation: &Simulation,
    Run { threads, seconds }: Run,
    arguments: &Arguments,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Simulation { policy, seed, asked, plays, .. } = simulation;
    writeln!(out, "{}\n", scenario.title)?;
    if plays < asked {
        writeln!(out, "Stopped after {plays} of {asked} plays; this is what is known so far.")?;
    }
    let (file, details) = (&arguments.file, arguments.details);
    let on = if threads.get() == 1 { "1 thread".to_owned() } else { format!("{threads} threads") };
    writeln!(out, "{}, policy {policy}, seed {seed}; {seconds:.2} s on {on}.", counted(*plays, "play"))?;
    print_ends(simulation, file, out)?;
    print_numbers(scenario, simulation, out)?;
    if details {
        print_hits(simulation, out)?;
        for ending in simulation.endings.values() {
            print_example(&ending.title, ending.example.as_ref(), file, out)?;
        }
    }
    print_never(simulation, details, out)
}

fn print_ends(simulation: &Simulation, file: &Path, out: &mut dyn Write) -> io::Result<()> {
    let Simulation { endings, given_up, faults, .. } = simulation;
    let mut rows: Vec<_> = endings
        .values()
        .map(|ending| (ending.title.clone(), ending.share, ending.outcome.word().to_lowercase()))
        .collect();
    if given_up.share.plays > 0 {
        let name = format!("given up after {} decisions", given_up.after);
        rows.push((name, given_up.share, "no end".to_owned()));
    }
    let broken: Vec<_> =
        faults.iter().map(|fault| (format!("{}: {}", fault.place, fault.what), fault)).collect();
    rows.extend(broken.iter().map(|(name, fault)| (name.clone(), fault.share, "fails".to_owned())));
    let width = widest(rows.iter().map(|(name, ..)| name.as_str()), NAME);
    writeln!(out, "\n{}    share  95 % interval     plays", fit("Endings", width))?;
    for (name, Share { plays, share, low, high }, kind) in rows {
        let (name, bar) = (fit(&name, width), fit(&bar(share, BAR), BAR));
        let [percent, low, high] = [share, low, high].map(|share| 100.0 * share);
        writeln!(out, "{name}  {percent:>5.1} %  {low:>5.1} to {high:>5.1} %{plays:>10}  {bar}  {kind}")?;
    }
    // What fails has to be mended, so it is always said how to come to it.
    for (name, fault) in &broken {
        print_example(name, fault.example.as_ref(), file, out)?;
    }
    Ok(())
}

fn print_numbers(scenario: &Scenario, simulation: &Simulation, out: &mut dyn Write) -> io::Result<()> {
    let Simulation { meters, trust, aim, decisions, .. } = simulation;
    let Some(decisions) = decisions else { return writeln!(out, "\nNo play came to an ending.") };
    let meters = scenario.meters.iter().filter_map(|(id, meter)| {
        let low = if meter.value.good == Good::Low { ", low is good" } else { "" };
        Some((format!("{}{low}", meter.value.label), meters.get(id)?))
    });
    let trust = scenario
        .cast
        .iter()
        .filter_map(|(id, person)| Some((format!("trust of {}", person.value.name), trust.get(id)?)));
    let aim = aim.iter().map(|aim| ("aim".to_owned(), aim));
    let rows: Vec<_> = meters.chain(trust).chain(aim).collect();
    let width = widest(rows.iter().map(|(name, _)| name.as_str()), NAME);
    writeln!(
        out,
        "\n{}    mean ± error    p5  p25  p50  p75  p95  {}",
        fit("At the end", width),
        fit("0", COLUMNS - 1) + "100"
    )?;
    for (name, numbers) in rows {
        let Numbers { mean, error, p5, p25, p50, p75, p95, histogram: counts } = numbers;
        let name = fit(&name, width);
        let drawn = histogram(counts.iter().map(|(value, count)| (*value, *count as f64)), COLUMNS);
        writeln!(
            out,
            "{name}  {mean:>6.2} ± {error:<6.2} {p5:>4} {p25:>4} {p50:>4} {p75:>4} {p95:>4}  │{drawn}│"
        )?;
    }
    let Decisions { min, median, max, mean } = decisions;
    writeln!(out, "\nDecisions of a play: {min} to {max}, median {median}, mean {mean:.1}.")
}

fn print_hits(simulation: &Simulation, out: &mut dyn Write) -> io::Result<()> {
    let Simulation { scenes, choices, chances, events, plays, .. } = simulation;
    let percent = |part: u64, all: u64| 100.0 * part as f64 / all.max(1) as f64;
    let width = width_of(scenes);
    writeln!(out, "\n{}       plays   share    visits", fit("Scene", width))?;
    for (id, hits) in scenes {
        let (name, share) = (fit(id, width), percent(hits.plays, *plays));
        writeln!(out, "{name}  {:>10} {share:>5.1} % {:>9}", hits.plays, hits.visits)?;
    }
    let width = width_of(choices);
    writeln!(out, "\n{}        open    picked   share", fit("Choice", width))?;
    for (id, hits) in choices {
        let (name, share) = (fit(id, width), percent(hits.picked, hits.offered));
        writeln!(out, "{name}  {:>10} {:>9} {share:>5.1} %", hits.offered, hits.picked)?;
    }
    if !chances.is_empty() {
        let name = |path: &str, branch: &str| format!("{path}: {branch}");
        let names: Vec<_> = chances
            .iter()
            .flat_map(|(path, branches)| branches.keys().map(move |branch| name(path, branch)))
            .collect();
        let width = widest(names.iter().map(String::as_str), NAME);
        writeln!(out, "\n{}        fell   share", fit("Chance", width))?;
        for (path, branches) in chances {
            let all = branches.values().sum();
            for (branch, fell) in branches {
                let (name, share) = (fit(&name(path, branch), width), percent(*fell, all));
                writeln!(out, "{name}  {fell:>10} {share:>5.1} %")?;
            }
        }
    }
    if !events.is_empty() {
        let width = width_of(events);
        writeln!(out, "\n{}  interrupted", fit("Event", width))?;
        for (id, interrupted) in events {
            writeln!(out, "{}  {interrupted:>11}", fit(id, width))?;
        }
    }
    Ok(())
}

fn width_of<T>(named: &IndexMap<String, T>) -> usize {
    widest(named.keys().map(String::as_str), NAME)
}

/// Prints the command that comes to something.
fn print_example(name: &str, example: Option<&Example>, file: &Path, out: &mut dyn Write) -> io::Result<()> {
    let Some(Example { seed, picks }) = example else { return Ok(()) };
    let (file, picks) = (file.display(), picks.join(","));
    writeln!(out, "\nTo come to “{name}”:\n  two-hats play {file} --seed {seed} --picks {picks}")
}

fn print_never(simulation: &Simulation, details: bool, out: &mut dyn Write) -> io::Result<()> {
    let never = &simulation.never;
    let kinds = [
        ("endings", &never.endings),
        ("scenes", &never.scenes),
        ("choices never open", &never.offered),
        ("choices never picked", &never.picked),
        ("branches of chances", &never.branches),
        ("events", &never.events),
    ];
    if kinds.iter().all(|(_, ids)| ids.is_empty()) {
        return Ok(());
    }
    let plays = counted(simulation.plays, "play");
    writeln!(out, "\nNot met in {plays} – that is no proof that it cannot be:")?;
    for (kind, ids) in kinds.iter().filter(|(_, ids)| !ids.is_empty()) {
        wrapped(out, "  ", &format!("{kind}: {}", listed(ids, details)))?;
    }
    Ok(())
}
