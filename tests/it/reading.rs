//! Reading scenarios.

use two_hats::scenario::read;

use crate::support::small;

#[test]
fn a_scenario_without_problems_is_read_whole() {
    let (scenario, problems) = read(small());
    assert_eq!(problems, []);
    let scenario = scenario.unwrap();
    assert_eq!((scenario.scenes.len(), scenario.endings.len(), scenario.minutes), (3, 2, 10));
    assert!(!scenario.broken.any);
}

#[test]
fn every_cut_of_a_scenario_is_reported() {
    let text = small().trim_end();
    for cut in (0..text.len()).filter(|cut| text.is_char_boundary(*cut)) {
        let (_, problems) = read(&text[..cut]);
        assert!(!problems.is_empty(), "nothing is wrong with the first {cut} bytes");
    }
}

#[test]
fn no_change_of_bytes_stops_the_reader() {
    arbtest::arbtest(|u| {
        let mut bytes = small().as_bytes().to_vec();
        for _ in 0..u.int_in_range(1..=8)? {
            let at = u.choose_index(bytes.len())?;
            match u.int_in_range(0..=3)? {
                0 => bytes[at] = *u.choose(b"()[]{}:,\"\\'/*#|.-+ r0\n")?,
                1 => drop(bytes.remove(at)),
                2 => bytes.insert(at, *u.choose(b"()[]{}:,\"\\'/*#|.-+ r0\n")?),
                _ => {
                    let end = (at + u.int_in_range(0..=64)?).min(bytes.len());
                    let piece = bytes[at..end].to_vec();
                    let to = u.choose_index(bytes.len())?;
                    bytes.splice(to..to, piece);
                }
            }
        }
        let text = String::from_utf8_lossy(&bytes);
        let source = two_hats::diagnostic::Source::new("x", text.clone());
        let (scenario, mut found) = read(&text);
        found.extend(scenario.iter().flat_map(two_hats::checks::check));
        for problem in found {
            assert!(
                problem.span.is_none_or(|s| s.start <= s.end && s.end as usize <= text.len()),
                "{problem:?}"
            );
            let _ = two_hats::diagnostic::render(&problem, &source, false);
        }
        Ok(())
    })
    .budget_ms(2_000);
}

#[test]
fn a_text_beyond_the_limit_is_refused_at_once() {
    let text = " ".repeat(two_hats::scenario::read::MAX_BYTES + 1);
    let (scenario, problems) = read(&text);
    assert!(scenario.is_none());
    assert_eq!(problems[0].code.to_string(), "TH0029");
}

#[test]
fn carets_stay_right_behind_escapes_and_wide_characters() {
    let text = r#"Scenario(format: 1, id: "x", title: "x", meters: {}, start: "a", scenes: {"a": (text: "\"日本\" \u{e4} [rist]", then: Verdict)}, endings: {"e": (title: "", text: "", outcome: Mixed)})"#;
    let (scenario, _) = read(text);
    let found = two_hats::checks::check(&scenario.unwrap());
    let span = found[0].span.unwrap();
    assert_eq!(&text[span.start as usize..span.end as usize], "rist");
}

#[test]
fn numbers_defaults_and_times_are_read_as_written() {
    use two_hats::scenario::model::{Exit, Fact, Takes};
    use two_hats::scenario::time::{Duration, Weekday};
    let text = r#"Scenario(format: 1, id: "x", title: "x", minutes: 0x10, meters: {"m": (label: "M")},
        cast: {"anna": (name: "Anna")}, facts: {"c": Count(min: -5, max: 1_000)},
        clock: (start: "Mon 09:00", deadline: "Week 2 Tue 10:30", days: [Fri, Mon, Tue]),
        start: "a", scenes: {"a": (text: "", takes: "1h30m", then: Go("b")), "b": (text: "", until: "Fri 12:00", then: Verdict)},
        endings: {"e": (title: "", text: "", outcome: Mixed)})"#;
    let (scenario, problems) = read(text);
    assert_eq!(problems, []);
    let scenario = scenario.unwrap();
    let clock = scenario.clock.clone().unwrap();
    assert_eq!((scenario.minutes, scenario.meters["m"].start, scenario.cast["anna"].trust), (16, 50, 50));
    assert_eq!(scenario.facts["c"].value, Fact::Count { start: 0, min: -5, max: 1000 });
    assert_eq!(clock.days, [Weekday::Mon, Weekday::Tue, Weekday::Fri]);
    assert_eq!(
        (clock.end.to_string(), clock.tick, clock.hours),
        ("Week 3 Tue 10:30".into(), 30, (540, 1020))
    );
    let takes = |id: &str| match &scenario.scenes[id].value.exit {
        Exit::Auto { takes, .. } => takes.unwrap().value,
        Exit::Choices(_) => panic!(),
    };
    assert_eq!(takes("a"), Takes::For(Duration::Minutes(90)));
    assert!(matches!(takes("b"), Takes::Until(at) if at.to_string() == "Fri 12:00"));
}
