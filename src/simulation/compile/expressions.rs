//! Compiles expressions and effects.

use super::super::index::NodeIndex;
use super::super::program::{Condition, Effect, Node, Range};
use super::super::state::{Slot, Within};
use super::slots::Kind;
use super::{Compiler, range};
use crate::diagnostic::Spanned;
use crate::scenario::expression::{self, Assign, Binary, Expression, Function, Unary};
use crate::scenario::model::Good;

impl Compiler<'_> {
    fn node(&mut self, node: Node) -> NodeIndex {
        self.nodes.push(node);
        NodeIndex::new(self.nodes.len() - 1)
    }

    /// Compiles an expression.
    pub(in crate::simulation) fn expression(&mut self, expression: &Spanned<Expression>) -> NodeIndex {
        let node = match &expression.value {
            Expression::Int(value) => Node::Int(*value),
            Expression::Bool(value) => Node::Int(i64::from(*value)),
            Expression::Unary(Unary::Not, operand) => Node::Not(self.expression(operand)),
            Expression::Unary(Unary::Negate, operand) => match operand.value {
                Expression::Int(value) => Node::Int(-value),
                _ => Node::Negate(self.expression(operand)),
            },
            Expression::Binary(op, left, right) => self.binary(*op, left, right),
            Expression::Call(function, arguments) => {
                let mut nodes = [NodeIndex::new(0); 3];
                for (node, argument) in nodes.iter_mut().zip(arguments) {
                    *node = self.expression(argument);
                }
                Node::Call(*function, nodes)
            }
            name => self.name(name),
        };
        self.node(node)
    }

    /// Compiles a condition; without one, what always holds.
    pub(in crate::simulation) fn condition(&mut self, when: Option<&Spanned<Expression>>) -> Condition {
        let Some(when) = when else {
            return Condition { first: Within::ALWAYS, rest: None, whole: None };
        };
        let whole = self.expression(when);
        let mut first = whole;
        while let Node::Binary(Binary::And, left, _) = self.nodes[first.index()] {
            first = left;
        }
        let (first, rest) = match (self.range_of(first), self.nodes[whole.index()]) {
            (None, _) => (Within::ALWAYS, Some(whole)),
            (Some(range), _) if first == whole => (range, None),
            (Some(range), Node::Binary(_, left, right)) if left == first => (range, Some(right)),
            // Asks for the first part once more, which does no harm.
            (Some(range), _) => (range, Some(whole)),
        };
        Condition { first, rest, whole: Some(whole) }
    }

    /// Returns the range that an expression asks for, if it asks for no more.
    fn range_of(&self, node: NodeIndex) -> Option<Within> {
        let flag = |slot: Slot, low| (slot.range() == (0..=1)).then_some(Within { slot, low, span: 0 });
        match self.nodes[node.index()] {
            Node::Within { range, .. } => Some(range),
            Node::Slot(slot) => flag(slot, 1),
            Node::Not(operand) => match self.nodes[operand.index()] {
                Node::Slot(slot) => flag(slot, 0),
                _ => None,
            },
            _ => None,
        }
    }

    fn name(&self, name: &Expression) -> Node {
        match name {
            Expression::Level(person) => Node::Level(self.slots.named(Kind::Trust, person)),
            Expression::Name(name) => match (self.slots.find(Kind::Number, name), name.as_str()) {
                (_, "day") => Node::Day,
                (_, "hour") => Node::Hour,
                (_, "left") => Node::Left,
                (_, "late") => Node::Late,
                (Some(slot), _) => Node::Slot(slot),
                (None, _) => Node::Int(0),
            },
            other => self.slot_of(other).map_or(Node::Int(0), Node::Slot),
        }
    }

    /// Returns the slot that a name stands for, if it stands for one.
    fn slot_of(&self, name: &Expression) -> Option<Slot> {
        match name {
            Expression::Name(name) => self.slots.find(Kind::Number, name),
            Expression::Trust(person) => self.slots.find(Kind::Trust, person),
            Expression::Seen(scene) => self.slots.find(Kind::Seen, scene),
            Expression::Chose(choice) => self.slots.find(Kind::Chose, choice),
            _ => None,
        }
    }

    fn binary(&mut self, op: Binary, left: &Spanned<Expression>, right: &Spanned<Expression>) -> Node {
        let compares = !matches!(
            op,
            Binary::Or
                | Binary::And
                | Binary::Add
                | Binary::Subtract
                | Binary::Multiply
                | Binary::Divide
                | Binary::Remainder
        );
        if compares
            && let (Node::Slot(slot), Expression::Int(constant)) = (self.name_of(left), &right.value)
            && let Some(node) = within(slot, op, *constant)
        {
            return node;
        }
        if let (Binary::Equal | Binary::NotEqual, Expression::Bool(wanted)) = (op, &right.value) {
            let left = self.expression(left);
            // `asked == true` is `asked`, also where people are told what failed.
            return if *wanted == (op == Binary::Equal) { self.nodes[left.index()] } else { Node::Not(left) };
        }
        let (left, right) = (self.expression(left), self.expression(right));
        Node::Binary(op, left, right)
    }

    fn name_of(&self, expression: &Spanned<Expression>) -> Node {
        match &expression.value {
            Expression::Name(_) | Expression::Trust(_) => self.name(&expression.value),
            _ => Node::Int(0),
        }
    }

    /// Compiles effects.
    pub(super) fn effects(&mut self, effects: &[Spanned<expression::Effect>]) -> Range {
        let from = self.effects.len();
        for effect in effects {
            let effect = &effect.value;
            let Some(slot) = self.slot_of(&effect.target.value) else { continue };
            let when = self.condition(effect.when.as_ref());
            let shift = match (effect.assign, constant(&effect.value.value)) {
                (Assign::Add, Some(by)) => i32::try_from(by).ok(),
                (Assign::Subtract, Some(by)) => by.checked_neg().and_then(|by| i32::try_from(by).ok()),
                _ => None,
            };
            let effect = match shift {
                Some(by) if effect.when.is_none() => Effect::Shift { slot, by },
                _ => {
                    let (assign, value) = (effect.assign, self.expression(&effect.value));
                    Effect::Compute { when, slot, assign, value }
                }
            };
            self.effects.push(effect);
        }
        range(&self.effects, from)
    }

    /// Compiles the aim; without one, the mean of the meters, low ones turned.
    pub(super) fn aim(&mut self) -> NodeIndex {
        if let Some(aim) = &self.scenario.aim {
            return self.expression(aim);
        }
        let mut sum = self.node(Node::Int(0));
        for (id, meter) in &self.scenario.meters {
            let mut value = self.node(Node::Slot(self.slots.named(Kind::Number, id)));
            if meter.value.good == Good::Low {
                let full = self.node(Node::Int(100));
                value = self.node(Node::Binary(Binary::Subtract, full, value));
            }
            sum = self.node(Node::Binary(Binary::Add, sum, value));
        }
        let count = self.node(Node::Int(self.scenario.meters.len().max(1) as i64));
        let mean = self.node(Node::Binary(Binary::Divide, sum, count));
        let (low, high) = (self.node(Node::Int(0)), self.node(Node::Int(100)));
        self.node(Node::Call(Function::Clamp, [mean, low, high]))
    }
}

/// Returns a comparison of a slot with a constant of its range as a range of the slot, if it is one.
fn within(slot: Slot, op: Binary, constant: i64) -> Option<Node> {
    let (min, max) = slot.range().into_inner();
    if !(min..=max).contains(&constant) {
        return None;
    }
    let (low, high) = match op {
        Binary::Equal => (constant, constant),
        Binary::Less => (min, constant - 1),
        Binary::LessEqual => (min, constant),
        Binary::Greater => (constant + 1, max),
        Binary::GreaterEqual => (constant, max),
        _ => return None,
    };
    let written = (op, constant as i32);
    let range = Within { slot, low: (low - min) as u32, span: (high - low) as u32 };
    (low <= high).then_some(Node::Within { range, written })
}

/// Returns the number that an expression always is, if it is plainly one.
fn constant(expression: &Expression) -> Option<i64> {
    match expression {
        Expression::Int(value) => Some(*value),
        Expression::Unary(Unary::Negate, operand) => constant(&operand.value).map(|value| -value),
        _ => None,
    }
}
