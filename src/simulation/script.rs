//! The texts of a scenario, compiled: what people read, beside the program that decides what happens.

use std::sync::Arc;

use super::compile::Compiler;
use super::index::{ChoiceIndex, EndingIndex, NodeIndex, SceneIndex};
use super::program::{Condition, Program};
use super::state::State;
use crate::diagnostic::Spanned;
use crate::scenario::expression::types::{Type, type_of};
use crate::scenario::model::{Choice, Exit, Locked, Scenario};
use crate::scenario::template::{Part, Template};

/// A text with compiled values and conditions.
#[derive(Debug, Clone, Default)]
pub(super) struct Words(Vec<Piece>);

#[derive(Debug, Clone)]
enum Piece {
    Plain(Arc<str>),
    Number(NodeIndex),
    YesNo(NodeIndex),
    If(NodeIndex, Words, Words),
}

impl Words {
    /// Renders the text in a state. A value without an answer (a division by zero) shows as `?`, and its
    /// condition as not holding.
    pub(super) fn render(&self, program: &Program, state: &State) -> String {
        let mut out = String::new();
        self.write(program, state, &mut out);
        out
    }

    fn write(&self, program: &Program, state: &State, out: &mut String) {
        for piece in &self.0 {
            match piece {
                Piece::Plain(words) => out.push_str(words),
                Piece::Number(node) => match program.eval(state, *node) {
                    Ok(value) => out.push_str(&value.to_string()),
                    Err(_) => out.push('?'),
                },
                Piece::YesNo(node) => out.push_str(match program.eval(state, *node) {
                    Ok(0) => "no",
                    Ok(_) => "yes",
                    Err(_) => "?",
                }),
                Piece::If(condition, yes, no) => {
                    let holds = program.eval(state, *condition).is_ok_and(|value| value != 0);
                    (if holds { yes } else { no }).write(program, state, out);
                }
            }
        }
    }
}

/// The texts of a choice.
#[derive(Debug, Clone)]
pub(super) struct ChoiceWords {
    pub(super) text: Words,
    pub(super) locked: Option<Words>,
    /// The condition and the words of each line, in declared order.
    pub(super) says: Vec<(Condition, Words)>,
    pub(super) feedback: Option<Words>,
}

/// The texts of a scenario, by position.
#[derive(Debug, Clone)]
pub(super) struct Script {
    scenes: Vec<Words>,
    choices: Vec<ChoiceWords>,
    endings: Vec<Words>,
}

impl Script {
    /// Compiles the texts of a scenario; their expressions join those of the program.
    pub(super) fn compile(compiler: &mut Compiler<'_>) -> Self {
        let scenario: &Scenario = compiler.scenario;
        let scenes = scenario.scenes.values().map(|scene| compiler.words(&scene.value.text)).collect();
        let endings = scenario.endings.values().map(|ending| compiler.words(&ending.value.text)).collect();
        let mut choices = Vec::new();
        for scene in scenario.scenes.values() {
            if let Exit::Choices(of_scene) = &scene.value.exit {
                choices.extend(of_scene.values().map(|choice| compiler.choice_words(&choice.value)));
            }
        }
        Self { scenes, choices, endings }
    }

    pub(super) fn scene(&self, scene: SceneIndex) -> &Words {
        &self.scenes[scene.index()]
    }

    pub(super) fn choice(&self, choice: ChoiceIndex) -> &ChoiceWords {
        &self.choices[choice.index()]
    }

    pub(super) fn ending(&self, ending: EndingIndex) -> &Words {
        &self.endings[ending.index()]
    }
}

impl Compiler<'_> {
    fn words(&mut self, template: &Spanned<Template>) -> Words {
        self.template(&template.value)
    }

    fn template(&mut self, template: &Template) -> Words {
        Words(
            template
                .parts
                .iter()
                .map(|part| match part {
                    Part::Words(words) => Piece::Plain(words.clone()),
                    Part::Value(value) => {
                        let node = self.expression(value);
                        match type_of(self.scenario, value, &mut Vec::new()) {
                            Some(Type::Bool) => Piece::YesNo(node),
                            _ => Piece::Number(node),
                        }
                    }
                    Part::If { cond, yes, no } => {
                        Piece::If(self.expression(cond), self.template(yes), self.template(no))
                    }
                })
                .collect(),
        )
    }

    fn choice_words(&mut self, choice: &Choice) -> ChoiceWords {
        ChoiceWords {
            text: self.words(&choice.text),
            locked: match &choice.locked {
                Locked::Text(text) => Some(self.words(text)),
                Locked::Hidden | Locked::Why => None,
            },
            says: choice
                .says
                .values()
                .map(|line| {
                    let when = self.condition(line.value.when.as_ref());
                    (when, self.words(&line.value.text))
                })
                .collect(),
            feedback: choice.feedback.as_ref().map(|feedback| self.words(feedback)),
        }
    }
}
