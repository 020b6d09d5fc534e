//! Plots with logarithms on both axes, as an SVG picture.
//!
//! Each has a tick at every power of ten, a line for each series with the name where it ends, and a thin dashed line of
//! linear growth: what runs beside it grows as fast as what it depends on. A picture on a page cannot know whether it is shown on white
//! or on nearly black, so all colours have about the same contrast (4 to 1) to both.

use std::fmt::Write;

/// One plot.
pub(crate) struct Plot {
    /// What it shows.
    pub(crate) title: String,
    /// What the axes count, with the unit.
    pub(crate) x: String,
    pub(crate) y: String,
    pub(crate) series: Vec<Series>,
}

/// What one line shows.
pub(crate) struct Series {
    pub(crate) name: String,
    /// Values of both axes, from left to right; what is not above zero has no place and is left out.
    pub(crate) points: Vec<(f64, f64)>,
}

/// The size of one plot and the area inside its axes, in pixels.
const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 330.0;
const LEFT: f64 = 64.0;
const RIGHT: f64 = 530.0;
const TOP: f64 = 36.0;
const BOTTOM: f64 = 276.0;

/// How far names stand from the axes and from each other, in pixels.
const ASIDE: f64 = 26.0;
const APART: f64 = 16.0;

/// How far the dashed line stands below everything, in powers of ten.
const BELOW: f64 = 0.5;

const GREY: &str = "#737b86";
const COLOURS: [&str; 5] = ["#2f7de1", "#c2620a", "#1f8a4c", "#c2459b", "#8668d6"];

/// Draws plots one below the other.
pub(crate) fn svg(plots: &[Plot]) -> String {
    let height = HEIGHT * plots.len() as f64;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" \
         font-family=\"system-ui, sans-serif\" font-size=\"13\" fill=\"{GREY}\">\n"
    );
    for (number, plot) in plots.iter().enumerate() {
        let _ = writeln!(out, "<g transform=\"translate(0 {})\">", HEIGHT * number as f64);
        draw(&mut out, plot);
        out.push_str("</g>\n");
    }
    out.push_str("</svg>\n");
    out
}

fn draw(out: &mut String, plot: &Plot) {
    let lines: Vec<_> = plot.series.iter().map(logarithms).collect();
    let points = || lines.iter().flatten();
    let x = Axis::of(points().map(|(x, _)| *x), LEFT, RIGHT);
    let y = Axis::of(points().map(|(_, y)| *y), BOTTOM, TOP);
    draw_axes(out, plot, &x, &y);

    let mut names = Vec::new();
    let below = points().map(|(x, y)| y - x).fold(f64::INFINITY, f64::min) - BELOW;
    let (from, to) = (x.low.max(y.low - below), x.high.min(y.high - below));
    if from < to {
        let [from, to] = [from, to].map(|at| (x.at(at), y.at(at + below)));
        let _ = writeln!(
            out,
            "<path d=\"M{:.1} {:.1}L{:.1} {:.1}\" stroke=\"{GREY}\" stroke-dasharray=\"5 4\"/>",
            from.0, from.1, to.0, to.1
        );
        names.push(Name { text: "linear growth", colour: GREY, end: to, row: to.1 });
    }
    for ((series, line), colour) in plot.series.iter().zip(&lines).zip(COLOURS.iter().cycle()) {
        let line: Vec<_> = line.iter().map(|(at, value)| (x.at(*at), y.at(*value))).collect();
        let Some(&end) = line.last() else { continue };
        let path: Vec<_> = line.iter().map(|(x, y)| format!("{x:.1} {y:.1}")).collect();
        let _ = writeln!(
            out,
            "<path d=\"M{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>",
            path.join("L")
        );
        for (x, y) in line {
            let _ = writeln!(out, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\" fill=\"{colour}\"/>");
        }
        names.push(Name { text: &series.name, colour, end, row: end.1 });
    }
    spread(&mut names);
    for name in names {
        name.draw(out);
    }
}

fn logarithms(series: &Series) -> Vec<(f64, f64)> {
    let points = series.points.iter().map(|(x, y)| (x.log10(), y.log10()));
    points.filter(|(x, y)| x.is_finite() && y.is_finite()).collect()
}

/// An axis: whole powers of ten, and the pixels that it takes.
struct Axis {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
}

impl Axis {
    /// Finds the powers of ten that all these logarithms lie between.
    fn of(logarithms: impl Iterator<Item = f64>, from: f64, to: f64) -> Self {
        let ends = logarithms.fold(None, |ends, at| {
            let (low, high) = ends.unwrap_or((at, at));
            Some((at.min(low), at.max(high)))
        });
        let (low, high) = ends.unwrap_or_default();
        let low = low.floor();
        Self { low, high: high.ceil().max(low + 1.0), from, to }
    }

    /// The pixel of a logarithm.
    fn at(&self, logarithm: f64) -> f64 {
        self.from + (logarithm - self.low) / (self.high - self.low) * (self.to - self.from)
    }

    /// The powers of ten with their pixels.
    fn ticks(&self) -> impl Iterator<Item = (String, f64)> {
        (self.low as i32..=self.high as i32).map(|power| (power_of_ten(power), self.at(power.into())))
    }
}

fn draw_axes(out: &mut String, plot: &Plot, x: &Axis, y: &Axis) {
    let middle = f64::midpoint(LEFT, RIGHT);
    text(out, &plot.title, (middle, TOP - 16.0), "font-weight=\"600\" text-anchor=\"middle\"");
    text(out, &plot.x, (middle, BOTTOM + 40.0), "text-anchor=\"middle\"");
    let across = f64::midpoint(TOP, BOTTOM);
    text(
        out,
        &plot.y,
        (16.0, across),
        &format!("text-anchor=\"middle\" transform=\"rotate(-90 16 {across})\""),
    );
    let mut grid = String::new();
    for (power, at) in x.ticks() {
        text(out, &power, (at, BOTTOM + 20.0), "text-anchor=\"middle\"");
        let _ = write!(grid, "M{at:.1} {TOP}V{BOTTOM}");
    }
    for (power, at) in y.ticks() {
        text(out, &power, (LEFT - 8.0, at + 4.5), "text-anchor=\"end\"");
        let _ = write!(grid, "M{LEFT} {at:.1}H{RIGHT}");
    }
    let _ = writeln!(out, "<path d=\"{grid}\" stroke=\"{GREY}\" stroke-opacity=\"0.3\"/>");
    let _ = writeln!(out, "<path d=\"M{LEFT} {TOP}V{BOTTOM}H{RIGHT}\" fill=\"none\" stroke=\"{GREY}\"/>");
}

/// The name of a line, beside the axes.
struct Name<'a> {
    text: &'a str,
    colour: &'a str,
    /// Where the line ends.
    end: (f64, f64),
    /// How far down the name stands.
    row: f64,
}

impl Name<'_> {
    fn draw(&self, out: &mut String) {
        let &Self { text: name, colour, end: (x, y), row } = self;
        let aside = RIGHT + ASIDE;
        // Dotted, and level until it is out of the way of the lines, so that nobody takes it for one.
        let _ = writeln!(
            out,
            "<path d=\"M{x:.1} {y:.1}H{:.1}L{:.1} {row:.1}\" fill=\"none\" stroke=\"{colour}\" stroke-dasharray=\"1 3\"/>",
            RIGHT + 4.0,
            aside - 4.0
        );
        text(out, name, (aside, row + 4.5), &format!("fill=\"{colour}\""));
    }
}

/// Moves names so far that none stands on another.
fn spread(names: &mut [Name<'_>]) {
    names.sort_by(|a, b| a.row.total_cmp(&b.row));
    let mut free = f64::NEG_INFINITY;
    for name in names.iter_mut() {
        name.row = name.row.max(free);
        free = name.row + APART;
    }
    let mut free = BOTTOM;
    for name in names.iter_mut().rev() {
        name.row = name.row.min(free);
        free = name.row - APART;
    }
}

fn text(out: &mut String, text: &str, (x, y): (f64, f64), how: &str) {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let _ = writeln!(out, "<text x=\"{x:.1}\" y=\"{y:.1}\" {how}>{text}</text>");
}

fn power_of_ten(power: i32) -> String {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digits = power.to_string();
    let raised = digits.chars().map(|digit| digit.to_digit(10).map_or('⁻', |digit| RAISED[digit as usize]));
    format!("10{}", raised.collect::<String>())
}
