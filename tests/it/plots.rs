//! The plots that benchmarks draw.

use plot::{Plot, Series, svg};

#[path = "../../benches/plot.rs"]
mod plot;

/// Draws one plot with these lines.
fn draw(lines: &[(&str, &[(f64, f64)])]) -> String {
    let series = lines.iter().map(|(name, points)| Series { name: (*name).into(), points: points.to_vec() });
    svg(&[Plot { title: "T".into(), x: "a & b".into(), y: "c < d".into(), series: series.collect() }])
}

/// What an attribute of all elements of a kind says, as numbers.
fn numbers(svg: &str, element: &str, attribute: &str) -> Vec<f64> {
    let document = roxmltree::Document::parse(svg).unwrap();
    let elements = document.descendants().filter(|node| node.has_tag_name(element));
    elements.map(|node| node.attribute(attribute).unwrap().parse().unwrap()).collect()
}

/// Every text with how far down it stands.
fn texts(svg: &str) -> Vec<(String, f64)> {
    let document = roxmltree::Document::parse(svg).unwrap();
    let texts = document.descendants().filter(|node| node.has_tag_name("text"));
    texts.map(|node| (node.text().unwrap().into(), node.attribute("y").unwrap().parse().unwrap())).collect()
}

#[test]
fn equal_factors_are_equal_steps_on_a_plot() {
    let svg = draw(&[("line", &[(1e2, 2e-3), (1e3, 2e-2), (1e5, 2.0)])]);
    for attribute in ["cx", "cy"] {
        let at = numbers(&svg, "circle", attribute);
        assert!(((at[2] - at[1]) - 2.0 * (at[1] - at[0])).abs() < 0.2, "{attribute}: {at:?}");
    }
}

#[test]
fn axes_have_every_power_of_ten_around_the_points() {
    let texts = texts(&draw(&[("line", &[(90.0, 0.02), (1_100.0, 0.5)])]));
    let ticks: Vec<_> =
        texts.iter().map(|(text, _)| text.as_str()).filter(|text| text.starts_with("10")).collect();
    assert_eq!(ticks, ["10¹", "10²", "10³", "10⁴", "10⁻²", "10⁻¹", "10⁰"]);
}

#[test]
fn names_of_lines_that_end_together_stand_apart() {
    let line: &[_] = &[(10.0, 10.0), (100.0, 100.0)];
    let svg = draw(&[("one", line), ("two", line), ("three", line)]);
    let of = |name: &str| texts(&svg).into_iter().find(|(text, _)| text == name).unwrap().1;
    let mut rows = ["one", "two", "three", "linear growth"].map(of);
    rows.sort_by(f64::total_cmp);
    assert!(rows.is_sorted_by(|above, below| below - above >= 14.0), "{rows:?}");
}

#[test]
fn what_has_no_logarithm_is_left_out() {
    assert_eq!(numbers(&draw(&[("line", &[(10.0, 0.0), (100.0, 5.0)])]), "circle", "cx").len(), 1);
    assert!(numbers(&draw(&[("line", &[])]), "circle", "cx").is_empty());
}
