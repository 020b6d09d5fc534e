//! The map of a scenario, its layout, and the pictures of it.

mod far;

use arbtest::arbitrary::{Result, Unstructured};
use arbtest::arbtest;
use two_hats::overview::{Area, Kind, Layout, Map, Point, dot, mermaid, svg};
use two_hats::scenario::model::{Outcome, Scenario};
use two_hats::scenario::read;

use crate::support::small;

const FLAGSHIP: &str = include_str!("../../scenarios/friday-shipment.ron");

/// Everything on a map that a picture could trip over.
const ODD: &str = r#"#![enable(implicit_some)]
Scenario(
    format: 1, id: "odd", title: "\"Odd\" <b>& [so]</b> %% {x} \u{1}\u{fffe}", start: "end",
    scenes: {
        "end": (title: "</text> \"q\" [x](y) | # ; `md` 1. \\ ]]>", text: "Words.", choices: {
            "graph": (text: "Again.", then: Go("end")),
            "style": (text: "By lot.", then: Chance({ "x--x": ("1", Go("o-o")), "click": ("1", End("end")) })),
        }),
        "o-o": (text: "Words.", then: End("end")),
    },
    endings: { "end": (title: "- one\n- two", text: "Done.", outcome: Mixed) },
)"#;

fn scenario(text: &str) -> Scenario {
    read(text).0.unwrap()
}

/// Writes a map down: each place with what it is, then each way with what takes it.
fn told(text: &str) -> Vec<String> {
    let map = Map::of(&scenario(text));
    let nodes = map.nodes.iter().map(|node| {
        let what = match node.kind {
            Kind::Scene { choices, start, interlude } => {
                let marks = [(start, " start"), (interlude, " interlude")];
                let marks: String = marks.iter().filter(|(is, _)| *is).map(|(_, word)| *word).collect();
                format!("scene {choices}{marks}")
            }
            Kind::Event => "event".into(),
            Kind::Ending(outcome) => format!("ending {}", outcome.word()),
            Kind::Verdict | Kind::Back => String::new(),
        };
        let at = node.at.map_or_else(String::new, |at| format!(" at {at}"));
        format!("{} {what}{at}", node.id).trim().to_owned()
    });
    let edges = map.edges.iter().map(|edge| {
        let ways = edge.ways.iter().map(|way| {
            let choice = way.choice.clone().unwrap_or("-".into());
            std::iter::once(choice)
                .chain(way.via.iter().map(|via| format!("{via:?}")))
                .collect::<Vec<_>>()
                .join(" ")
        });
        let ways: Vec<_> = ways.collect();
        format!("{} → {}: {}", map.nodes[edge.from].id, map.nodes[edge.to].id, ways.join(", "))
    });
    nodes.chain(edges).collect()
}

#[test]
fn a_map_has_every_place_and_joins_the_ways_between_two() {
    assert_eq!(
        told(small()),
        [
            "call scene 2 start at Mon 09:00",
            "packed scene 0",
            "talk scene 1 interlude",
            "tired event",
            "good ending Success",
            "late ending Failure",
            "verdict",
            "back",
            "call → call: ask",
            "call → packed: go Branch(\"well\")",
            "call → verdict: go Branch(\"badly\")",
            "packed → verdict: -",
            "talk → back: listen",
            "tired → talk:",
            "verdict → good:",
            "verdict → late:",
        ]
        .map(|line| if line.ends_with(':') { format!("{line} ") } else { line.to_owned() })
    );
}

#[test]
fn a_map_goes_through_forks_and_keeps_the_moments_that_are_named() {
    let text = r#"#![enable(implicit_some)]
Scenario(
    format: 1, id: "forks", title: "Forks", start: "a",
    clock: (start: "Mon 09:00", deadline: "Fri 17:00", hours: ("09:00", "17:00"), tick: "30m"),
    scenes: {
        "a": (text: "A.", choices: {
            "one": (text: "One.", until: "Tue 10:00", then: First([("day > 1", Go("b"))], Chance({ "x": ("1", Go("b")), "y": ("1", Go("d")) }))),
            "two": (text: "Two.", until: "Tue 17:00", then: Go("c")),
        }),
        "b": (text: "B.", shown_at: "Tue 11:00", then: End("e")),
        "c": (text: "C.", then: Verdict),
        "d": (text: "D.", then: Go("c")),
    },
    events: { "in": (at: "Wed 09:00", scene: "d", divert: true) },
    endings: { "e": (title: "E", text: "E.", outcome: Mixed) },
)"#;
    assert_eq!(
        told(text),
        [
            "a scene 2 start at Mon 09:00",
            "b scene 0 at Tue 11:00",
            "c scene 0",
            "d scene 0 at Tue 10:00",
            "in event at Wed 09:00",
            "e ending Mixed",
            "verdict",
            "a → b: one Case(0), one Otherwise Branch(\"x\")",
            "a → d: one Otherwise Branch(\"y\")",
            "a → c: two",
            "b → e: -",
            "c → verdict: -",
            "d → c: -",
            "in → d: ",
            "verdict → e: ",
        ]
    );
}

#[test]
fn what_does_not_exist_is_left_out() {
    let broken =
        small().replace("Go(\"packed\")", "Go(\"lost\")").replace("scene: \"talk\"", "scene: \"lost\"");
    let told = told(&broken);
    assert!(told.iter().any(|line| line.starts_with("packed")), "{told:#?}");
    assert!(
        !told.iter().any(|line| line.starts_with("call → packed") || line.starts_with("tired →")),
        "{told:#?}"
    );
    for draw in [svg, dot, mermaid] {
        assert!(draw(&scenario(&broken)).contains("packed"));
    }
}

#[test]
fn every_scene_event_and_ending_is_on_every_picture() {
    for text in [FLAGSHIP, small()] {
        let scenario = scenario(text);
        let ids = scenario.scenes.keys().chain(scenario.events.keys()).chain(scenario.endings.keys());
        let titles = scenario.endings.values().map(|ending| &ending.title);
        for name in ids.chain(titles.filter(|title| title.len() < 18)) {
            for (format, picture) in
                [("svg", svg(&scenario)), ("dot", dot(&scenario)), ("mermaid", mermaid(&scenario))]
            {
                assert!(picture.contains(name.as_str()), "{name} in {format}");
            }
        }
    }
}

#[test]
fn the_sheet_is_well_formed_and_says_what_was_written() {
    for text in [FLAGSHIP, small(), ODD] {
        let scenario = scenario(text);
        let svg = svg(&scenario);
        let document = roxmltree::Document::parse(&svg).unwrap();
        assert_eq!(document.root_element().tag_name().name(), "svg");
        let texts: Vec<_> = document.descendants().filter_map(|node| node.text()).collect();
        let title = scenario.title.replace(['\u{1}', '\u{fffe}'], " ");
        assert!(texts.contains(&title.as_str()), "{texts:?}");
    }
}

#[test]
fn the_sheet_names_the_days_from_top_to_bottom() {
    let svg = svg(&scenario(FLAGSHIP));
    let places =
        ["Monday<", "Tuesday<", "Wednesday<", "Thursday<", "Friday<"].map(|day| svg.find(day).unwrap());
    assert!(places.is_sorted());
    // A day that stands above an earlier one would lie.
    let mixed = small().replace("\"packed\": (text", "\"packed\": (shown_at: \"Mon 08:00\", text");
    let mixed = mixed.replace("start: \"Mon 09:00\"", "start: \"Tue 09:00\"");
    assert!(!self::svg(&scenario(&mixed)).contains("class=\"day\""));
}

#[test]
fn dot_and_mermaid_keep_odd_titles_within_their_quotes() {
    let scenario = scenario(ODD);
    let quotes = |line: &str| line.replace("\\\\", "").replace("\\\"", "").matches('"').count();
    let dot = dot(&scenario);
    for line in dot.lines() {
        assert_eq!(quotes(line) % 2, 0, "{line}");
        assert!(!line.contains(char::is_control), "{line}");
    }
    assert!(dot.contains(r#""scene end" [label="</text> \"q\" [x](y) | # ; `md` 1. \\ ]]>\nend"#), "{dot}");
    let mermaid = mermaid(&scenario);
    for line in mermaid.lines().filter(|line| line.contains('"') && !line.contains("%%")) {
        let label = line.split('"').nth(1).unwrap();
        let label = label.replace("<br/>", "").replace("<small>", "").replace("</small>", "");
        assert_eq!(line.matches('"').count(), 2, "{line}");
        assert!(!label.contains(['<', '>', '`', '[', ']', '{', '}', '|', '\\', '&']), "{line}");
    }
    assert!(mermaid.contains("#45; one #45; two"), "{mermaid}");
}

#[test]
fn mermaid_has_a_shape_for_each_kind_and_a_class_for_each_outcome() {
    let mermaid = mermaid(&scenario(small()));
    for part in [
        "  n0[\"call<br/><small>2#160;choices</small>\"]:::start\n",
        "  n1(\"packed\"):::passing\n",
        "  n3{{\"tired<br/><small>on a condition</small>\"}}:::interlude\n",
        "  n4([\"Shipped<br/><small>good</small><br/><small>success</small>\"]):::success\n",
        "  n0 -.->|\"go<br/>well\"| n1\n",
    ] {
        assert!(mermaid.contains(part), "{part}{mermaid}");
    }
    assert_eq!(
        Outcome::ALL
            .iter()
            .filter(|outcome| mermaid.contains(&format!("classDef {}", outcome.word().to_lowercase())))
            .count(),
        3
    );
}

/// The sizes of boxes, and which leads to which.
type Graph = (Vec<(f64, f64)>, Vec<(usize, usize)>);

/// Draws a graph with boxes of different sizes, circles, lines from a box to itself, and parts that nothing joins.
fn graph(u: &mut Unstructured<'_>) -> Result<Graph> {
    let count = u.int_in_range(0..=24)?;
    let mut sizes = Vec::new();
    for _ in 0..count {
        sizes.push((f64::from(u.int_in_range(10..=200)?), f64::from(u.int_in_range(10..=90)?)));
    }
    let mut edges = Vec::new();
    if count > 0 {
        for _ in 0..u.int_in_range(0..=40)? {
            let edge = (u.choose_index(count)?, u.choose_index(count)?);
            if !edges.contains(&edge) {
                edges.push(edge);
            }
        }
    }
    Ok((sizes, edges))
}

fn apart(one: Area, other: Area) -> bool {
    let beside = |a: f64, width: f64, b: f64| a + width <= b + 0.01;
    beside(one.x, one.width, other.x)
        || beside(other.x, other.width, one.x)
        || beside(one.y, one.height, other.y)
        || beside(other.y, other.height, one.y)
}

/// Says whether a point is on the border of a box.
fn touches(point: Point, area: Area) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() < 0.01;
    let within = |a: f64, from: f64, size: f64| (from - 0.01..=from + size + 0.01).contains(&a);
    (near(point.y, area.y) || near(point.y, area.y + area.height)) && within(point.x, area.x, area.width)
        || near(point.x, area.x + area.width) && within(point.y, area.y, area.height)
}

/// Asserts that no box lies on another and that every line joins its boxes, or is a stub, beside all others.
fn assert_sound((sizes, edges): &Graph, layout: &Layout) {
    for (at, one) in layout.boxes.iter().enumerate() {
        assert_eq!((one.width, one.height), sizes[at]);
        assert!(one.x > -0.01 && one.y > -0.01, "{one:?}");
        assert!(one.x + one.width < layout.width + 0.01 && one.y + one.height < layout.height + 0.01);
        assert!(layout.boxes[..at].iter().all(|other| apart(*one, *other)), "{edges:?} {layout:#?}");
    }
    for (((from, to), line), far) in edges.iter().zip(&layout.lines).zip(&layout.far) {
        assert!(touches(line[0], layout.boxes[*from]), "{edges:?} {layout:#?}");
        assert!(*far || touches(*line.last().unwrap(), layout.boxes[*to]), "{edges:?} {layout:#?}");
        for pair in line.windows(2) {
            let (x, y) = (pair[0].x.min(pair[1].x), pair[0].y.min(pair[1].y));
            let (width, height) = ((pair[0].x - pair[1].x).abs(), (pair[0].y - pair[1].y).abs());
            let room = Area { x, y, width, height };
            // The curves stay within the rectangles around their ends.
            assert!(layout.boxes.iter().all(|other| apart(room, *other)), "{edges:?} {layout:#?}");
            assert!(x > -0.01 && x + width < layout.width + 0.01, "{edges:?} {layout:#?}");
            assert!(y > -0.01 && y + height < layout.height + 0.01, "{edges:?} {layout:#?}");
        }
    }
}

#[test]
fn boxes_never_overlap_and_lines_join_their_boxes_and_pass_beside_all_others() {
    arbtest(|u| {
        let graph = graph(u)?;
        assert_sound(&graph, &Layout::of(&graph.0, &graph.1, 0));
        Ok(())
    });
}

#[test]
fn without_circles_every_line_leads_downwards() {
    arbtest(|u| {
        let (sizes, mut edges) = graph(u)?;
        edges.retain(|(from, to)| from < to);
        let layout = Layout::of(&sizes, &edges, 0);
        for line in &layout.lines {
            assert!(line.windows(2).all(|pair| pair[0].y < pair[1].y), "{edges:?} {line:?}");
        }
        Ok(())
    });
}

#[test]
fn the_same_graph_has_the_same_layout_and_the_same_scenario_the_same_pictures() {
    arbtest(|u| {
        let (sizes, edges) = graph(u)?;
        assert_eq!(Layout::of(&sizes, &edges, 0), Layout::of(&sizes, &edges, 0));
        Ok(())
    });
    for draw in [svg, dot, mermaid] {
        assert_eq!(draw(&scenario(FLAGSHIP)), draw(&scenario(FLAGSHIP)));
    }
}

#[test]
fn boxes_are_put_so_that_lines_need_not_cross() {
    // The first and the third lead to the same box, the second to another one: it has to stand outside.
    let edges = [(0, 1), (0, 2), (0, 3), (1, 4), (2, 5), (3, 4)];
    let layout = Layout::of(&[(100.0, 40.0); 6], &edges, 0);
    let x = |at: usize| layout.boxes[at].x;
    assert!((x(2) < x(1)) == (x(2) < x(3)) && (x(2) < x(1)) == (x(5) < x(4)), "{layout:#?}");
}

#[test]
fn a_story_that_comes_round_begins_at_its_start() {
    for first in 0..3 {
        let layout = Layout::of(&[(100.0, 40.0); 3], &[(0, 1), (1, 2), (2, 0)], first);
        assert!(layout.boxes.iter().all(|area| area.y >= layout.boxes[first].y), "{layout:#?}");
        let up = |line: &[Point]| line[0].y > line[line.len() - 1].y;
        assert_eq!(layout.lines.iter().map(|line| up(line)).filter(|up| *up).count(), 1, "{layout:#?}");
    }
    let round = r#"Scenario(
    format: 1, id: "round", title: "Round", start: "b",
    scenes: { "a": (text: "A.", choices: { "go": (text: "Go.", then: Go("b")) }), "b": (text: "B.", choices: { "go": (text: "Go.", then: Go("a")) }) },
)"#;
    let svg = svg(&scenario(round));
    let document = roxmltree::Document::parse(&svg).unwrap();
    let top = |class: &str| -> f64 {
        let shape = document.descendants().find(|node| node.attribute("class") == Some(class)).unwrap();
        shape.attribute("y").unwrap().parse().unwrap()
    };
    assert!(top("box start") < top("box"));
}
