//! Parts of a model's expressions: their text, what they read, and what values they can have.
//!
//! Knowing the least and the greatest value keeps the model small (`morale - 5` need not be held below 100) and
//! exact: what could leave the numbers that checkers compute without rounding is refused, not written.

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::scenario::expression::Binary;

/// The numbers that checkers compute without rounding: those of 64-bit floating point.
const EXACT: i128 = 1 << 53;

/// A part of an expression. Yes is 1, no is 0.
#[derive(Debug, Clone)]
pub(super) struct Term {
    text: Rc<str>,
    level: Level,
    low: i128,
    high: i128,
    flag: bool,
    reads: Rc<BTreeSet<usize>>,
}

/// How strongly the outermost sign of a text binds, the weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Pick,
    Or,
    And,
    Not,
    Compare,
    Sum,
    Product,
    Atom,
}

/// A number that leaves what can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beyond {
    /// It always leaves the 64 bits of the format.
    Overflow,
    /// It might, or checkers might round it.
    Inexact,
}

impl Term {
    /// A number.
    pub(super) fn number(value: i128) -> Self {
        // What begins with a minus stands in parentheses wherever it is a part.
        let level = if value < 0 { Level::Pick } else { Level::Atom };
        Self::new(value.to_string(), level, (value, value), false, [])
    }

    /// Yes or no.
    pub(super) fn truth(value: bool) -> Self {
        Self::new(value.to_string(), Level::Atom, (value.into(), value.into()), true, [])
    }

    /// A number with a name.
    pub(super) fn constant(name: &str, value: usize) -> Self {
        Self::new(name.into(), Level::Atom, (value as i128, value as i128), false, [])
    }

    /// A variable, or a formula that reads some.
    pub(super) fn named(name: &str, like: &Self) -> Self {
        Self { text: name.into(), level: Level::Atom, ..like.clone() }
    }

    /// The variable at a position of the model's.
    pub(super) fn variable(name: &str, position: usize, range: (i128, i128), flag: bool) -> Self {
        Self::new(name.into(), Level::Atom, range, flag, [&BTreeSet::from([position])])
    }

    fn new<'a>(
        text: String,
        level: Level,
        (low, high): (i128, i128),
        flag: bool,
        reads: impl IntoIterator<Item = &'a BTreeSet<usize>>,
    ) -> Self {
        let reads = reads.into_iter().flatten().copied().collect();
        Self { text: text.into(), level, low, high, flag, reads: Rc::new(reads) }
    }

    /// How it is written.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Tells whether it is a name or a number.
    pub(super) fn is_atom(&self) -> bool {
        self.level == Level::Atom || self.value().is_some()
    }

    /// Tells whether it reads one of these variables.
    pub(super) fn reads(&self, variable: usize) -> bool {
        self.reads.contains(&variable)
    }

    /// The value, where there is only one.
    pub(super) fn value(&self) -> Option<i128> {
        (self.low == self.high).then_some(self.low)
    }

    /// The least and the greatest value.
    pub(super) const fn range(&self) -> (i128, i128) {
        (self.low, self.high)
    }

    /// Tells whether it always holds.
    pub(super) const fn always(&self) -> bool {
        self.low >= 1
    }

    /// Tells whether it never holds.
    pub(super) const fn never(&self) -> bool {
        self.high <= 0
    }

    /// The text as a part of something that takes only these levels without parentheses.
    fn part(&self, plain: &[Level]) -> String {
        if self.level == Level::Atom || plain.contains(&self.level) {
            self.text.to_string()
        } else {
            format!("({})", self.text)
        }
    }

    /// The text as a part of a fraction or a guard of its own.
    pub(super) fn atom(&self) -> String {
        self.part(&[])
    }

    fn join(&self, sign: &str, other: &Self, level: Level, plain: &[Level], range: (i128, i128)) -> Self {
        let text = format!("{}{sign}{}", self.part(plain), other.part(plain));
        let flag = matches!(level, Level::Or | Level::And | Level::Compare);
        Self::new(text, level, range, flag, [&*self.reads, &*other.reads])
    }

    pub(super) fn and(&self, other: &Self) -> Self {
        match (self, other) {
            (no, _) | (_, no) if no.never() => Self::truth(false),
            (yes, rest) | (rest, yes) if yes.always() => rest.clone(),
            _ if self.text == other.text => self.clone(),
            _ => {
                let plain = [Level::And, Level::Not, Level::Compare];
                self.join(" & ", other, Level::And, &plain, (0, 1))
            }
        }
    }

    pub(super) fn or(&self, other: &Self) -> Self {
        match (self, other) {
            (yes, _) | (_, yes) if yes.always() => Self::truth(true),
            (no, rest) | (rest, no) if no.never() => rest.clone(),
            _ if self.text == other.text => self.clone(),
            _ => {
                let plain = [Level::Or, Level::Not, Level::Compare];
                self.join(" | ", other, Level::Or, &plain, (0, 1))
            }
        }
    }

    pub(super) fn not(&self) -> Self {
        match self.value() {
            Some(value) => Self::truth(value == 0),
            None => Self::new(format!("!{}", self.atom()), Level::Not, (0, 1), true, [&*self.reads]),
        }
    }

    /// `self ? yes : no`
    pub(super) fn pick(&self, yes: &Self, no: &Self) -> Self {
        if self.always() {
            return yes.clone();
        }
        if self.never() || yes.text == no.text {
            return no.clone();
        }
        if yes.flag {
            // A flag that is set to yes or no on a condition reads better without a question mark.
            match (yes.value(), no.value()) {
                (Some(1), _) => return self.or(no),
                (Some(_), _) => return self.not().and(no),
                (_, Some(0)) => return self.and(yes),
                (_, Some(_)) => return self.not().or(yes),
                _ => {}
            }
        }
        let plain = [Level::Or, Level::And, Level::Not, Level::Compare, Level::Sum, Level::Product];
        let text = format!("{} ? {} : {}", self.part(&plain), yes.part(&plain), no.part(&plain));
        let range = (yes.low.min(no.low), yes.high.max(no.high));
        Self::new(text, Level::Pick, range, yes.flag, [&*self.reads, &*yes.reads, &*no.reads])
    }

    /// A comparison, as the operator says.
    pub(super) fn compare(&self, op: Binary, other: &Self) -> Self {
        let (below, above) = (self.high < other.low, self.low > other.high);
        let (not_above, not_below) = (self.high <= other.low, self.low >= other.high);
        let same = self.value().is_some() && self.value() == other.value();
        let (sign, yes, no) = match op {
            Binary::Equal => ("=", same, below || above),
            Binary::NotEqual => ("!=", below || above, same),
            Binary::Less => ("<", below, not_below),
            Binary::LessEqual => ("<=", not_above, above),
            Binary::Greater => (">", above, not_above),
            _ => (">=", not_below, below),
        };
        if yes || no {
            return Self::truth(yes);
        }
        if self.flag {
            // Not every checker takes `=` between yes and no.
            let equal = match (self.value(), other.value()) {
                (Some(value), _) => {
                    if value == 1 {
                        other.clone()
                    } else {
                        other.not()
                    }
                }
                (_, Some(value)) => {
                    if value == 1 {
                        self.clone()
                    } else {
                        self.not()
                    }
                }
                _ => Self { flag: true, ..self.join(" <=> ", other, Level::Pick, &[Level::Not], (0, 1)) },
            };
            return if op == Binary::Equal { equal } else { equal.not() };
        }
        self.join(sign, other, Level::Compare, &[Level::Sum, Level::Product], (0, 1))
    }

    pub(super) fn is(&self, value: &Self) -> Self {
        self.compare(Binary::Equal, value)
    }

    pub(super) fn add(&self, other: &Self) -> Result<Self, Beyond> {
        let range = within((self.low + other.low, self.high + other.high))?;
        Ok(match (self.value(), other.value()) {
            (Some(a), Some(b)) => Self::number(a + b),
            (Some(0), _) => other.clone(),
            (_, Some(0)) => self.clone(),
            (_, Some(value)) if value < 0 => {
                self.join("-", &Self::number(-value), Level::Sum, &[Level::Sum, Level::Product], range)
            }
            _ => self.join("+", other, Level::Sum, &[Level::Sum, Level::Product], range),
        })
    }

    pub(super) fn subtract(&self, other: &Self) -> Result<Self, Beyond> {
        let range = within((self.low - other.high, self.high - other.low))?;
        Ok(match (self.value(), other.value()) {
            (Some(a), Some(b)) => Self::number(a - b),
            (_, Some(value)) if value <= 0 => self.add(&Self::number(-value))?,
            _ => {
                let text =
                    format!("{}-{}", self.part(&[Level::Sum, Level::Product]), other.part(&[Level::Product]));
                Self::new(text, Level::Sum, range, false, [&*self.reads, &*other.reads])
            }
        })
    }

    pub(super) fn multiply(&self, other: &Self) -> Result<Self, Beyond> {
        let ends =
            [self.low * other.low, self.low * other.high, self.high * other.low, self.high * other.high];
        let range = within((
            ends.into_iter().fold(i128::MAX, i128::min),
            ends.into_iter().fold(i128::MIN, i128::max),
        ))?;
        Ok(match (self.value(), other.value()) {
            _ if range.0 == range.1 => Self::number(range.0),
            (Some(1), _) => other.clone(),
            (_, Some(1)) => self.clone(),
            _ => self.join("*", other, Level::Product, &[], range),
        })
    }

    /// Tells whether dividing toward zero is dividing down.
    pub(super) const fn divides_down(&self, by: &Self) -> bool {
        self.low >= 0 && by.low >= 1
    }

    /// Divides toward zero; 0 where the divisor is 0, which is for the caller to find out.
    pub(super) fn quotient(&self, by: &Self) -> Result<Self, Beyond> {
        let zero = by.is(&Self::number(0));
        if zero.always() {
            return Ok(Self::number(0));
        }
        let most = self.low.abs().max(self.high.abs());
        let positive = self.divides_down(by);
        let range = match by.value() {
            Some(by) => ((self.low / by).min(self.high / by), (self.low / by).max(self.high / by)),
            None if positive => (self.low / by.high, self.high / by.low),
            None => (-most, most),
        };
        let range = within(range)?;
        if range.0 == range.1 {
            return Ok(Self::number(range.0));
        }
        if by.value() == Some(1) {
            return Ok(self.clone());
        }
        let exact = self.join("/", by, Level::Product, &[], range);
        let down =
            Self { text: format!("floor({})", exact.text).into(), level: Level::Atom, ..exact.clone() };
        if positive {
            return Ok(down);
        }
        let up = Self { text: format!("ceil({})", exact.text).into(), ..down.clone() };
        let sign = Self {
            text: format!("{}>=0", exact.text).into(),
            level: Level::Compare,
            low: 0,
            high: 1,
            flag: true,
            ..exact
        };
        Ok(zero.pick(&Self::number(0), &sign.pick(&down, &up)))
    }

    /// The rest of [`quotient`](Self::quotient), with the sign of the dividend; any number where the divisor is 0.
    pub(super) fn remainder(&self, by: &Self) -> Result<Self, Beyond> {
        let most = by.low.abs().max(by.high.abs()) - 1;
        let range = (self.low.min(0).max(-most), self.high.max(0).min(most));
        match (self.value(), by.value()) {
            _ if most < 0 => Ok(Self::number(0)),
            // The quotient does not fit, so neither has an answer.
            (Some(a), Some(-1)) if a == i64::MIN.into() => Err(Beyond::Overflow),
            (Some(a), Some(b)) => Ok(Self::number(a % b)),
            _ if self.low >= 0 && by.low > self.high => Ok(self.clone()),
            _ if self.divides_down(by) => {
                let text = format!("mod({}, {})", self.text, by.text);
                Ok(Self::new(text, Level::Atom, range, false, [&*self.reads, &*by.reads]))
            }
            _ => {
                let rest = self.subtract(&by.multiply(&self.quotient(by)?)?)?;
                Ok(Self { low: rest.low.max(range.0), high: rest.high.min(range.1), ..rest })
            }
        }
    }

    pub(super) fn min(&self, other: &Self) -> Self {
        if self.high <= other.low {
            return self.clone();
        }
        if other.high <= self.low {
            return other.clone();
        }
        self.call("min", other, (self.low.min(other.low), self.high.min(other.high)))
    }

    pub(super) fn max(&self, other: &Self) -> Self {
        if self.low >= other.high {
            return self.clone();
        }
        if other.low >= self.high {
            return other.clone();
        }
        self.call("max", other, (self.low.max(other.low), self.high.max(other.high)))
    }

    fn call(&self, function: &str, other: &Self, range: (i128, i128)) -> Self {
        let text = format!("{function}({}, {})", self.text, other.text);
        Self::new(text, Level::Atom, range, false, [&*self.reads, &*other.reads])
    }

    /// 1 for yes, 0 for no.
    pub(super) fn counted(&self) -> Self {
        self.pick(&Self::number(1), &Self::number(0))
    }
}

/// Lets a range of numbers pass that can be written.
fn within(range: (i128, i128)) -> Result<(i128, i128), Beyond> {
    let (least, most) = (i128::from(i64::MIN), i128::from(i64::MAX));
    let (low, high) = range;
    if high < least || low > most {
        return Err(Beyond::Overflow);
    }
    let fits = if low == high { least <= low && low <= most } else { -EXACT <= low && high <= EXACT };
    if fits { Ok(range) } else { Err(Beyond::Inexact) }
}
