//! Small scenarios by lot, as text, that use everything the format has for the step to do.

mod expressions;

use std::fmt::Write;
use std::ops::Range;

use two_hats::simulation::Story;

use crate::policies::Lots;

/// A clock, the moments that fit it, and durations.
struct Hours {
    clock: &'static str,
    moments: &'static [&'static str],
    durations: &'static [&'static str],
}

const HOURS: [Hours; 4] = [
    Hours {
        clock: r#"start: "Mon 09:00", deadline: "Tue 12:00", hours: ("09:00", "12:00"), tick: "1h", end: "Wed 12:00""#,
        moments: &["Mon 10:00", "Mon 12:00", "Tue 09:00", "Tue 11:00", "Tue 12:00", "Wed 10:00"],
        durations: &["1h", "2h", "1d"],
    },
    Hours {
        clock: r#"start: "Fri 14:00", deadline: "Week 2 Mon 15:00", hours: ("13:00", "16:00"), tick: "30m", end: "Week 2 Fri 15:30", days: [Fri, Mon]"#,
        moments: &["Fri 14:30", "Fri 16:00", "Week 2 Mon 13:30", "Week 2 Mon 15:00", "Week 2 Fri 14:00"],
        durations: &["30m", "1h30m", "2h", "1d"],
    },
    Hours {
        clock: r#"start: "Mon 10:30", deadline: "Mon 12:00", hours: ("10:00", "12:00"), tick: "30m", end: "Tue 12:00""#,
        moments: &["Mon 11:00", "Mon 12:00", "Tue 10:00", "Tue 11:30", "Tue 12:00"],
        durations: &["30m", "1h", "2d"],
    },
    Hours {
        clock: r#"start: "Mon 09:00", deadline: "Wed 11:00", hours: ("09:00", "11:00"), tick: "1h", days: [Wed, Mon]"#,
        moments: &["Mon 10:00", "Wed 09:00", "Wed 11:00", "Week 2 Mon 10:00"],
        durations: &["1h", "3h", "1d", "2d"],
    },
];

/// Writes scenarios, the same for the same seeds on every machine. The few with errors are left out.
pub(crate) fn by_lot(seeds: Range<u64>) -> impl Iterator<Item = (String, Story)> {
    let most = (seeds.end - seeds.start) / 20;
    let mut errors = 0;
    seeds.filter_map(move |seed| {
        let text = Author::new(seed).scenario();
        let story = Story::load(text.as_str()).0;
        errors += u64::from(story.is_none());
        assert!(errors <= most, "{errors} have errors, so has seed {seed}");
        Some((text, story?))
    })
}

/// Somebody who writes by lot, and what there is to write about.
struct Author {
    lots: Lots,
    hours: Option<&'static Hours>,
    meters: usize,
    people: usize,
    flags: usize,
    counts: usize,
    processes: usize,
    endings: usize,
    verdicts: bool,
    /// The scenes: first those of the story, which lead forward but for some, then `talks` of interludes.
    scenes: Vec<Sketch>,
    talks: usize,
}

/// What is known of a scene before it is written.
struct Sketch {
    id: String,
    /// How many choices it has; without any it goes on by itself.
    choices: usize,
}

impl Author {
    fn new(seed: u64) -> Self {
        let mut lots = Lots::new(seed);
        let hours = (lots.below(2) == 0).then(|| &HOURS[lots.below(HOURS.len())]);
        let (story, talks) = (3 + lots.below(6), lots.below(3));
        let ids =
            (0..story).map(|scene| format!("s{scene}")).chain((0..talks).map(|talk| format!("t{talk}")));
        let sketch = |id| Sketch { id, choices: [0, 2, 2, 3, 3, 4][lots.below(6)] };
        let mut scenes: Vec<_> = ids.map(sketch).collect();
        // Few plays should be over before anything is decided.
        scenes[0].choices = scenes[0].choices.max(lots.below(3));
        Self {
            hours,
            meters: [0, 1, 2, 2][lots.below(4)],
            people: lots.below(2),
            flags: 1 + lots.below(2),
            counts: 1 + lots.below(2),
            processes: if hours.is_some() { lots.below(3) } else { 0 },
            endings: 1 + lots.below(4),
            verdicts: lots.below(3) > 0,
            scenes,
            talks,
            lots,
        }
    }

    /// Is true so many times in a hundred.
    fn luck(&mut self, percent: usize) -> bool {
        self.lots.below(100) < percent
    }

    fn one_of<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.lots.below(of.len())]
    }

    fn story(&self) -> usize {
        self.scenes.len() - self.talks
    }

    fn scenario(mut self) -> String {
        let mut out = String::from(
            "#![enable(implicit_some)]\nScenario(\n    format: 1, id: \"by-lot\", title: \"By lot\", start: \"s0\",\n",
        );
        if let Some(hours) = self.hours {
            let _ = writeln!(out, "    clock: ({}),", hours.clock);
        }
        if self.luck(25) {
            let _ = writeln!(out, "    aim: \"{}\",", self.number(2));
        }
        let _ = writeln!(out, "    meters: {{ {} }},", self.list("m", self.meters, Self::meter));
        let _ = writeln!(out, "    cast: {{ {} }},", self.list("p", self.people, Self::person));
        let flags = self.list("f", self.flags, |author, _| format!("Flag({})", author.luck(30)));
        let counts = self.list("n", self.counts, Self::count);
        let _ = writeln!(out, "    facts: {{ {flags}, {counts} }},");
        out.push_str("    scenes: {\n");
        for scene in 0..self.scenes.len() {
            let _ = writeln!(out, "{}", self.scene(scene));
        }
        let processes = self.list("w", self.processes, Self::process);
        let events = self.events();
        let endings = self.list("x", self.endings, Self::ending);
        let _ = write!(
            out,
            "    }},\n    processes: {{ {processes} }},\n    events: {{\n{events}    }},\n    endings: {{ {endings} }},\n)\n"
        );
        out
    }

    /// Writes so many named things in one line.
    fn list(&mut self, letter: &str, count: usize, write: impl Fn(&mut Self, usize) -> String) -> String {
        let things: Vec<_> =
            (0..count).map(|index| format!("\"{letter}{index}\": {}", write(self, index))).collect();
        things.join(", ")
    }

    fn meter(&mut self, _: usize) -> String {
        let (start, good) = (self.one_of(&["0", "50", "60", "90"]), self.one_of(&["High", "Low"]));
        format!("(label: \"M\", start: {start}, good: {good})")
    }

    fn person(&mut self, _: usize) -> String {
        format!("(name: \"P\", trust: {})", self.one_of(&["10", "35", "50", "70"]))
    }

    fn count(&mut self, _: usize) -> String {
        self.one_of(&[
            "Count(max: 3)",
            "Count(start: -1, min: -2, max: 2)",
            "Count(start: 2, min: 1, max: 4)",
        ])
        .to_owned()
    }

    fn scene(&mut self, scene: usize) -> String {
        let (id, choices) = (self.scenes[scene].id.clone(), self.scenes[scene].choices);
        let mut out = format!("        \"{id}\": (text: \"{}\"", self.words());
        if self.luck(25) {
            let _ = write!(out, ", on_enter: {}", self.effects());
        }
        if choices == 0 {
            let _ = write!(out, "{}, then: {}),", self.takes(), self.way(scene, 2));
            return out;
        }
        out.push_str(", choices: {\n");
        for choice in 0..choices {
            let _ = write!(out, "            \"c{choice}\": (text: \"{}\"", self.words());
            if self.luck(if choice == 0 { 10 } else { 35 }) {
                let locked = self.one_of(&["", ", locked: Why", ", locked: \"No.\""]);
                let _ = write!(out, ", when: \"{}\"{locked}", self.condition(2));
            }
            if self.luck(if choice == 0 { 3 } else { 15 }) {
                out.push_str(", once: true");
            }
            if self.luck(60) {
                let _ = write!(out, ", effects: {}", self.effects());
            }
            if self.luck(10) {
                let _ = write!(out, ", feedback: \"{}\"", self.words());
            }
            let _ = writeln!(out, "{}, then: {}),", self.takes(), self.way(scene, 2));
        }
        out.push_str("        }),");
        out
    }

    /// Words that sometimes read what nothing else may read.
    fn words(&mut self) -> String {
        if self.luck(95) {
            return "T.".to_owned();
        }
        format!("[if {}|Yes.|{{no}} [n0].]", self.mark())
    }

    fn takes(&mut self) -> String {
        let Some(hours) = self.hours else { return String::new() };
        if self.luck(50) {
            return String::new();
        }
        if self.luck(25) {
            return format!(", until: \"{}\"", self.one_of(hours.moments));
        }
        format!(", takes: \"{}\"", self.one_of(hours.durations))
    }

    /// Writes a way on, with others in it.
    fn way(&mut self, scene: usize, depth: usize) -> String {
        if depth == 0 || self.luck(65) {
            return self.leaf(scene);
        }
        if self.luck(60) {
            let branches: Vec<_> = (0..=self.lots.below(3))
                .map(|branch| {
                    // One of them can fall, as far as anybody sees: else the scenario has an error.
                    let weight =
                        if branch == 0 && self.luck(60) { "100".to_owned() } else { self.weight(branch) };
                    format!("\"b{branch}\": ({weight}, {})", self.way(scene, depth - 1))
                })
                .collect();
            return format!("Chance({{ {} }})", branches.join(", "));
        }
        let cases: Vec<_> = (0..self.lots.below(3))
            .map(|_| format!("(\"{}\", {})", self.condition(1), self.way(scene, depth - 1)))
            .collect();
        format!("First([{}], {})", cases.join(", "), self.way(scene, depth - 1))
    }

    fn weight(&mut self, branch: usize) -> String {
        match self.lots.below(8) {
            0 if branch > 0 => "0".to_owned(),
            1 if branch > 0 => "-5".to_owned(),
            2..5 => self.one_of(&["1", "2", "3", "100"]).to_owned(),
            5 if self.meters > 0 => self.one_of(&["\"m0\"", "\"100 - m0\"", "\"m0 - 40\""]).to_owned(),
            _ => format!("\"{}\"", self.number(1)),
        }
    }

    fn leaf(&mut self, scene: usize) -> String {
        let (story, all) = (self.story(), self.scenes.len());
        let is_talk = scene >= story;
        if is_talk && self.luck(60) {
            return "Back".to_owned();
        }
        if is_talk && self.luck(40) {
            // To itself or a later one; from one that goes on by itself only to a later one.
            let first = if self.scenes[scene].choices == 0 { scene + 1 } else { scene };
            if first < all {
                let next = first + self.lots.below(all - first);
                return self.go(next);
            }
        }
        if !is_talk && scene + 1 < story && self.luck(75) {
            let next = scene + 1 + self.lots.below((story - scene - 1).min(2));
            return self.go(next);
        }
        if self.luck(45) {
            let back = self.lots.below(scene.min(story - 1) + 1);
            // Scenes that go on by themselves may not form a circle.
            if self.scenes[back].choices > 0 {
                return self.go(back);
            }
        }
        if self.verdicts && self.luck(60) {
            return "Verdict".to_owned();
        }
        format!("End(\"x{}\")", self.lots.below(self.endings))
    }

    fn go(&self, scene: usize) -> String {
        format!("Go(\"{}\")", self.scenes[scene].id)
    }

    fn process(&mut self, _: usize) -> String {
        let durations = self.hours.map_or(&[][..], |hours| hours.durations);
        let every = self.one_of(durations);
        let when = if self.luck(40) { format!(", when: \"{}\"", self.condition(1)) } else { String::new() };
        format!("(every: \"{every}\"{when}, effects: {})", self.effects())
    }

    /// Writes an event for each scene of interludes, and some that divert or lead into the story.
    fn events(&mut self) -> String {
        let mut out = String::new();
        let others = self.lots.below(2);
        for event in 0..self.talks + others {
            let story = self.story();
            let scene = if event < self.talks { story + event } else { self.lots.below(self.scenes.len()) };
            let _ = write!(out, "        \"e{event}\": (scene: \"{}\"", self.scenes[scene].id);
            let hours = self.hours.filter(|_| self.lots.below(2) == 0);
            if let Some(hours) = hours {
                let _ = write!(out, ", at: \"{}\"", self.one_of(hours.moments));
            }
            if hours.is_none() || self.luck(40) {
                let _ = write!(out, ", when: \"{}\"", self.condition(2));
            }
            if self.luck(40) {
                out.push_str(", once: false");
            }
            if event >= self.talks && self.luck(60) {
                out.push_str(", divert: true");
            }
            out.push_str("),\n");
        }
        out
    }

    fn ending(&mut self, index: usize) -> String {
        let when = match index + 1 < self.endings {
            // It fails where the count is 0.
            true if self.luck(15) => "when: \"12 / n0 > 3\", ".to_owned(),
            true => format!("when: \"{}\", ", self.condition(2)),
            false => String::new(),
        };
        let outcome = self.one_of(&["Success", "Mixed", "Failure"]);
        format!("({when}title: \"X\", text: \"{}\", outcome: {outcome})", self.words())
    }
}
