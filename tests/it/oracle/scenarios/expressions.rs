//! Effects, numbers and conditions by lot.

use super::{Author, Sketch};

/// How much each effect changes: coarse, so that many ways lead to one state.
const AMOUNTS: [&str; 8] = ["10", "20", "20", "30", "50", "-20", "100", "45 - 15"];

impl Author {
    pub(super) fn effects(&mut self) -> String {
        let effects: Vec<_> = (0..=self.lots.below(2)).map(|_| format!("\"{}\"", self.effect())).collect();
        format!("[{}]", effects.join(", "))
    }

    fn effect(&mut self) -> String {
        let when = if self.luck(25) { format!("if {}: ", self.condition(1)) } else { String::new() };
        let target = self.lots.below(self.meters + self.people + self.flags + self.counts);
        let rest = match target.checked_sub(self.meters + self.people) {
            None => {
                let id = if target < self.meters { format!("m{target}") } else { "trust.p0".to_owned() };
                let value = if self.luck(80) { self.one_of(&AMOUNTS).to_owned() } else { self.number(2) };
                format!("{id} {} {value}", self.one_of(&["+=", "+=", "-=", "-=", "="]))
            }
            Some(flag) if flag < self.flags => {
                let value = if self.luck(70) {
                    self.one_of(&["true", "true", "false"]).to_owned()
                } else {
                    self.condition(1)
                };
                format!("f{flag} = {value}")
            }
            Some(count) => {
                let value = if self.luck(75) { "1".to_owned() } else { self.number(1) };
                format!("n{} {} {value}", count - self.flags, self.one_of(&["+=", "+=", "-=", "="]))
            }
        };
        format!("{when}{rest}")
    }

    /// Writes a number, with operations in each other.
    pub(super) fn number(&mut self, depth: usize) -> String {
        if depth == 0 || self.luck(35) {
            return self.plain();
        }
        let (a, b) = (self.number(depth - 1), self.number(depth - 1));
        match self.lots.below(20) {
            0..5 => format!("{a} + {b}"),
            5..9 => format!("{a} - ({b})"),
            9 | 10 => format!("({a}) * {}", self.one_of(&["2", "-1", "3"])),
            11 | 12 => format!("({a}) / {}", self.one_of(&["2", "3", "-10", "10"])),
            13 => format!("({a}) / ({b})"),
            14 => format!("({a}) % {}", self.one_of(&["3", "-7", "30"])),
            15 => format!("min({a}, {b})"),
            16 => format!("max({a}, {b})"),
            17 => format!(
                "clamp({a}, {}, {})",
                self.one_of(&["0", "20", "n0"]),
                self.one_of(&["3", "50", "100"])
            ),
            18 => format!("-({a})"),
            _ if self.luck(20) => format!("({a}) + 9_223_372_036_854_775_800"),
            _ => format!("({a}) % ({b})"),
        }
    }

    fn plain(&mut self) -> String {
        let value = self.lots.below(7);
        match value {
            0 | 1 if self.meters > 0 => format!("m{}", self.lots.below(self.meters)),
            2 if self.people > 0 => self.one_of(&["trust.p0", "level.p0"]).to_owned(),
            3 if self.hours.is_some() => self.one_of(&["day", "hour", "left / 60"]).to_owned(),
            4 | 5 => format!("n{}", self.lots.below(self.counts)),
            _ => self.one_of(&["0", "1", "2", "10", "40", "60", "100"]).to_owned(),
        }
    }

    /// Writes a condition, with others in it.
    pub(super) fn condition(&mut self, depth: usize) -> String {
        if depth > 0 && self.luck(30) {
            let (a, b) = (self.condition(depth - 1), self.condition(depth - 1));
            return match self.lots.below(4) {
                0 => format!("{a} and {b}"),
                1 => format!("({a} or {b})"),
                2 => format!("not ({a})"),
                _ => format!("({a}) != ({b})"),
            };
        }
        if self.luck(5) {
            // It fails where the count is 0.
            return format!("12 / n{} > 3", self.lots.below(self.counts));
        }
        match self.lots.below(9) {
            0..2 => format!("f{}", self.lots.below(self.flags)),
            2 => format!("not f{}", self.lots.below(self.flags)),
            3 => self.mark(),
            4 if self.hours.is_some() => {
                self.one_of(&["late", "day > 1", "hour < 11", "left >= 120"]).to_owned()
            }
            5 => format!("n{} >= {}", self.lots.below(self.counts), self.one_of(&["1", "2", "3"])),
            6 => format!("{} {} {}", self.number(2), self.one_of(&["==", "<", ">="]), self.number(1)),
            _ if self.meters > 0 => {
                let (sign, bound) = (self.one_of(&["<", "<=", ">", ">="]), self.one_of(&["30", "50", "70"]));
                format!("m{} {sign} {bound}", self.lots.below(self.meters))
            }
            _ => format!("n0 < {}", self.one_of(&["1", "2", "3"])),
        }
    }

    /// Writes `seen` or `chose` of something that there is.
    pub(super) fn mark(&mut self) -> String {
        let scene = self.lots.below(self.scenes.len());
        let Sketch { id, choices } = &self.scenes[scene];
        match choices {
            0 => format!("seen('{id}')"),
            _ if self.lots.below(2) == 0 => format!("seen('{id}')"),
            choices => format!("chose('{id}.c{}')", self.lots.below(*choices)),
        }
    }
}
