//! What is selected on the map, in the words of its source.

use std::collections::BTreeSet;

use super::numbers::numbers;
use super::uses::uses;
use crate::diagnostic::{Source, Span, Spanned};
use crate::game::bridge::words::place_name;
use crate::game::studio::Studio;
use crate::overview::{Kind, Map};
use crate::scenario::expression::{Effect, Expression};
use crate::scenario::model::{Choice, Ending, Event, Exit, Locked, Scenario, Scene, Takes, Then};
use crate::scenario::time::Duration;
use crate::scenario::walk::leaves;
use crate::simulation::minutes_words;
use crate::ui::views::studio::{ChoiceView, Detail, Link, SceneView};

/// Returns what is selected.
pub(super) fn scene_view(studio: &Studio) -> Option<SceneView> {
    let at = studio.selected()?;
    let sheet = studio.sheet()?;
    let scenario = studio.loaded().scenario()?;
    let teller = Teller { studio, scenario, source: &studio.loaded().source };
    let (scenes, events) = (scenario.scenes.len(), scenario.events.len());
    let mut view = if let Some((id, scene)) = scenario.scenes.get_index(at) {
        teller.scene(id, scene)
    } else if let Some((id, event)) = scenario.events.get_index(at - scenes) {
        teller.event(id, event)
    } else if let Some((id, ending)) = scenario.endings.get_index(at - scenes - events) {
        teller.ending(id, ending)
    } else {
        let node = sheet.map.nodes.get(at)?;
        let (title, words) = match node.kind {
            Kind::Verdict => {
                ("Verdict", "The first ending, in the order of the file, whose condition holds.")
            }
            _ => ("Back", "The scene that was interrupted goes on."),
        };
        let details = vec![detail("", words.to_owned())];
        SceneView {
            title: title.into(),
            id: node.id.clone(),
            details,
            to: leads(&sheet.map, at),
            ..SceneView::default()
        }
    };
    view.from =
        sheet.map.edges.iter().filter(|edge| edge.to == at).map(|edge| link(&sheet.map, edge.from)).collect();
    Some(view)
}

fn leads(map: &Map, at: usize) -> Vec<Link> {
    map.edges.iter().filter(|edge| edge.from == at).map(|edge| link(map, edge.to)).collect()
}

fn link(map: &Map, node: usize) -> Link {
    Link { text: map.nodes[node].id.clone(), node: Some(node), byte: 0 }
}

fn detail(label: &str, text: String) -> Detail {
    Detail { label: label.to_owned(), text }
}

/// Tells what a scenario says.
struct Teller<'a> {
    studio: &'a Studio,
    scenario: &'a Scenario,
    source: &'a Source,
}

impl Teller<'_> {
    fn scene(&self, id: &str, scene: &Spanned<Box<Scene>>) -> SceneView {
        let people = scene.on_stage.iter().map(|who| self.person(&who.value)).collect::<Vec<_>>().join(", ");
        let place = scene.place.map(|place| place_name(place).to_owned());
        let kicker = ["Scene".to_owned()].into_iter().chain(place).chain([people]);
        let mut details = vec![detail("", self.text(scene.text.span))];
        details.extend(self.effects("on enter", &scene.on_enter));
        let (mut choices, mut to) = (Vec::new(), Vec::new());
        match &scene.exit {
            Exit::Choices(named) => {
                choices.extend(named.iter().map(|(id, choice)| self.choice(id, choice)));
            }
            Exit::Auto { takes, then } => {
                details.extend(takes.iter().map(|takes| takes_detail(takes.value)));
                self.then(then, "", &mut details);
                to = self.targets(then);
            }
        }
        let played = self.studio.rehearsal().filter(|play| play.session.story().find_scene(id).is_some());
        SceneView {
            kicker: kicker.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
            title: if scene.title.is_empty() { id.to_owned() } else { scene.title.clone() },
            id: id.to_owned(),
            byte: scene.whole.start,
            details,
            from: Vec::new(),
            choices,
            to,
            names: uses(self.studio, scene.whole),
            can_start: played.is_some(),
            numbers: played.map(numbers).unwrap_or_default(),
        }
    }

    fn event(&self, id: &str, event: &Spanned<Event>) -> SceneView {
        let mut details: Vec<_> = event.at.iter().map(|at| detail("at", at.value.to_string())).collect();
        details.extend(self.condition(event.when.as_ref()));
        if !event.once {
            details.push(detail("", "Again and again.".to_owned()));
        }
        if event.divert {
            details.push(detail("", "The play does not return to where it was.".to_owned()));
        }
        SceneView {
            kicker: "Event".to_owned(),
            title: id.to_owned(),
            id: id.to_owned(),
            byte: event.whole.start,
            details,
            to: self.scene_link(&event.scene.value),
            names: uses(self.studio, event.whole),
            ..SceneView::default()
        }
    }

    fn ending(&self, id: &str, ending: &Spanned<Ending>) -> SceneView {
        let mut details = vec![detail("", self.text(ending.text.span))];
        details.extend(self.condition(ending.when.as_ref()));
        SceneView {
            kicker: format!("Ending · {}", ending.outcome.word().to_lowercase()),
            title: ending.title.clone(),
            id: id.to_owned(),
            byte: ending.whole.start,
            details,
            names: uses(self.studio, ending.whole),
            ..SceneView::default()
        }
    }

    fn choice(&self, id: &str, choice: &Choice) -> ChoiceView {
        let mut details = vec![detail("", self.text(choice.text.span))];
        details.extend(self.condition(choice.when.as_ref()));
        if let Locked::Text(words) = &choice.locked {
            details.push(detail("locked", self.text(words.span)));
        }
        if choice.once {
            details.push(detail("once", "in a play".to_owned()));
        }
        let shows: Vec<_> =
            choice.shows.iter().map(|(word, weight)| format!("{} {weight}", word.word())).collect();
        if !shows.is_empty() {
            details.push(detail("shows", shows.join(", ")));
        }
        details.extend(self.effects("does", &choice.effects));
        details.extend(choice.takes.iter().map(|takes| takes_detail(takes.value)));
        for line in choice.says.values() {
            let when = line.when.as_ref().map(|when| format!(" (if {})", self.text(when.span)));
            let who = self.person(&line.who.value);
            details.push(detail(
                "says",
                format!("{who}{}: {}", when.unwrap_or_default(), self.text(line.text.span)),
            ));
        }
        self.then(&choice.then, "", &mut details);
        ChoiceView { id: id.to_owned(), byte: choice.whole.start, details, to: self.targets(&choice.then) }
    }

    /// Tells the forks of a way on; where it leads is linked below.
    fn then(&self, then: &Then, before: &str, details: &mut Vec<Detail>) {
        match then {
            Then::Chance(branches) => {
                for (id, branch) in branches {
                    let weight = self.text(branch.weight.span);
                    let name = format!("{before}{id} ({weight})");
                    details.push(detail("chance", format!("{name} → {}", target(&branch.then))));
                    self.then(&branch.then, &format!("{before}{id}, "), details);
                }
            }
            Then::First(cases, otherwise) => {
                for (when, then) in cases {
                    let when = self.text(when.span);
                    details.push(detail("if", format!("{before}{when} → {}", target(then))));
                    self.then(then, &format!("{before}{when}, "), details);
                }
                details.push(detail("else", format!("{before}→ {}", target(otherwise))));
                self.then(otherwise, before, details);
            }
            Then::Go(_) | Then::End(_) | Then::Verdict(_) | Then::Back(_) => {}
        }
    }

    /// Returns everything that a way on can lead to.
    fn targets(&self, then: &Then) -> Vec<Link> {
        let mut links: Vec<Link> = Vec::new();
        leaves(then, &mut |leaf| {
            let found = match leaf {
                Then::Go(scene) => self.scene_link(&scene.value),
                Then::End(ending) => {
                    let node = self.studio.node(&ending.value, true);
                    vec![Link { text: ending.value.clone(), node, byte: ending.span.start }]
                }
                Then::Verdict(span) => vec![self.shared(Kind::Verdict, "verdict", *span)],
                Then::Back(span) => vec![self.shared(Kind::Back, "back", *span)],
                Then::Chance(_) | Then::First(..) => Vec::new(),
            };
            links.extend(found);
        });
        let mut known = BTreeSet::new();
        links.retain(|link| known.insert(link.text.clone()));
        links
    }

    fn scene_link(&self, id: &str) -> Vec<Link> {
        let node = self.studio.node(id, false);
        node.map(|node| Link { text: id.to_owned(), node: Some(node), byte: 0 }).into_iter().collect()
    }

    fn shared(&self, kind: Kind, name: &str, span: Span) -> Link {
        let node =
            self.studio.sheet().and_then(|sheet| sheet.map.nodes.iter().position(|node| node.kind == kind));
        Link { text: name.to_owned(), node, byte: span.start }
    }

    fn condition(&self, when: Option<&Spanned<Expression>>) -> Option<Detail> {
        when.map(|when| detail("if", self.text(when.span)))
    }

    fn effects(&self, label: &str, effects: &[Spanned<Effect>]) -> Option<Detail> {
        let lines: Vec<_> = effects.iter().map(|effect| self.text(effect.span)).collect();
        (!lines.is_empty()).then(|| detail(label, lines.join("\n")))
    }

    fn person(&self, id: &str) -> String {
        self.scenario.cast.get(id).map_or_else(|| id.to_owned(), |person| person.name.clone())
    }

    fn text(&self, span: Span) -> String {
        self.source.slice(span).trim_matches('"').to_owned()
    }
}

fn duration_words(duration: Duration) -> String {
    match duration {
        Duration::Minutes(minutes) => minutes_words(minutes),
        Duration::Days(days) => format!("{days} d"),
    }
}

/// Says where a way on leads.
fn target(then: &Then) -> String {
    match then {
        Then::Go(scene) => scene.value.clone(),
        Then::End(ending) => ending.value.clone(),
        Then::Verdict(_) => "the verdict".to_owned(),
        Then::Back(_) => "back".to_owned(),
        Then::Chance(_) => "by luck".to_owned(),
        Then::First(..) => "it depends".to_owned(),
    }
}

fn takes_detail(takes: Takes) -> Detail {
    match takes {
        Takes::For(duration) => detail("takes", duration_words(duration)),
        Takes::Until(moment) => detail("until", moment.to_string()),
    }
}
