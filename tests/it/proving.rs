//! What is proved about a scenario, by annotated scenarios made for each kind of finding.
//!
//! In `fixtures/proved/*.ron` a comment `//~ TH0047: part of the message` says what is proved about its line, each `^` after the
//! `~` about one line further up. All that is proved is annotated.

use std::path::Path;
use std::sync::Arc;

use two_hats::analysis::{
    Dilemmas, Exploration, Finding, Policy, Proof, Question, Return, Stage, Witnessed, Work, explore, prove,
};
use two_hats::diagnostic::{Class, Code, Source};
use two_hats::simulation::{Position, Story, replay};

use crate::checks::{expected, fixtures_in};
use crate::support::story;

fn proved(text: &str) -> (Arc<Story>, Proof) {
    let known = Story::load(text).1;
    let story = story(text);
    let proof = prove(&story, &known, 2, &mut |_| true);
    (story, proof)
}

fn told(text: &str, finding: &Finding) -> (usize, String, String) {
    let diagnostic = &finding.diagnostic;
    let line = diagnostic.span.map_or(0, |span| Source::new("", text).place(span.start).line);
    (line, diagnostic.code.to_string(), diagnostic.message.clone())
}

fn made_for_findings() -> Vec<(String, String)> {
    fixtures_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/fixtures/proved"))
}

#[test]
fn everything_annotated_is_proved_and_nothing_else() {
    for (name, text) in made_for_findings() {
        let (_, proof) = proved(&text);
        assert!(proof.complete);
        let found: Vec<_> = proof.findings.iter().map(|finding| told(&text, finding)).collect();
        let expected = expected(&text);
        assert_eq!(found.len(), expected.len(), "{name}: {found:#?}");
        for (line, code, part) in expected {
            let fits = |f: &(usize, String, String)| f.0 == line && f.1 == code && f.2.contains(&part);
            assert!(found.iter().any(fits), "{name}: {line} {code} {part} not among {found:#?}");
        }
    }
}

#[test]
fn every_finding_that_a_play_can_show_has_one_that_replays_exactly() {
    let mut shown = 0;
    for (name, text) in made_for_findings() {
        let (story, proof) = proved(&text);
        for finding in proof.findings {
            let code = finding.diagnostic.code;
            assert_eq!(finding.play.is_none(), code == Code::NEVER, "{name}: {finding:?}");
            let Some(play) = &finding.play else { continue };
            let replay = replay(Arc::clone(&story), play).unwrap();
            assert!(replay.is_exact(), "{name}: {:?}", replay.notes);
            let ended = matches!(story.program().position(replay.session.state()), Position::Ending(_));
            assert!(
                !ended || [Code::SURPASSED, Code::NO_OP, Code::TRAP].contains(&code),
                "{name}: {finding:?}"
            );
            // The play picks what the finding is about, or stands right before it.
            if let (Some(last), true) =
                (play.picks().last(), [Code::SURPASSED, Code::NO_OP, Code::TRAP].contains(&code))
            {
                assert!(finding.diagnostic.message.contains(&format!("`{last}`")), "{name}: {finding:?}");
            }
            shown += 1;
        }
    }
    assert!(shown > 10, "{shown}");
}

#[test]
fn nothing_is_proved_about_the_scenario_to_begin_with() {
    let new = include_str!("../../assets/new.ron").replace("\"ID\"", "\"new\"");
    let (_, proof) = proved(&new);
    assert!(proof.complete);
    assert_eq!(proof.findings, []);
}

#[test]
fn what_a_scenario_allows_is_not_reported() {
    let (_, text) = made_for_findings().into_iter().find(|(name, _)| name == "noop.ron").unwrap();
    let allowing = text.replace("endings: {", "allow: [(\"TH0048\", \"to breathe\")],\n    endings: {");
    assert_eq!(proved(&allowing).1.findings, []);
    assert!(Story::load(allowing.as_str()).1.iter().all(|found| found.code != Code::ALLOW));
}

#[test]
fn an_entry_that_silences_nothing_proved_is_told_of_once_all_is_known() {
    let (_, text) = made_for_findings().into_iter().find(|(name, _)| name == "noop.ron").unwrap();
    let allow = "allow: [(\"TH0048\", \"to breathe\"), (\"TH0049\", \"it is late\")],\n    endings: {";
    let allowing = text.replace("endings: {", allow);
    let found = proved(&allowing).1.findings;
    let words: Vec<_> =
        found.iter().map(|found| (found.diagnostic.code, &*found.diagnostic.message)).collect();
    assert_eq!(words, [(Code::ALLOW, "`TH0049` silences nothing")]);
    assert_eq!(found[0].diagnostic.class, Class::Advice);
    let stopped = prove(&story(&allowing), &[], 1, &mut |_| false);
    assert_eq!(stopped.findings, []);
}

#[test]
fn stopped_early_only_what_a_play_shows_is_told() {
    for (name, text) in made_for_findings() {
        let story = story(&text);
        let proof = prove(&story, &[], 1, &mut |_| false);
        assert!(!proof.complete, "{name}");
        assert!(proof.findings.iter().all(|finding| finding.diagnostic.code == Code::FAILS), "{name}");
    }
}

#[test]
fn a_choice_that_gives_an_ending_up_is_a_point_of_no_return() {
    let (_, text) = made_for_findings().into_iter().find(|(name, _)| name == "trap.ron").unwrap();
    // One way on depends on luck that came before.
    let text = text.replace(
        "\"wait\": (",
        "\"risk\": (text: \"Risk.\", when: \"morale < 50\", then: Go(\"silence\")),\n            \"wait\": (",
    );
    let story = story(&text);
    let question = Question { policy: Policy::Uniform, reduce: true, unreduced: 0, witnesses: true };
    let found = explore(&story, &question, &mut Work { threads: 1, go_on: &mut |_| true }).unwrap();
    let returns: Vec<_> = found
        .points_of_no_return
        .unwrap()
        .into_iter()
        .map(|Return { choice, ending, always, share, witness }| {
            let replay = replay(Arc::clone(&story), &witness.unwrap().recording).unwrap();
            assert!(replay.is_exact());
            let open = replay.session.offers().into_iter().map(|offer| story.choice_path(offer.choice));
            assert!(open.collect::<Vec<_>>().contains(&choice), "{choice}");
            (choice, ending, always, share)
        })
        .collect();
    let always = |choice: &str, ending: &str| (choice.to_owned(), ending.to_owned(), true, 1.0);
    // Of those that come to the dock, one in three came by `listen`, which opens `risk`, and one in thirty by `talk`.
    let sometimes = |choice: &str| (choice.to_owned(), "lost".to_owned(), false, 10.0 / 11.0);
    let [one, other, dock @ ..] = &returns[..] else { panic!("{returns:?}") };
    assert_eq!((one, other), (&always("desk.hang_up", "done"), &always("desk.hang_up", "late")));
    for (found, wanted) in dock.iter().zip([sometimes("dock.load"), sometimes("dock.wait")]) {
        assert_eq!((&found.0, &found.1, found.2), (&wanted.0, &wanted.1, wanted.2));
        assert!((found.3 - wanted.3).abs() < 1e-12, "{found:?}");
    }
    assert_eq!(dock.len(), 2);
}

fn explored(story: &Arc<Story>, policy: Policy, reduce: bool) -> Exploration {
    let question = Question { policy, reduce, unreduced: 0, witnesses: true };
    explore(story, &question, &mut Work { threads: 1, go_on: &mut |_| true }).unwrap()
}

/// What findings say of the choices, each with the choice and a play that shows it.
fn flaws(dilemmas: &Dilemmas) -> Vec<(String, &str, Option<&Witnessed>)> {
    let surpassed = dilemmas.surpassed.iter().map(|flaw| {
        let words = format!("`{}` is never better than `{}`, and sometimes worse", flaw.choice, flaw.by);
        (words, flaw.choice.as_str(), flaw.witness.as_ref())
    });
    let no_change = dilemmas.no_change.iter().map(|flaw| {
        let words = match &flaw.same_as {
            Some(other) => format!("`{}` and `{other}` lead to the same", flaw.choice),
            None => format!("`{}` changes nothing: it leads back to where it was picked", flaw.choice),
        };
        (words, flaw.choice.as_str(), flaw.witness.as_ref())
    });
    let traps = dilemmas.traps.iter().map(|flaw| {
        let words = format!("`{}` always loses: no play after it ends at least mixed", flaw.choice);
        (words, flaw.choice.as_str(), flaw.witness.as_ref())
    });
    surpassed.chain(no_change).chain(traps).collect()
}

#[test]
fn exploring_tells_of_the_choices_that_are_reported_whatever_else_it_tells_apart() {
    for (name, text) in made_for_findings() {
        let (story, proof) = proved(&text);
        let of_choices = |finding: &&Finding| {
            [Code::SURPASSED, Code::NO_OP, Code::TRAP].contains(&finding.diagnostic.code)
        };
        let mut reported: Vec<_> = proof
            .findings
            .iter()
            .filter(of_choices)
            .map(|finding| (finding.diagnostic.message.clone(), finding.play.clone()))
            .collect();
        reported.sort_by(|one, other| one.0.cmp(&other.0));
        for (policy, reduce) in [
            ("uniform", true),
            ("uniform", false),
            ("careless", true),
            ("greedy:morale", true),
            ("best:morale", true),
        ] {
            // Where nothing surely ends, the best is not defined.
            if name == "endless.ron" && policy.starts_with("best") {
                continue;
            }
            let dilemmas = explored(&story, policy.parse().unwrap(), reduce).dilemmas.unwrap();
            let mut told = flaws(&dilemmas);
            told.sort_by(|one, other| one.0.cmp(&other.0));
            let words = |(words, ..): &(String, &str, Option<&Witnessed>)| words.clone();
            assert_eq!(
                told.iter().map(words).collect::<Vec<_>>(),
                reported.iter().map(|(words, _)| words.clone()).collect::<Vec<_>>(),
                "{name}, {policy}, {reduce}"
            );
            for ((words, choice, witness), (_, reported)) in told.into_iter().zip(&reported) {
                let play = &witness.unwrap().recording;
                assert!(replay(Arc::clone(&story), play).unwrap().is_exact(), "{name}: {words}");
                assert_eq!(play.picks().last(), Some(choice), "{name}: {words}");
                assert!(policy != "uniform" || !reduce || Some(play) == reported.as_ref(), "{name}: {words}");
            }
        }
    }
}

#[test]
fn a_decision_is_a_dilemma_if_two_choices_without_a_flaw_can_be_open_at_once() {
    for (name, wanted) in [
        ("trap.ron", vec![("desk", true), ("dock", true), ("silence", false)]),
        ("noop.ron", vec![("desk", true), ("dock", true)]),
        ("endless.ron", vec![("desk", false), ("door", true)]),
        ("never.ron", vec![("desk", false)]),
    ] {
        let (_, text) = made_for_findings().into_iter().find(|(known, _)| known == name).unwrap();
        let dilemmas = explored(&story(&text), Policy::Uniform, true).dilemmas.unwrap();
        let decisions = dilemmas.decisions.iter().map(|found| (found.scene.as_str(), found.dilemma));
        assert_eq!(decisions.collect::<Vec<_>>(), wanted, "{name}");
    }
}

#[test]
fn what_a_scenario_allows_is_marked_as_allowed() {
    let (_, text) = made_for_findings().into_iter().find(|(name, _)| name == "noop.ron").unwrap();
    let allowing = text.replace("endings: {", "allow: [(\"TH0048\", \"to breathe\")],\n    endings: {");
    let allowed = |text: &str| {
        let dilemmas = explored(&story(text), Policy::Uniform, true).dilemmas.unwrap();
        dilemmas.no_change.iter().map(|flaw| flaw.allowed).collect::<Vec<_>>()
    };
    assert_eq!((allowed(&text), allowed(&allowing)), (vec![false, false], vec![true, true]));
}

#[test]
fn no_choice_is_told_of_where_anything_is_left_out_that_has_a_say() {
    let (_, text) =
        made_for_findings().into_iter().find(|(name, _)| name == "surpassed_in_trust.ron").unwrap();
    let story = story(&text);
    let question = Question { policy: Policy::Uniform, reduce: true, unreduced: 0, witnesses: false };
    for missing in ["the scenario", "trust.anna", "trust.ben", "dilemmas"] {
        let mut go_on = |stage: Stage<'_>| {
            let (Stage::Exploring { what, .. } | Stage::Answering { what }) = stage;
            what != missing
        };
        let found = explore(&story, &question, &mut Work { threads: 1, go_on: &mut go_on }).unwrap();
        assert_eq!(found.dilemmas, None, "{missing}");
        let told = found.left_out.iter().any(|left_out| left_out == "dilemmas");
        assert_eq!(told, missing != "the scenario", "{missing}");
    }
}
