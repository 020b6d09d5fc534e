//! What an exploring tells, as a page for people.

use std::io::{self, Write};
use std::path::Path;

use super::{Arguments, Run};
use crate::analysis::{
    Bound, Distribution, Estimates, Expected, Exploration, NumberOdds, Possible, Return, Share, Unreached,
    Witnessed,
};
use crate::cli::bars::{bar, fit, histogram, widest};
use crate::cli::tell::wrapped;
use crate::overview::{Plays, WORDS_A_MINUTE};
use crate::scenario::model::{Good, Scenario};

/// The columns of a name: at least and at most.
const NAME: (usize, usize) = (12, 34);
/// The letters of a whole bar.
const BAR: usize = 20;
/// The columns of a histogram.
const COLUMNS: usize = 20;
/// So many names are listed on the short page.
const LISTED: usize = 12;

/// Prints the page.
pub(super) fn print(
    scenario: &Scenario,
    found: &Exploration,
    (reading, run): (&Plays, Run),
    (file, arguments): (&Path, &Arguments),
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "{}\n", scenario.title)?;
    print_limits(found, run, arguments, out)?;
    print_soundness(found, arguments, out)?;
    print_endings(found, out)?;
    print_numbers(found, out)?;
    print_reach(found, out)?;
    print_sizes(found, reading, run, out)?;
    if arguments.details {
        print_distributions(found, out)?;
        print_returns(found, out)?;
        print_plays(found, file, out)?;
    }
    match &found.estimates {
        Some(estimates) => print_estimates(found, estimates, out),
        None if found.complete => Ok(()),
        None => {
            let policy = &found.policy;
            writeln!(out, "\nNo estimates: the policy {policy} looks at everything that can follow.")
        }
    }
}

/// Says first of all what is not known.
fn print_limits(found: &Exploration, run: Run, arguments: &Arguments, out: &mut dyn Write) -> io::Result<()> {
    if found.complete {
        return Ok(());
    }
    let met = arguments.effort.stopped(run);
    let words = format!("Partial: this stopped at {met}. Left out: {}.", found.left_out.join(", "));
    wrapped(out, "", &words)?;
    if found.never.is_none() {
        let covered = found
            .covered
            .map_or_else(String::new, |covered| format!("; {} of plays end within them", percent(covered)));
        let words = format!(
            "{} states were told apart{covered}. What is said of them is proved; what is not said may be so or not.",
            found.states
        );
        wrapped(out, "", &words)?;
    }
    writeln!(out)
}

fn print_soundness(found: &Exploration, arguments: &Arguments, out: &mut dyn Write) -> io::Result<()> {
    let mut troubles = Vec::new();
    if !found.faults.is_empty() {
        troubles.push("plays can fail".to_owned());
    }
    if let Some(stuck) = found.stuck.as_ref().filter(|stuck| stuck.states > 0) {
        troubles.push(format!("from {} no ending can be reached", count(stuck.states, "state")));
    }
    let words = match (troubles.is_empty(), &found.never) {
        (true, Some(_)) => "Sound: nothing fails, and from every state an ending can be reached.".to_owned(),
        (true, None) => "Nothing fails in what was followed.".to_owned(),
        (false, _) => format!("Not sound: {}.", troubles.join("; ")),
    };
    wrapped(out, "", &words)?;
    for fault in &found.faults {
        let odds =
            fault.probability.map_or_else(String::new, |odds| format!(", in {} of plays", percent(odds)));
        let pick = fault.pick.as_ref().map_or_else(String::new, |pick| format!(", after `{pick}`"));
        wrapped(out, "  ", &format!("{}: {}{pick}{odds}", fault.place, fault.what))?;
    }
    if let Some(endless) = found.endless.filter(|endless| *endless > 0.0) {
        writeln!(out, "{} of plays never end under this policy.", percent(endless))?;
    }
    let never = found.never.iter().flat_map(Unreached::kinds);
    let never: Vec<_> = never.filter(|(_, ids)| !ids.is_empty()).collect();
    if !never.is_empty() {
        writeln!(out, "No play comes to:")?;
    }
    for (kind, ids) in never {
        let listed = if arguments.details { ids.len() } else { LISTED };
        let more = match ids.len().saturating_sub(listed) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let names = ids.iter().take(listed).map(String::as_str).collect::<Vec<_>>().join(", ");
        wrapped(out, "  ", &format!("{kind}: {names}{more}"))?;
    }
    Ok(())
}

fn print_endings(found: &Exploration, out: &mut dyn Write) -> io::Result<()> {
    let outcomes = found.outcomes.iter().map(|odds| odds.outcome.word().to_owned());
    let names: Vec<_> = found.endings.iter().map(|ending| ending.title.clone()).chain(outcomes).collect();
    let width = widest(names.iter().map(String::as_str), NAME);
    let policy = format!("policy {}", found.policy);
    writeln!(out, "\n{}  {:>9}  {:>9}    {:<9}  {policy}", fit("Endings", width), "odds", "least", "most")?;
    for ending in &found.endings {
        let outcome = ending.outcome.word().to_lowercase();
        let odds = match (ending.possible, ending.probability) {
            (Some(false), _) => "never".to_owned(),
            (Some(true), None) => "possible".to_owned(),
            (_, odds) => odds.map_or_else(|| "?".to_owned(), percent),
        };
        let bounds = if ending.possible == Some(false) { None } else { ending.least.zip(ending.most) };
        print_odds(&fit(&ending.title, width), &odds, bounds, ending.probability, &outcome, out)?;
    }
    if found.endings.iter().any(|ending| ending.probability.is_some()) {
        writeln!(out)?;
        for odds in &found.outcomes {
            let bounds = odds.least.zip(odds.most);
            let words = odds.probability.map_or_else(String::new, percent);
            print_odds(&fit(odds.outcome.word(), width), &words, bounds, odds.probability, "", out)?;
        }
    }
    Ok(())
}

fn print_odds(
    name: &str,
    odds: &str,
    bounds: Option<(f64, f64)>,
    share: Option<f64>,
    outcome: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let bounds = bounds.map_or_else(
        || " ".repeat(22),
        |(least, most)| format!("{:>9} to {:<9}", percent(least), percent(most)),
    );
    let bar = fit(&bar(share.unwrap_or(0.0), BAR), BAR);
    writeln!(out, "{}", format!("{name}  {odds:>9}  {bounds}  {bar}  {outcome}").trim_end())
}

/// The numbers with what people call them.
fn numbers(found: &Exploration) -> Vec<(String, &NumberOdds)> {
    let meters = found.meters.iter().map(|number| {
        let low = if number.good == Good::Low { ", low is good" } else { "" };
        (format!("{}{low}", number.label), number)
    });
    let trust = found.trust.iter().map(|number| (format!("trust of {}", number.label), number));
    meters.chain(trust).chain([(found.aim.label.clone(), &found.aim)]).collect()
}

fn print_numbers(found: &Exploration, out: &mut dyn Write) -> io::Result<()> {
    let rows = numbers(found);
    let rows: Vec<_> =
        rows.iter().filter_map(|(name, number)| Some((name, number.distribution.as_ref()?))).collect();
    if rows.is_empty() {
        return Ok(());
    }
    let width = widest(rows.iter().map(|(name, _)| name.as_str()), NAME);
    let scale = fit("0", COLUMNS - 1) + "100";
    writeln!(out, "\n{}    mean    p5  p25  p50  p75  p95  {scale}", fit("At the end", width))?;
    for (name, distribution) in rows {
        let Distribution { mean, p5, p25, p50, p75, p95, histogram: odds } = distribution;
        let drawn = histogram(odds.iter().map(|(value, odds)| (*value, *odds)), COLUMNS);
        let name = fit(name, width);
        writeln!(out, "{name}  {mean:>6.2}  {p5:>4} {p25:>4} {p50:>4} {p75:>4} {p95:>4}  │{drawn}│")?;
    }
    Ok(())
}

fn print_reach(found: &Exploration, out: &mut dyn Write) -> io::Result<()> {
    let rows = numbers(found);
    let rows: Vec<_> = rows
        .iter()
        .filter_map(|(name, number)| Some((name, number.possible.as_ref()?, number.expected)))
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    let width = widest(rows.iter().map(|(name, ..)| name.as_str()), NAME);
    writeln!(out, "\n{}  expected: worst  best    with luck: worst  best", fit("Within reach", width))?;
    for (name, Possible { best, worst }, expected) in rows {
        let expected = expected.map_or_else(
            || format!("{:>15}  {:>4}", "-", "-"),
            |Expected { best, worst }| format!("{worst:>15.2} {best:>5.2}"),
        );
        let name = fit(name, width);
        writeln!(out, "{name}  {expected}    {:>16}  {:>4}", worst.value, best.value)?;
    }
    if !found.faults.is_empty() {
        writeln!(out, "In what is expected, plays that fail count as 0, or 100 where low is good.")?;
    }
    Ok(())
}

fn print_sizes(found: &Exploration, reading: &Plays, run: Run, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out)?;
    match &found.plays {
        Some(Bound::Finite(plays)) => wrapped(out, "", &format!("Plays: {}.", grouped(plays)))?,
        Some(Bound::Infinite) => writeln!(out, "Plays: infinitely many; they can go in circles.")?,
        None => {}
    }
    let length = found.decisions;
    if let (Some(shortest), Some(longest)) = (length.shortest, length.longest) {
        let longest = match longest {
            Bound::Finite(longest) => longest.to_string(),
            Bound::Infinite => "any number".to_owned(),
        };
        let expected = length.expected.map_or_else(
            || "no number of them is expected, since plays may never end".to_owned(),
            |expected| format!("{expected:.1} expected"),
        );
        writeln!(out, "Decisions of a play: {shortest} to {longest}; {expected}.")?;
    }
    if let Some(typical) = reading.typical {
        let (minutes, words) = (typical.seconds.div_ceil(60), typical.words);
        writeln!(
            out,
            "Reading: {words} words, {minutes} min at {WORDS_A_MINUTE} words a minute (median of {} plays by lot).",
            reading.ended
        )?;
    }
    let unreduced = found.unreduced.map_or_else(String::new, |size| {
        let more = if size.complete { "" } else { "more than " };
        let (states, ways) = (grouped(&size.states.to_string()), grouped(&size.transitions.to_string()));
        format!(" ({more}{states} and {ways} before reduction)")
    });
    let (states, ways) = (grouped(&found.states.to_string()), grouped(&found.transitions.to_string()));
    let solved = match found.residual {
        Some(residual) if residual > 0.0 => format!(" Circles are solved to within {residual:.0e}."),
        _ => String::new(),
    };
    wrapped(out, "", &format!("{states} states and {ways} transitions{unreduced}.{solved}"))?;
    let on = count(run.threads.get(), "thread");
    let memory = run.peak_memory.map_or_else(String::new, |peak| format!(", {peak} of memory"));
    writeln!(out, "It took {:.2} s on {on}{memory}.", run.seconds)
}

fn print_distributions(found: &Exploration, out: &mut dyn Write) -> io::Result<()> {
    for (name, number) in numbers(found) {
        let Some(distribution) = &number.distribution else { continue };
        let odds = distribution.histogram.iter().map(|(value, odds)| format!("{value}: {}", percent(*odds)));
        writeln!(out)?;
        wrapped(out, "", &format!("{name} at the end:"))?;
        wrapped(out, "  ", &odds.collect::<Vec<_>>().join(", "))?;
    }
    Ok(())
}

fn print_plays(found: &Exploration, file: &Path, out: &mut dyn Write) -> io::Result<()> {
    for fault in &found.faults {
        print_play(&format!("{}: {}", fault.place, fault.what), fault.witness.as_ref(), file, out)?;
    }
    let stuck = found.stuck.as_ref().and_then(|stuck| stuck.witness.as_ref());
    print_play("no ending can be reached any more", stuck, file, out)?;
    for ending in &found.endings {
        print_play(&ending.title, ending.witness.as_ref(), file, out)?;
    }
    for (name, number) in numbers(found) {
        let Some(Possible { best, worst }) = &number.possible else { continue };
        print_play(&format!("{name}: the best, {}", best.value), best.witness.as_ref(), file, out)?;
        print_play(&format!("{name}: the worst, {}", worst.value), worst.witness.as_ref(), file, out)?;
    }
    Ok(())
}

/// Prints after which choices endings are lost for good, those of one choice together.
fn print_returns(found: &Exploration, out: &mut dyn Write) -> io::Result<()> {
    let returns = found.points_of_no_return.iter().flatten().collect::<Vec<_>>();
    if returns.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nPoints of no return:")?;
    for of_choice in returns.chunk_by(|one, other| one.choice == other.choice) {
        let lost: Vec<_> = of_choice
            .iter()
            .map(|Return { ending, always, share, .. }| {
                let title =
                    found.endings.iter().find(|odds| odds.id == *ending).map_or("", |odds| &odds.title);
                let when = if *always { "always".to_owned() } else { format!("in {}", percent(*share)) };
                format!("“{title}” ({when})")
            })
            .collect();
        wrapped(out, "  ", &format!("{} gives up {}", of_choice[0].choice, lost.join(", ")))?;
    }
    Ok(())
}

/// Prints the command that comes to something.
fn print_play(name: &str, play: Option<&Witnessed>, file: &Path, out: &mut dyn Write) -> io::Result<()> {
    let Some(Witnessed { natural, recording }) = play else { return Ok(()) };
    let (file, seed) = (file.display(), recording.seed);
    let picks = recording.picks().collect::<Vec<_>>().join(",");
    writeln!(out, "\nTo come to “{name}”:\n  two-hats play {file} --seed {seed} --picks {picks}")?;
    if !natural {
        writeln!(out, "  with luck that the dice of this seed do not have")?;
    }
    Ok(())
}

fn print_estimates(found: &Exploration, estimates: &Estimates, out: &mut dyn Write) -> io::Result<()> {
    let Estimates { plays, endings, faults, given_up, meters, trust, aim, .. } = estimates;
    let titles = found.endings.iter().map(|ending| (ending.title.as_str(), endings.get(&ending.id).copied()));
    let others = [("fails", Some(*faults)), ("does not end", Some(*given_up))];
    let others = others.into_iter().filter(|(_, share)| share.is_some_and(|share| share.plays > 0));
    let shares: Vec<_> = titles.chain(others).filter_map(|(name, share)| Some((name, share?))).collect();
    let labels = numbers(found);
    let means = labels.iter().filter_map(|(name, number)| {
        let of = [meters.get(&number.id), trust.get(&number.id), aim.as_ref()];
        let place = [&found.meters[..], &found.trust[..]]
            .iter()
            .position(|all| all.iter().any(|one| std::ptr::eq(one, *number)));
        Some((name.as_str(), *of[place.unwrap_or(2)]?))
    });
    let means: Vec<_> = means.collect();
    let width = widest(shares.iter().map(|(name, _)| *name).chain(means.iter().map(|(name, _)| *name)), NAME);
    writeln!(
        out,
        "\nEstimates by {plays} plays by lot, policy {}: no proof, and apart from what stands above.",
        found.policy
    )?;
    writeln!(out, "{}     share  95 % interval", fit("Endings", width))?;
    for (name, Share { share, low, high, .. }) in shares {
        let [share, low, high] = [share, low, high].map(|share| 100.0 * share);
        writeln!(out, "{}  {share:>6.1} %  {low:.1} to {high:.1} %", fit(name, width))?;
    }
    writeln!(out, "{}      mean  95 % interval", fit("At the end", width))?;
    for (name, interval) in means {
        let (mean, low, high) = (interval.mean, interval.low, interval.high);
        writeln!(out, "{}  {mean:>8.2}  {low:.2} to {high:.2}", fit(name, width))?;
    }
    Ok(())
}

/// Says odds in percent, with as many digits as tell them from none and from all.
fn percent(odds: f64) -> String {
    let far = odds.min(1.0 - odds);
    if odds <= 0.0 {
        "0 %".to_owned()
    } else if far < 1e-12 && odds > 0.5 {
        "100 %".to_owned()
    } else if far < 1e-6 && odds < 0.5 {
        format!("{:.0e} %", 100.0 * odds)
    } else {
        let digits = (1.0 - (100.0 * far).log10().floor()).clamp(1.0, 12.0) as usize;
        format!("{:.digits$} %", 100.0 * odds)
    }
}

/// Writes a whole number with its thousands apart; one of many digits also in short.
fn grouped(number: &str) -> String {
    let groups = number.as_bytes().rchunks(3).rev().map(|group| String::from_utf8_lossy(group).into_owned());
    let whole = groups.collect::<Vec<_>>().join(",");
    match number.len() {
        0..=15 => whole,
        digits => format!("{whole}, about {}e{}", &number[..1], digits - 1),
    }
}

/// Counts in words: `1 state`, `2 states`.
fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
