//! Looking back on a play: decisions, meters over time, and the two-hat grid against brute force.

use arbtest::arbitrary::{Result as Drawn, Unstructured};
use arbtest::arbtest;
use two_hats::debrief::{Corner, Debrief, Grid, Luck, Moves, profile};
use two_hats::scenario::traits::{Pole, Trait};

use crate::support::{begin, pick, small};

fn weights(shows: &[(Trait, i64)]) -> (i64, i64) {
    let of = |pole: Pole| shows.iter().filter(|(of, _)| of.pole() == pole).map(|(_, weight)| weight).sum();
    (of(Pole::Leader), of(Pole::Manager))
}

/// Returns every sum that picks at these decisions give, by trying all of them, above the least.
fn all_sums(moves: &[Moves]) -> Vec<(i64, i64)> {
    let mut sums = vec![(0, 0)];
    for decision in moves {
        let pairs: Vec<_> = decision.options.iter().map(|shows| weights(shows)).collect();
        let least = (pairs.iter().map(|p| p.0).min().unwrap(), pairs.iter().map(|p| p.1).min().unwrap());
        let step = |sum: (i64, i64), pair: (i64, i64)| (sum.0 + pair.0 - least.0, sum.1 + pair.1 - least.1);
        sums = sums
            .iter()
            .flat_map(|sum| pairs.iter().map(|pair| step(*sum, *pair)).collect::<Vec<_>>())
            .collect();
    }
    sums
}

fn moves(u: &mut Unstructured) -> Drawn<Vec<Moves>> {
    let option = |u: &mut Unstructured| -> Drawn<Vec<(Trait, i64)>> {
        (0..u.int_in_range(0..=3)?).map(|_| Ok((*u.choose(Trait::ALL)?, u.int_in_range(1..=3)?))).collect()
    };
    let decision = |u: &mut Unstructured| -> Drawn<Moves> {
        let options = (0..u.int_in_range(1..=4)?).map(|_| option(u)).collect::<Drawn<Vec<_>>>()?;
        Ok(Moves { picked: u.choose_index(options.len())?, options })
    };
    (0..u.int_in_range(0..=6)?).map(|_| decision(u)).collect()
}

/// Says whether a point lies in a convex hull given anticlockwise, rounding allowed for.
fn inside(hull: &[(f32, f32)], point: (f32, f32)) -> bool {
    (0..hull.len()).all(|i| {
        let (a, b) = (hull[i], hull[(i + 1) % hull.len()]);
        (b.0 - a.0) * (point.1 - a.1) - (b.1 - a.1) * (point.0 - a.0) >= -0.1
    })
}

#[test]
fn the_grid_agrees_with_trying_every_pick() {
    arbtest(|u| {
        let moves = moves(u)?;
        let sums = all_sums(&moves);
        let Grid { leader, manager, corner, attainable, .. } = profile(&moves);
        let most = (sums.iter().map(|s| s.0).max().unwrap(), sums.iter().map(|s| s.1).max().unwrap());
        assert_eq!((leader.possible, manager.possible), most);
        let mine = moves.iter().fold((0, 0), |sum, decision| {
            let pairs: Vec<_> = decision.options.iter().map(|shows| weights(shows)).collect();
            let least = (pairs.iter().map(|p| p.0).min().unwrap(), pairs.iter().map(|p| p.1).min().unwrap());
            (sum.0 + pairs[decision.picked].0 - least.0, sum.1 + pairs[decision.picked].1 - least.1)
        });
        assert_eq!((leader.done, manager.done), mine);
        if !(leader.has_room() && manager.has_room()) {
            assert!(corner.is_none() && attainable.is_empty());
            return Ok(());
        }
        let percent =
            |sum: &(i64, i64)| (100.0 * sum.0 as f32 / most.0 as f32, 100.0 * sum.1 as f32 / most.1 as f32);
        for sum in &sums {
            assert!(inside(&attainable, percent(sum)), "{sum:?} of {most:?} lies outside {attainable:?}");
        }
        let corners: Vec<_> = attainable
            .iter()
            .map(|point| *sums.iter().find(|sum| percent(sum) == *point).expect("a corner can be reached"))
            .collect();
        for i in (0..corners.len()).filter(|_| corners.len() > 2) {
            let [a, b, c] = [0, 1, 2].map(|next| corners[(i + next) % corners.len()]);
            let turn = (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0);
            assert!(turn > 0, "{b:?} is no corner of {corners:?}");
        }
        // Shares over a common denominator, so that nothing is rounded.
        let share = |sum: &(i64, i64)| (sum.0 * most.1, sum.1 * most.0);
        let best = sums.iter().map(|sum| share(sum).0.min(share(sum).1)).max().unwrap();
        let (leading, managing) = share(&mine);
        let expected = (best > 0).then(|| match (10 * leading >= 7 * best, 10 * managing >= 7 * best) {
            (false, false) => Corner::Few,
            (false, true) => Corner::Managing,
            (true, false) => Corner::Leading,
            (true, true) => Corner::Both,
        });
        assert_eq!(corner, expected);
        Ok(())
    })
    .budget_ms(1000);
}

#[test]
fn a_side_with_room_in_two_decisions_only_has_little_room() {
    let decision = |shows: Vec<(Trait, i64)>| Moves { options: vec![shows, vec![]], picked: 0 };
    let twice =
        vec![decision(vec![(Trait::Vision, 2)]), decision(vec![(Trait::Vision, 1), (Trait::Process, 1)])];
    let grid = profile(&twice);
    assert!(!grid.leader.has_room() && grid.corner.is_none());
    assert_eq!(grid.leader.share(), Some(100.0));
    let of: Vec<_> = grid.traits.iter().map(|(of, side)| (of.word(), side.done, side.possible)).collect();
    assert_eq!(of, [("vision", 3, 3), ("process", 1, 1)]);
    assert!(profile(&[twice, vec![decision(vec![(Trait::Warmth, 1)])]].concat()).leader.has_room());
}

#[test]
fn a_debrief_tells_what_was_decided_and_what_moved() {
    let mut session = begin(small(), 3);
    pick(&mut session, &["ask", "go"]);
    let debrief = Debrief::of(&session);
    let told: Vec<_> = debrief
        .decisions
        .iter()
        .map(|d| {
            let moved: Vec<_> = d
                .meters
                .iter()
                .chain(&d.trust)
                .map(|change| format!("{} {} → {}", change.label, change.before, change.after))
                .collect();
            let luck: Vec<_> =
                d.luck.iter().map(|luck| format!("{}: {}", luck.branch, luck.words())).collect();
            (d.time.clone().unwrap(), format!("{}.{}", d.scene, d.choice), moved.join(", "), luck.join(", "))
        })
        .collect();
    insta::assert_debug_snapshot!((
        told,
        debrief.ending.map(|ending| ending.title),
        &debrief.courses[0].points
    ));
}

#[test]
fn odds_are_told_in_tenths() {
    let words = |weight, total| Luck { branch: String::new(), weight, total }.words();
    let told = [
        words(1, 100),
        words(5, 100),
        words(35, 100),
        words(65, 100),
        words(96, 100),
        words(9, 9),
        words(u64::MAX / 2, u64::MAX),
    ];
    let expected = [
        "less than 1 in 10",
        "about 1 in 10",
        "about 4 in 10",
        "about 7 in 10",
        "more than 9 in 10",
        "certain",
        "about 5 in 10",
    ];
    assert_eq!(told, expected);
}
