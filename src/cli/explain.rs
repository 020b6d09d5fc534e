//! `two-hats explain CODE`: the page about one kind of problem.

use std::io::Write;

use super::{FINE, WRONG};
use crate::checks::explain;
use crate::diagnostic::{Code, suggest};

/// Explain a code that `check` reports, with an example and how to mend it
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  two-hats explain TH0012
  two-hats explain                                   list every code")]
pub(super) struct Arguments {
    /// The code, such as `TH0012`; without one, every code is listed.
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> anyhow::Result<u8> {
    let Some(text) = &arguments.code else {
        for code in Code::ALL {
            writeln!(out, "{code}  {}", code.title())?;
        }
        return Ok(FINE);
    };
    // `12` and `th12` mean TH0012 too.
    let digits = text.trim_start_matches(['T', 't']).trim_start_matches(['H', 'h']);
    let Some(code) = Code::from_text(&format!("TH{digits:0>4}")) else {
        let known: Vec<_> = Code::ALL.iter().map(Code::to_string).collect();
        let near = suggest::nearest(&text.to_uppercase(), known.iter().map(String::as_str));
        let near = near.map_or_else(String::new, |code| format!("; did you mean `{code}`?"));
        super::complain(&format!("there is no code `{text}`{near}\n`two-hats explain` lists every code"));
        return Ok(WRONG);
    };
    write!(out, "{}", explain(code))?;
    Ok(FINE)
}
