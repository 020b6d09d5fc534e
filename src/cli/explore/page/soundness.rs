//! Whether everything comes to an end, and what nothing comes to.

use std::io::{self, Write};

use super::words::percent;
use crate::analysis::{Exploration, Unreached};
use crate::cli::tell::{counted, listed, wrapped};

pub(super) fn print(found: &Exploration, details: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut troubles = Vec::new();
    if !found.faults.is_empty() {
        troubles.push("plays can fail".to_owned());
    }
    if let Some(stuck) = found.stuck.as_ref().filter(|stuck| stuck.states > 0) {
        troubles.push(format!("from {} no ending can be reached", counted(stuck.states as u64, "state")));
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
        wrapped(out, "  ", &format!("{kind}: {}", listed(ids, details)))?;
    }
    Ok(())
}
