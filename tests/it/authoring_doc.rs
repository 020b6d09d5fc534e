//! Runs every example of `docs/authoring.md`, in order, as a reader would.
//!
//! Below each heading a reader begins anew with what `two-hats new mine` writes. A block `ron PLACE` is put into it
//! there: `ron top` into the scenario itself, `ron scenes.friday.choices` among the choices of that scene. What a section
//! has put in has neither errors nor advice whenever a command runs, and at its end. A block `ron PLACE error TH0010` (or
//! `advice`) shows a mistake: exactly those codes are reported, and the next block begins without it. A block `sh` holds
//! commands, with `fails` the last of them ends with 1, with `window` it opens one, so
//! that only its help is asked for; the block `text` below it is what they print, `…` on a line of
//! its own standing for lines that are left out.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use two_hats::debrief::Debrief;
use two_hats::diagnostic::{Class, Code, Source, render_all};
use two_hats::simulation::Story;

use crate::page::{Block, blocks, headings, put};
use crate::support::{begin, pick};
use crate::terminal::{Place, text};

const PAGE: &str = include_str!("../../docs/authoring.md");

/// The file that the page writes.
const MINE: &str = "mine.ron";

/// What a reader has before them.
struct Desk {
    place: Place,
    /// The scenario without mistakes that are shown; empty before there is one.
    sound: String,
    /// What the last commands printed.
    printed: Option<String>,
}

impl Desk {
    fn new() -> Self {
        Self { place: Place::new(), sound: String::new(), printed: None }
    }

    /// Writes the scenario that each section begins with, unless the page has done so.
    fn begin(&mut self) {
        if self.sound.is_empty() {
            self.sh("two-hats new mine", 0);
        }
    }

    fn follow(&mut self, block: &Block) {
        let printed = self.printed.take();
        match block.info.split(' ').collect::<Vec<_>>()[..] {
            ["ron", place] => {
                self.begin();
                self.sound = put(&self.sound, place, &block.text);
                self.place.write(MINE, &self.sound);
            }
            ["ron", place, class @ ("error" | "advice"), ref codes @ ..] if !codes.is_empty() => {
                self.begin();
                let mistaken = put(&self.sound, place, &block.text);
                let expected = codes.iter().map(|code| format!("{class} {code}")).collect();
                assert_eq!(reported(&mistaken), expected, "{}", shown(&mistaken));
                self.place.write(MINE, &mistaken);
            }
            ["sh"] => self.sh(&block.text, 0),
            ["sh", "fails"] => self.sh(&block.text, 1),
            ["sh", "window"] => self.sh(&format!("{} --help", block.text.trim()), 0),
            ["text"] => compare(&printed.expect("no command stands above it"), &block.text),
            _ => panic!("nothing runs a block `{}`", block.info),
        }
    }

    /// Runs commands, the last of which ends with a code.
    fn sh(&mut self, commands: &str, code: i32) {
        if !commands.contains("two-hats new") {
            self.begin();
        }
        self.check();
        let mut printed = String::new();
        let mut last = Some(0);
        for command in commands.lines() {
            assert_eq!(last, Some(0), "{printed}");
            assert!(!command.contains(['"', '\'', '|', '>']), "a shell would read this: {command}");
            let words: Vec<_> = command.split_whitespace().collect();
            assert_eq!(words[0], "two-hats", "{command}");
            let output = self.place.run(&words[1..]);
            last = output.status.code();
            printed += &text(&output.stdout);
            printed += &text(&output.stderr);
        }
        assert_eq!(last, Some(code), "{printed}");
        if self.sound.is_empty() {
            self.sound = fs::read_to_string(self.place.path().join(MINE)).unwrap();
        }
        self.printed = Some(printed);
    }

    /// Looks whether what was put together so far is sound.
    fn check(&self) {
        assert!(self.sound.is_empty() || reported(&self.sound).is_empty(), "{}", shown(&self.sound));
    }
}

/// What is reported about a scenario: class and code.
fn reported(text: &str) -> BTreeSet<String> {
    let word = |class| if class == Class::Error { "error" } else { "advice" };
    Story::load(text).1.iter().map(|found| format!("{} {}", word(found.class), found.code)).collect()
}

fn shown(text: &str) -> String {
    format!("{text}\n{}", render_all(&Story::load(text).1, &Source::new(MINE, text), false))
}

/// Cuts a text into lines, without blank ones around it.
fn lines(text: &str) -> Vec<&str> {
    text.trim_matches('\n').lines().map(str::trim_end).collect()
}

/// Finds each run of lines between `…` in what was printed, in order.
fn compare(printed: &str, expected: &str) {
    let (whole, expected) = (lines(printed), lines(expected));
    let mut rest = whole.as_slice();
    for (index, run) in expected.split(|line| *line == "…").enumerate() {
        let run = run.join("\n");
        let run = lines(&run);
        let found = (0..=rest.len()).find(|at| rest[*at..].starts_with(&run));
        let at = found.filter(|at| index > 0 || *at == 0);
        let at = at.unwrap_or_else(|| panic!("not printed: {run:#?}\n--- of\n{printed}"));
        rest = &rest[at + run.len()..];
    }
    assert!(rest.is_empty() || expected.last() == Some(&"…"), "not shown: {rest:#?}");
}

/// Follows the page where a heading is wanted, and returns the scenario that the last section leaves.
fn follow(wanted: impl Fn(&str) -> bool) -> String {
    let mut desk = Desk::new();
    let mut heading = String::new();
    let mut failed = Vec::new();
    for block in blocks(PAGE).iter().filter(|block| wanted(&block.heading)) {
        if block.heading != heading {
            failed.extend(attempt(|| desk.check()).then(|| format!("the end of `{heading}`")));
            desk = Desk::new();
            heading.clone_from(&block.heading);
        }
        let line = || format!("line {}, below `{heading}`", block.line);
        failed.extend(attempt(|| desk.follow(block)).then(line));
    }
    failed.extend(attempt(|| desk.check()).then(|| format!("the end of `{heading}`")));
    assert!(failed.is_empty(), "docs/authoring.md:\n{}", failed.join("\n"));
    desk.sound
}

/// Says whether something fails; why, is printed then.
fn attempt(step: impl FnOnce()) -> bool {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(step)).is_err()
}

#[test]
fn every_example_of_the_page_does_what_the_page_says() {
    follow(|_| true);
}

#[test]
fn every_recipe_of_the_cookbook_is_played() {
    let cookbook = headings(PAGE).into_iter().skip_while(|heading| !heading.ends_with("The cookbook"));
    let recipes: Vec<_> = cookbook.skip(1).take_while(|heading| heading.starts_with("### ")).collect();
    assert!(recipes.len() >= 8, "{recipes:?}");
    for recipe in recipes {
        let all = blocks(PAGE);
        let mut own = all.iter().filter(|block| block.heading == recipe);
        assert!(own.any(|block| block.info == "sh" && block.text.contains("two-hats play")), "{recipe}");
    }
}

#[test]
fn the_odds_that_the_gamble_names_are_those_of_its_dice_and_of_the_debrief() {
    let scenario = follow(|heading| heading == "### A fair gamble");
    for (first, words, tenths) in [("ask", "eight in ten", 8), ("split", "six in ten", 6)] {
        let drawn: BTreeSet<_> = (1..20)
            .map(|seed| {
                let mut session = begin(&scenario, seed);
                pick(&mut session, &[first, "full_speed"]);
                let decision = Debrief::of(&session).decisions.remove(1);
                let feedback = decision.feedback.unwrap();
                assert!(decision.text.contains(words), "{}", decision.text);
                assert!(feedback.to_lowercase().contains(words), "{feedback}");
                let luck = &decision.luck[0];
                (luck.branch.clone(), luck.weight * 100 / luck.total, luck.words())
            })
            .collect();
        let branches = [("holds", tenths), ("tears", 10 - tenths)];
        let expected = branches.map(|(id, tenths)| (id.into(), tenths * 10, format!("about {tenths} in 10")));
        assert_eq!(drawn, BTreeSet::from(expected));
    }
}

#[test]
fn every_mistake_stands_below_the_code_that_reports_it() {
    for block in blocks(PAGE) {
        let above: Vec<_> = PAGE.lines().take(block.line - 1).collect();
        let heading = above.iter().rposition(|line| *line == block.heading).unwrap();
        let prose = above[heading..].join("\n");
        let codes = block.info.split(' ').filter(|word| word.starts_with("TH"));
        for code in codes.filter(|_| block.heading.starts_with("### ")) {
            assert!(prose.contains(&format!("`{code}`")), "line {}: `{code}`", block.line);
        }
    }
}

#[test]
fn every_link_leads_somewhere_and_every_code_is_one() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    for link in PAGE.split("](").skip(1).map(|rest| rest.split(')').next().unwrap()) {
        if link.contains("://") {
            continue;
        }
        let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
        let path = docs.join(if file.is_empty() { "authoring.md" } else { file });
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{link}: {error}"));
        assert!(
            anchor.is_empty() || headings(&text).into_iter().any(|title| slug(title) == anchor),
            "{link}"
        );
    }
    for (at, _) in PAGE.match_indices("TH0") {
        assert!(Code::from_text(&PAGE[at..at + 6]).is_some(), "{}", &PAGE[at..at + 6]);
    }
}

/// The anchor that a heading gets where Markdown is shown.
fn slug(heading: &str) -> String {
    let words = heading.trim_start_matches('#').trim().to_lowercase();
    words.chars().filter(|c| c.is_alphanumeric() || "-_ ".contains(*c)).collect::<String>().replace(' ', "-")
}
