//! Visits every expression, effect and text of a scenario, so that nobody lists them twice.

use super::expression::{Effect, Expression};
use super::model::{Choice, Exit, Locked, Scenario, Takes, Then};
use super::template::{Part, Template};
use crate::diagnostic::{Span, Spanned};

/// What kind of value belongs at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wants {
    /// Yes or no.
    Bool,
    /// A whole number.
    Int,
    /// Either, as in `[value]`.
    Any,
}

/// Who reads an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// The step: it can change what happens.
    Step,
    /// Text and other things that only people see.
    Text,
}

/// What a visit meets.
#[derive(Debug, Clone, Copy)]
pub enum Found<'a> {
    /// An expression that stands by itself.
    Expression(&'a Spanned<Expression>, Wants, Reader),
    /// An effect, whose own expressions are not visited separately.
    Effect(&'a Spanned<Effect>),
}

type Visit<'a, 'v> = &'v mut dyn FnMut(Found<'a>);

/// Visits everything in a scenario that can read or change the state, in the order of the model.
pub fn walk<'a>(scenario: &'a Scenario, visit: Visit<'a, '_>) {
    if let Some(aim) = &scenario.aim {
        visit(Found::Expression(aim, Wants::Int, Reader::Text));
    }
    for scene in scenario.scenes.values() {
        template(&scene.text, visit);
        found_effects(&scene.on_enter, visit);
        match &scene.exit {
            Exit::Choices(choices) => choices.values().for_each(|choice| walk_choice(choice, visit)),
            Exit::Auto { then, .. } => walk_then(then, visit),
        }
    }
    for process in scenario.processes.values() {
        condition(process.when.as_ref(), visit);
        found_effects(&process.effects, visit);
    }
    for event in scenario.events.values() {
        condition(event.when.as_ref(), visit);
    }
    for ending in scenario.endings.values() {
        condition(ending.when.as_ref(), visit);
        template(&ending.text, visit);
    }
}

/// Visits every effect of a scenario, and nothing else.
pub fn effects<'a>(scenario: &'a Scenario, visit: &mut dyn FnMut(&'a Spanned<Effect>)) {
    for scene in scenario.scenes.values() {
        scene.on_enter.iter().for_each(&mut *visit);
        let Exit::Choices(choices) = &scene.exit else { continue };
        choices.values().flat_map(|choice| &choice.effects).for_each(&mut *visit);
    }
    scenario.processes.values().flat_map(|process| &process.effects).for_each(visit);
}

/// Visits every text that people see and that may hold values, with its place in the source.
pub fn texts<'a>(scenario: &'a Scenario, visit: &mut dyn FnMut(&'a Spanned<Template>)) {
    for scene in scenario.scenes.values() {
        visit(&scene.text);
        let Exit::Choices(choices) = &scene.exit else { continue };
        for choice in choices.values() {
            visit(&choice.text);
            if let Locked::Text(text) = &choice.locked {
                visit(text);
            }
            choice.says.values().for_each(|line| visit(&line.text));
            choice.feedback.iter().for_each(&mut *visit);
        }
    }
    scenario.endings.values().for_each(|ending| visit(&ending.text));
}

/// Visits the words of a text, those of all its conditions too, in the order in which they are written.
pub fn words<'a>(template: &'a Template, visit: &mut dyn FnMut(&'a str)) {
    for part in &template.parts {
        match part {
            Part::Words(part) => visit(part),
            Part::Value(_) => {}
            Part::If { yes, no, .. } => {
                words(yes, visit);
                words(no, visit);
            }
        }
    }
}

/// Visits every text without values that people read: what it is, whose, where that stands, and the text.
pub fn plain_texts<'a>(
    scenario: &'a Scenario,
    visit: &mut dyn FnMut(&'static str, Option<&'a str>, Span, &'a str),
) {
    let places = &scenario.places;
    visit("the title", None, places.title, &scenario.title);
    visit("the summary", None, places.summary, &scenario.summary);
    visit("the briefing", None, places.briefing, &scenario.briefing);
    for (id, goal) in &scenario.goals {
        visit("goal", Some(id), places.goals, goal);
    }
    for (id, meter) in &scenario.meters {
        visit("the label of meter", Some(id), meter.span, &meter.label);
    }
    for (id, person) in &scenario.cast {
        visit("the name of", Some(id), person.span, &person.name);
        visit("the role of", Some(id), person.span, &person.role);
    }
    for (id, scene) in &scenario.scenes {
        visit("the title of scene", Some(id), scene.span, &scene.title);
        let notes = [("`discuss` of scene", &scene.discuss), ("`notes` of scene", &scene.notes)];
        for (what, text) in notes.into_iter().filter_map(|(what, text)| Some((what, text.as_ref()?))) {
            visit(what, Some(id), scene.span, text);
        }
        let Exit::Choices(choices) = &scene.exit else { continue };
        for (id, choice) in choices {
            choice.notes.iter().for_each(|text| visit("`notes` of choice", Some(id), choice.span, text));
        }
    }
    for (id, ending) in &scenario.endings {
        visit("the title of ending", Some(id), ending.span, &ending.title);
        let notes = [("`discuss` of ending", &ending.discuss), ("`notes` of ending", &ending.notes)];
        for (what, text) in notes.into_iter().filter_map(|(what, text)| Some((what, text.as_ref()?))) {
            visit(what, Some(id), ending.span, text);
        }
    }
}

/// Visits every way on from the scenes: the `then` of each choice and of each scene that goes on by itself.
pub fn exits<'a>(exit: &'a Exit, visit: &mut dyn FnMut(&'a Then)) {
    match exit {
        Exit::Choices(choices) => choices.values().for_each(|choice| visit(&choice.value.then)),
        Exit::Auto { then, .. } => visit(then),
    }
}

/// Visits the leaves of a `then`: everything but `Chance` and `First`.
pub fn leaves<'a>(then: &'a Then, visit: &mut dyn FnMut(&'a Then)) {
    match then {
        Then::Chance(branches) => branches.values().for_each(|branch| leaves(&branch.then, visit)),
        Then::First(cases, otherwise) => {
            for (_, then) in cases {
                leaves(then, visit);
            }
            leaves(otherwise, visit);
        }
        Then::Go(_) | Then::End(_) | Then::Verdict(_) | Then::Back(_) => visit(then),
    }
}

/// Visits the names that an expression reads, with their places.
pub fn names<'a>(expression: &'a Spanned<Expression>, visit: &mut dyn FnMut(&'a Spanned<Expression>)) {
    match &expression.value {
        Expression::Int(_) | Expression::Bool(_) => {}
        Expression::Name(_)
        | Expression::Trust(_)
        | Expression::Level(_)
        | Expression::Seen(_)
        | Expression::Chose(_) => visit(expression),
        Expression::Unary(_, operand) => names(operand, visit),
        Expression::Binary(_, left, right) => {
            names(left, visit);
            names(right, visit);
        }
        Expression::Call(_, arguments) => arguments.iter().for_each(|argument| names(argument, visit)),
    }
}

/// Returns the time that leaving a scene or picking a choice takes, for every place that names one.
pub fn times(scenario: &Scenario) -> impl Iterator<Item = &Spanned<Takes>> {
    scenario.scenes.values().flat_map(|scene| {
        let (choices, own) = match &scene.value.exit {
            Exit::Choices(choices) => (Some(choices), None),
            Exit::Auto { takes, .. } => (None, takes.as_ref()),
        };
        choices.into_iter().flat_map(|c| c.values()).filter_map(|c| c.value.takes.as_ref()).chain(own)
    })
}

fn walk_choice<'a>(choice: &'a Choice, visit: Visit<'a, '_>) {
    template(&choice.text, visit);
    condition(choice.when.as_ref(), visit);
    if let Locked::Text(text) = &choice.locked {
        template(text, visit);
    }
    found_effects(&choice.effects, visit);
    for line in choice.says.values() {
        if let Some(when) = &line.when {
            visit(Found::Expression(when, Wants::Bool, Reader::Text));
        }
        template(&line.text, visit);
    }
    if let Some(feedback) = &choice.feedback {
        template(feedback, visit);
    }
    walk_then(&choice.then, visit);
}

fn walk_then<'a>(then: &'a Then, visit: Visit<'a, '_>) {
    match then {
        Then::Chance(branches) => {
            for branch in branches.values() {
                visit(Found::Expression(&branch.weight, Wants::Int, Reader::Step));
                walk_then(&branch.then, visit);
            }
        }
        Then::First(cases, otherwise) => {
            for (when, then) in cases {
                visit(Found::Expression(when, Wants::Bool, Reader::Step));
                walk_then(then, visit);
            }
            walk_then(otherwise, visit);
        }
        Then::Go(_) | Then::End(_) | Then::Verdict(_) | Then::Back(_) => {}
    }
}

fn condition<'a>(when: Option<&'a Spanned<Expression>>, visit: Visit<'a, '_>) {
    if let Some(when) = when {
        visit(Found::Expression(when, Wants::Bool, Reader::Step));
    }
}

fn found_effects<'a>(effects: &'a [Spanned<Effect>], visit: Visit<'a, '_>) {
    for effect in effects {
        visit(Found::Effect(effect));
    }
}

fn template<'a>(template: &'a Spanned<Template>, visit: Visit<'a, '_>) {
    parts(&template.value, visit);
}

fn parts<'a>(template: &'a Template, visit: Visit<'a, '_>) {
    for part in &template.parts {
        match part {
            Part::Words(_) => {}
            Part::Value(value) => visit(Found::Expression(value, Wants::Any, Reader::Text)),
            Part::If { cond, yes, no } => {
                visit(Found::Expression(cond, Wants::Bool, Reader::Text));
                parts(yes, visit);
                parts(no, visit);
            }
        }
    }
}
