//! Lines that lead over more layers than anybody follows: stubs, and the words that name where they lead.

use std::collections::BTreeMap;
use std::fmt::Write;

use arbtest::arbitrary::{Result, Unstructured};
use arbtest::arbtest;
use two_hats::overview::{Area, Label, Layout, Sheet, svg};

use super::{apart, assert_sound, scenario};

/// The most layers that a line leads on.
const FAR: usize = 16;

/// Draws pairs of boxes, each pair once.
fn pairs(u: &mut Unstructured<'_>, boxes: usize, most: usize) -> Result<Vec<(usize, usize)>> {
    let mut pairs = Vec::new();
    for _ in 0..u.int_in_range(0..=most)? {
        pairs.push((u.choose_index(boxes)?, u.choose_index(boxes)?));
    }
    pairs.sort_unstable();
    pairs.dedup();
    Ok(pairs)
}

/// Writes a scenario whose scenes lead to the next one, some also to many others, to an ending, or to a scene beside the
/// next one with a long headline; the last leads back to the first.
fn deep(u: &mut Unstructured<'_>) -> Result<String> {
    let scenes = u.int_in_range(FAR + 2..=2 * FAR)?;
    let go = |scene: usize| format!("Go(\"{}\")", id(scene % scenes));
    let mut then: Vec<_> = (1..=scenes).map(|next| vec![go(next)]).collect();
    for _ in 0..u.int_in_range(0..=4)? {
        let hub = u.choose_index(scenes)?;
        for _ in 0..u.int_in_range(0..=6)? {
            let to = u.choose_index(scenes)?;
            then[hub].push(if to % 7 == 0 { "End(\"nobody_came\")".into() } else { go(to) });
        }
    }
    let mut text =
        format!("Scenario(format: 1, id: \"deep\", title: \"Deep\", start: \"{}\", scenes: {{\n", id(0));
    for (scene, then) in then.iter_mut().enumerate().skip(1) {
        if u.ratio(1, 4)? {
            let title = "A headline of many words ".repeat(u.int_in_range(1..=5)?);
            let (beside, on) = (format!("beside_{scene}"), go(scene + 1));
            then.push(format!("Go(\"{beside}\")"));
            let _ = write!(text, "\"{beside}\": (title: \"{title}\", text: \"Words.\", then: {on}),");
        }
    }
    for (scene, then) in then.iter().enumerate() {
        let _ = write!(text, "\"{}\": (text: \"Words.\", choices: {{", id(scene));
        for (choice, then) in then.iter().enumerate() {
            let _ = write!(text, "\"choice_{choice}\": (text: \"Words.\", then: {then}), ");
        }
        text += "}),\n";
    }
    Ok(text + "}, endings: {\"nobody_came\": (title: \"E\", text: \"E.\", outcome: Mixed)})")
}

fn id(scene: usize) -> String {
    const WORDS: [&str; 4] = ["call", "the_loading_dock", "evening", "two_more_boxes"];
    format!("{}_{scene}", WORDS[scene % 4])
}

#[test]
fn a_line_over_more_layers_than_anybody_follows_is_a_stub_at_its_own_box() {
    arbtest(|u| {
        // A chain, so that each box has the layer of its number.
        let boxes = u.int_in_range(2..=2 * FAR + 4)?;
        let mut edges: Vec<_> = (1..boxes).map(|at| (at - 1, at)).collect();
        edges.extend(pairs(u, boxes, boxes)?.into_iter().filter(|(from, to)| from + 1 != *to));
        let sizes = vec![(f64::from(u.int_in_range(30..=200)?), 40.0); boxes];
        let layout = Layout::of(&sizes, &edges, 0);
        let mut stubs = BTreeMap::new();
        for (at, &(from, to)) in edges.iter().enumerate() {
            assert_eq!(layout.far[at], from.abs_diff(to) > FAR, "{edges:?}");
            if layout.far[at] {
                let (line, own) = (&layout.lines[at], layout.boxes[from]);
                let [border, end] = line[..] else { panic!("{line:?}") };
                assert!(border.x > own.x && border.x < own.x + own.width, "{line:?} {own:?}");
                assert!(end.y > border.y && (border.y - own.y - own.height).abs() < 0.01, "{line:?} {own:?}");
                assert_eq!(stubs.entry(from).or_insert(line), &line, "{edges:?}");
            }
        }
        assert_sound(&(sizes, edges), &layout);
        Ok(())
    });
}

#[test]
fn a_deep_graph_of_any_shape_is_laid_out_soundly() {
    arbtest(|u| {
        let boxes = u.int_in_range(2..=48)?;
        let mut edges = Vec::new();
        for at in 1_usize..boxes {
            edges.push((u.int_in_range(at.saturating_sub(2)..=at - 1)?, at));
        }
        edges.extend(pairs(u, boxes, 20)?);
        edges.sort_unstable();
        edges.dedup();
        let mut sizes = Vec::new();
        for _ in 0..boxes {
            sizes.push((f64::from(u.int_in_range(30..=200)?), f64::from(u.int_in_range(10..=90)?)));
        }
        let layout = Layout::of(&sizes, &edges, 0);
        assert_sound(&(sizes, edges), &layout);
        Ok(())
    });
}

#[test]
fn the_words_at_a_stub_name_every_place_that_its_lines_lead_to_and_lie_on_no_box() {
    arbtest(|u| {
        let text = deep(u)?;
        let sheet = Sheet::of(&scenario(&text));
        let Sheet { map, layout, labels, .. } = &sheet;
        let mut to: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for (edge, _) in map.edges.iter().zip(&layout.far).filter(|(_, far)| **far) {
            to.entry(edge.from).or_default().push(&map.nodes[edge.to].id);
        }
        let said: BTreeMap<_, _> = labels
            .iter()
            .filter(|label| layout.far[label.edge])
            .map(|label| (map.edges[label.edge].from, label.lines.join(" ")))
            .collect();
        let named = to.into_iter().map(|(from, to)| (from, format!("→ {}", to.join(", "))));
        assert_eq!(said, named.collect(), "{text}");
        assert_free(&sheet);
        Ok(())
    });
}

/// Asserts that the words at stubs lie on no box and within the sheet, and that there are some.
fn assert_free(Sheet { layout, labels, .. }: &Sheet) {
    for Label { area, lines, .. } in labels.iter().filter(|label| layout.far[label.edge]) {
        assert!(layout.boxes.iter().all(|other| apart(*area, *other)), "{lines:?} {area:?} {layout:#?}");
        assert!(area.x > -0.01 && area.x + area.width < layout.width + 0.01, "{lines:?}");
        assert!(area.y + area.height < layout.height + 0.01, "{lines:?}");
    }
}

#[test]
fn many_words_at_a_stub_get_room_above_the_next_box() {
    let scenes = (0..2 * FAR).map(|at| {
        let ways = (if at == 0 { FAR + 1..FAR + 8 } else { 0..0 }).chain([at + 1]);
        let choices = ways.map(|to| {
            let then = if to < 2 * FAR { format!("Go(\"{}\")", id(to)) } else { "End(\"e\")".into() };
            format!("\"c{to}\": (text: \"Words.\", then: {then}), ")
        });
        format!("\"{}\": (text: \"Words.\", choices: {{ {} }}),", id(at), choices.collect::<String>())
    });
    let text = format!(
        "Scenario(format: 1, id: \"x\", title: \"X\", start: \"{}\", scenes: {{ {} }}, endings: {{ \
         \"e\": (title: \"E\", text: \"E.\", outcome: Mixed) }})",
        id(0),
        scenes.collect::<String>()
    );
    let sheet = Sheet::of(&scenario(&text));
    assert!(sheet.labels[0].lines.len() > 4, "{:?}", sheet.labels[0]);
    assert_free(&sheet);
}

#[test]
fn the_words_at_a_stub_go_aside_where_a_higher_box_stands_beside() {
    // Two boxes beside each other, the left one low and with a stub, the right one high.
    let chain = (0..2 * FAR).map(|at| {
        format!(
            "\"s{at}\": (text: \"Words.\", then: {}),",
            match at {
                0 => "First([(\"m > 1\", Go(\"s1\"))], Go(\"high\"))".into(),
                1 => format!("First([(\"m > 1\", Go(\"s2\"))], Go(\"s{}\"))", 2 * FAR - 1),
                _ if at + 1 == 2 * FAR => "End(\"e\")".into(),
                _ => format!("Go(\"s{}\")", at + 1),
            }
        )
    });
    let text = format!(
        "Scenario(format: 1, id: \"x\", title: \"X\", start: \"s0\", scenes: {{ {} \
         \"high\": (title: \"{}\", text: \"Words.\", then: Go(\"s2\")) }}, endings: {{ \
         \"e\": (title: \"E\", text: \"E.\", outcome: Mixed) }})",
        chain.collect::<String>().replace(&format!("s{}\"", 2 * FAR - 1), "end_of_the_week\""),
        "A headline of many words ".repeat(6),
    );
    let sheet = Sheet::of(&scenario(&text));
    let [low, high] = [sheet.layout.boxes[1], sheet.layout.boxes[2 * FAR]];
    assert!(low.x < high.x && low.y > high.y + 30.0, "{low:?} {high:?}");
    assert_free(&sheet);
}

#[test]
fn the_words_beside_a_line_make_room_for_those_at_a_stub() {
    // Below each box there is a line to the next one with its choice, and a stub.
    let scenes = (0..=FAR + 1).map(|at| {
        let next = if at > FAR { "Verdict".into() } else { format!("Go(\"s{}\")", at + 1) };
        format!(
            "\"s{at}\": (text: \"Words.\", choices: {{ \"go_on_slowly\": (text: \"Words.\", then: {next}), \
             \"end_it_all\": (text: \"Words.\", then: End(\"end_of_the_week\")) }}),"
        )
    });
    let scenes: String = scenes.collect();
    let text = format!(
        "Scenario(format: 1, id: \"x\", title: \"X\", start: \"s0\", scenes: {{ {scenes} }}, endings: {{ \
         \"end_of_the_week\": (title: \"E\", text: \"E.\", outcome: Mixed), \"else\": (title: \"E\", text: \"E.\", outcome: Mixed) }})"
    );
    let Sheet { layout, labels, .. } = Sheet::of(&scenario(&text));
    assert!(layout.far.contains(&true));
    for Label { edge, area, .. } in labels.iter().filter(|label| layout.far[label.edge]) {
        let stub = layout.lines[*edge][1].x;
        assert!((area.x + area.width / 2.0 - stub).abs() < 0.01, "{labels:#?}");
    }
    let areas: Vec<Area> = labels.iter().map(|label| label.area).collect();
    for (at, area) in areas.iter().enumerate() {
        assert!(areas[..at].iter().all(|other| apart(*area, *other)), "{labels:#?}");
    }
    assert!(svg(&scenario(&text)).contains("leads far away"));
    assert!(!svg(&scenario(crate::support::small())).contains("leads far away"));
}
