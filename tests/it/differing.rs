//! What differs between two versions of a scenario: nothing of one and itself, and of hand-made edits exactly what they change.

mod command;

use two_hats::analysis::{Difference, Inquiry, Kind, Policy, Presence, Rule, Version, Work};
use two_hats::simulation::Story;

use crate::oracle::scenarios::by_lot;
use crate::support::{small, story};

fn version(story: &Story, policy: &Policy) -> Version {
    let rule = Rule::of(policy, story).unwrap();
    let work = &mut Work { threads: 1, go_on: &mut |_| true };
    Version::explore(Inquiry { story, rule: &rule, numbers: true, work })
}

/// The difference between the small scenario and an edit of it.
fn difference(from: &str, to: &str) -> Difference {
    assert!(small().contains(from), "{from}");
    let [old, new] = [small().to_owned(), small().replace(from, to)].map(|text| story(&text));
    Difference::between(&version(&old, &Policy::Uniform), &version(&new, &Policy::Uniform))
}

/// The things that differ, as `kind id: old → new`.
fn things(difference: &Difference) -> Vec<String> {
    let line = |change: &two_hats::analysis::Change| {
        let presence = change.presence;
        format!("{:?} {}: {:?} → {:?}", change.thing.kind, change.thing.id, presence.old, presence.new)
    };
    difference.things.iter().map(line).collect()
}

#[test]
fn nothing_differs_between_a_scenario_and_itself() {
    for (text, story) in by_lot(0..20) {
        for policy in [Policy::Uniform, Policy::Careless] {
            let difference = Difference::between(&version(&story, &policy), &version(&story, &policy));
            assert!(difference.is_empty() && !difference.meaning && difference.complete, "{text}");
            assert_eq!(difference.sizes.old, difference.sizes.new);
        }
    }
}

#[test]
fn other_words_are_no_difference() {
    let found = difference("Start packing with whoever is free.", "Pack.");
    assert!(found.is_empty() && !found.meaning);
}

#[test]
fn a_new_choice_moves_odds_and_means_as_much_as_is_worked_out_by_hand() {
    // Without another choice each play asks first with 1/2; asking makes risk 25 instead of 35 and morale 65.
    let found = difference(
        "\"go\": (",
        "\"stop\": (text: \"Stop it here.\", effects: [\"morale = 10\"], then: End(\"late\")), \"go\": (",
    );
    assert_eq!(things(&found), ["Ending late: Unreached → Reached", "Choice call.stop: Absent → Reached"]);
    // Three ways at first; after asking two.
    let late = 1.0 / 3.0 + 1.0 / 3.0 / 2.0;
    assert_eq!(found.endings["good"].old, Some(1.0));
    assert!((found.endings["late"].new.unwrap() - late).abs() < 1e-12);
    let morale = found.meters["morale"];
    let wanted = (1.0 / 3.0 + 1.0 / 6.0) * 10.0 + 1.0 / 3.0 * 60.0 + 1.0 / 6.0 * 65.0;
    assert!((morale.old.unwrap() - 62.5).abs() < 1e-12 && (morale.new.unwrap() - wanted).abs() < 1e-9);
    assert_eq!((found.sizes.old.choices, found.sizes.new.choices), (3, 4));
    assert!(found.meaning && found.faults.is_none() && found.endless.is_none());
}

#[test]
fn what_can_no_longer_be_reached_and_what_is_gone_are_told_apart() {
    let found = difference("(\"100 - risk\", Go(\"packed\"))", "(\"0\", Go(\"packed\"))");
    assert_eq!(
        things(&found),
        ["Scene packed: Reached → Unreached", "Branch call.go.well: Reached → Unreached"]
    );
    assert!(found.endings.is_empty());
    let found = difference("\"listen\"", "\"hear\"");
    assert_eq!(
        things(&found),
        ["Choice talk.listen: Unreached → Absent", "Choice talk.hear: Absent → Unreached"]
    );
    let found = difference("morale < 20", "morale > 60");
    let event = found.things.iter().find(|change| change.thing.kind == Kind::Event).unwrap();
    assert_eq!((event.presence.old, event.presence.new), (Presence::Unreached, Presence::Reached));
}

#[test]
fn plays_that_come_to_fail_are_a_difference() {
    let found = difference("[\"if calls > 0: risk -= 10\"]", "[\"risk = 10 / calls\"]");
    let faults = found.faults.unwrap();
    assert_eq!((faults.old, faults.new), (0.0, 0.5));
}
