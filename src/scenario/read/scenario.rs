//! The top of a scenario: every field beside the scenes.

use indexmap::IndexMap;

use super::fields::{Fields, Owner};
use super::ids::Kind;
use super::reader::Reader;
use super::{FILES, cast, clock, facts, files, scene, times};
use crate::diagnostic::{Code, Diagnostic, Span, Spanned};
use crate::scenario::files::Files;
use crate::scenario::model::{
    Broken, Ending, Event, FORMAT, Fact, Meter, Named, Outcome, Places, Process, Scenario, Stage,
};
use crate::scenario::syntax::{Name, Node};

/// Reads the fields of a scenario; `place` is where it is named.
pub(super) fn scenario<'a>(
    reader: &mut Reader,
    place: Span,
    fields: &'a [(Name<'a>, Node<'a>)],
    written: &Files,
) -> Scenario {
    let mut fields = Fields::new(fields, Owner::only("the scenario"), place);
    let format = fields.required("format");
    let format = format.and_then(|node| reader.integer(&node, "`format`", 1..=i64::from(FORMAT)));
    let id = fields.required("id").and_then(|node| reader.id(node, Kind::Plain));
    let mut places = Places::default();
    let text = |reader: &mut Reader, node: Option<Node>, place: &mut Span| {
        let text = node.and_then(|node| reader.name(node)).unwrap_or_default();
        *place = text.span;
        text.value
    };
    let title = text(reader, fields.required("title"), &mut places.title);
    let summary = text(reader, fields.optional("summary"), &mut places.summary);
    let briefing = text(reader, fields.optional("briefing"), &mut places.briefing);
    let minutes = fields.optional("minutes").and_then(|node| reader.integer(&node, "`minutes`", 1..=600));
    let tags = reader.list(fields.optional("tags"), "a list of words `[\"…\", …]`", Reader::string);
    let goals = fields.optional("goals");
    places.goals = goals.map(|node| node.span).unwrap_or_default();
    let goals = self::goals(reader, goals);
    let meters = fields.required("meters");
    let meters = reader.named(meters, "meter", Kind::InExpressions, meter);
    let aim = fields.optional("aim").and_then(|node| reader.expression(node));
    let cast = reader.named(fields.optional("cast"), "person", Kind::Person, cast::person);
    let facts = reader.named(fields.optional("facts"), "fact", Kind::InExpressions, facts::fact);
    one_meaning_each(reader, &meters, &facts);
    let clock = fields.optional("clock").and_then(|node| {
        let rules = clock::clock(reader, node);
        reader.broken.clock = rules.is_none();
        rules
    });
    let stage = fields.optional("stage").map(|node| stage(reader, node)).unwrap_or_default();
    let start = fields.required("start").and_then(|node| reader.name(node));
    let scenes = fields.required("scenes");
    let scenes = reader
        .named(scenes, "scene", Kind::Plain, |reader, id, node| scene::scene(reader, id, node).map(Box::new));
    let processes = reader.named(fields.optional("processes"), "process", Kind::Plain, process);
    let events = reader.named(fields.optional("events"), "event", Kind::Plain, event);
    let endings = fields.required("endings");
    let endings = reader.named(endings, "ending", Kind::Plain, ending);
    let allow = reader.list(fields.optional("allow"), "a list of `(\"code\", \"reason\")`", allowed);
    let list = fields.optional(FILES);
    files::files(reader, list);
    if written.parts().is_empty() {
        files::alone(reader, list.as_ref());
    }
    let at = list.map_or(place, |list| list.span);
    let unlisted = written.unlisted().iter().map(|file| Spanned::new(file.clone(), at)).collect();
    fields.finish(reader);
    Scenario {
        format: format.map_or(FORMAT, |format| format as u32),
        id: id.map(|id| id.value).unwrap_or_default(),
        title,
        summary,
        briefing,
        minutes: minutes.map_or(10, |minutes| minutes as u32),
        tags,
        goals,
        meters,
        aim,
        cast,
        facts,
        clock,
        stage,
        start: start.unwrap_or_else(|| {
            reader.broken.ids.insert(String::new());
            Spanned::default()
        }),
        scenes,
        processes,
        events,
        endings,
        allow,
        places,
        unlisted,
        broken: Broken::default(),
    }
}

fn goals(reader: &mut Reader, node: Option<Node>) -> IndexMap<String, String> {
    let goals = reader.named(node, "goal", Kind::Plain, |reader, _, node| reader.string(node));
    goals.into_iter().map(|(id, goal)| (id, goal.value)).collect()
}

/// Reports facts named like a meter: expressions could not tell them apart.
fn one_meaning_each(reader: &mut Reader, meters: &Named<Meter>, facts: &Named<Fact>) {
    for (id, fact) in facts.iter().filter(|(id, _)| meters.contains_key(*id)) {
        let message = format!("there is already a meter `{id}`");
        reader.report(
            Diagnostic::error(Code::TWICE, fact.span, message)
                .with_other(meters[id].span, "the meter is here")
                .with_help("give the fact another name"),
        );
    }
}

fn meter(reader: &mut Reader, id: &Spanned<String>, node: Node) -> Option<Meter> {
    let mut fields = Fields::of(reader, node, Owner::named("meter", &id.value), id.span)?;
    let label = fields.required("label").and_then(|node| reader.string(node));
    let start = fields.optional("start").and_then(|node| reader.integer(&node, "`start`", 0..=100));
    let good = fields.optional("good").and_then(|node| reader.word(&node, "`High` or `Low`"));
    fields.finish(reader);
    Some(Meter {
        label: label.unwrap_or_default(),
        start: start.unwrap_or(50),
        good: good.unwrap_or_default(),
    })
}

fn stage(reader: &mut Reader, node: Node) -> Stage {
    let place = node.span;
    let Some(mut fields) = Fields::of(reader, node, Owner::only("`stage`"), place) else {
        return Stage::default();
    };
    let mood = fields.optional("mood").and_then(|node| reader.name(node));
    let weather = fields.optional("weather").and_then(|node| reader.name(node));
    fields.finish(reader);
    Stage { mood, weather }
}

fn process(reader: &mut Reader, id: &Spanned<String>, node: Node) -> Option<Process> {
    let whole = id.span.to(node.span);
    let mut fields = Fields::of(reader, node, Owner::named("process", &id.value), id.span)?;
    let every = fields.required("every").and_then(|node| times::duration(reader, node));
    let when = fields.optional("when").and_then(|node| reader.expression(node));
    let effects = fields.required("effects");
    let effects = reader.effects(effects);
    fields.finish(reader);
    Some(Process { whole, every: every?, when, effects })
}

fn event(reader: &mut Reader, id: &Spanned<String>, node: Node) -> Option<Event> {
    let whole = id.span.to(node.span);
    let mut fields = Fields::of(reader, node, Owner::named("event", &id.value), id.span)?;
    let at = fields.optional("at");
    let when = fields.optional("when");
    if at.is_none() && when.is_none() {
        let message = format!("event `{}` never happens: it has neither `at` nor `when`", id.value);
        let help = "`at: \"Thu 10:00\"` makes it due at a moment, `when: \"morale < 20\"` under a condition";
        reader.report(Diagnostic::error(Code::MISSING_FIELD, id.span, message).with_help(help));
    }
    let at = at.and_then(|node| times::moment(reader, node));
    let when = when.and_then(|node| reader.expression(node));
    let scene = fields.required("scene").and_then(|node| reader.name(node));
    let once = fields.optional("once").and_then(|node| reader.boolean(&node));
    let divert = fields.optional("divert").and_then(|node| reader.boolean(&node));
    fields.finish(reader);
    Some(Event {
        whole,
        at,
        when,
        scene: scene?,
        once: once.unwrap_or(true),
        divert: divert.unwrap_or(false),
    })
}

fn ending(reader: &mut Reader, id: &Spanned<String>, node: Node) -> Option<Ending> {
    let whole = id.span.to(node.span);
    let mut fields = Fields::of(reader, node, Owner::named("ending", &id.value), id.span)?;
    let when = fields.optional("when").map(|node| reader.expression(node));
    let title = fields.required("title").and_then(|node| reader.string(node));
    let text = fields.required("text").and_then(|node| reader.template(node));
    let outcome = fields.required("outcome").and_then(|node| reader.word(&node, "an outcome"));
    let place = fields.optional("place").and_then(|node| reader.word(&node, "a place"));
    let on_stage = reader.list(fields.optional("on_stage"), "a list of people `[\"…\", …]`", Reader::name);
    let discuss = fields.optional("discuss").and_then(|node| reader.string(node));
    let notes = fields.optional("notes").and_then(|node| reader.string(node));
    fields.finish(reader);
    if when == Some(None) {
        // Without its condition it would seem to fit always.
        return None;
    }
    Some(Ending {
        whole,
        when: when.flatten(),
        title: title.unwrap_or_default(),
        text: text.unwrap_or_default(),
        outcome: outcome.unwrap_or(Outcome::Mixed),
        place,
        on_stage,
        discuss,
        notes,
    })
}

fn allowed(reader: &mut Reader, node: Node) -> Option<(Spanned<String>, Spanned<String>)> {
    let [code, reason] = reader.tuple(node, "`(\"code\", \"reason\")`")?;
    let (code, reason) = (reader.name(code), reader.name(reason));
    Some((code?, reason?))
}
