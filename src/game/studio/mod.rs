//! The author's bench: a scenario file under watch, its map, and a play of it that outlives every save.
//!
//! Knows nothing of windows. Two versions may be at hand: the one that was saved last, whose text, problems and map are
//! shown, and the last one without errors, which is played.

mod background;
mod rehearsal;

use std::collections::BTreeMap;
use std::mem::discriminant;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use background::{Background, News};
use indexmap::IndexMap;
pub use rehearsal::Rehearsal;

use crate::diagnostic::{Class, Diagnostic, Span};
use crate::overview::{Kind, Node, Places, Sheet, Uses};
use crate::scenario::model::Scenario;
use crate::simulation::{Position, Recording, Replay, Story, replay};
use crate::storage::{Loaded, load_scenario, open_in_editor};
use crate::ui::views::studio::{Camera, Tab};

/// A scenario file on the bench.
#[derive(Debug)]
pub struct Studio {
    path: PathBuf,
    background: Background,
    /// Counts what was loaded, from 1.
    version: u64,
    loaded: Arc<Loaded>,
    places: Places,
    uses: Uses,
    /// The gravest problem at each place of its map.
    worst: Vec<Option<Class>>,
    /// The map that is shown.
    drawn: Option<Drawn>,
    /// The play, of the last version without errors.
    rehearsal: Option<Rehearsal>,
    /// What the last save or the last command brought.
    notice: Option<Notice>,
    /// What is selected on the map, with its position.
    selected: Option<(usize, Node)>,
    /// What is searched for, and where on the map it was found.
    query: String,
    hits: Vec<usize>,
    /// What the panel shows.
    pub tab: Tab,
    /// What part of the map is seen.
    pub camera: Option<Camera>,
}

/// A map, and of which version it is.
#[derive(Debug)]
struct Drawn {
    version: u64,
    sheet: Sheet,
    /// Where on it the scenes and the endings are; whether it is an ending comes first.
    nodes: BTreeMap<(bool, String), usize>,
}

impl Drawn {
    fn new(version: u64, sheet: Sheet) -> Self {
        let place = |(at, node): (usize, &Node)| match node.kind {
            Kind::Scene { .. } => Some(((false, node.id.clone()), at)),
            Kind::Ending(_) => Some(((true, node.id.clone()), at)),
            Kind::Event | Kind::Verdict | Kind::Back => None,
        };
        let nodes = sheet.map.nodes.iter().enumerate().filter_map(place).collect();
        Self { version, sheet, nodes }
    }
}

/// A line about what just happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The words.
    pub text: String,
    /// Whether something is wrong.
    pub bad: bool,
}

impl Studio {
    /// Puts a file on the bench; `wake` is called when there is [news](Self::take_news).
    pub fn open(path: &Path, seed: u64, wake: impl Fn() + Clone + Send + 'static) -> Self {
        let loaded = Arc::new(load_scenario(path));
        let background = Background::begin(path, &loaded, wake);
        let mut studio = Self {
            path: path.to_owned(),
            background,
            version: 0,
            loaded: Arc::clone(&loaded),
            places: Places::default(),
            uses: Uses::default(),
            worst: Vec::new(),
            drawn: None,
            rehearsal: None,
            notice: None,
            selected: None,
            query: String::new(),
            hits: Vec::new(),
            tab: Tab::Scene,
            camera: None,
        };
        studio.rehearsal = loaded.story.clone().and_then(|story| studio.rehearse(story, seed));
        studio.take(loaded);
        if studio.errors() > 0 {
            studio.tab = Tab::Problems;
        }
        studio.select_where_the_play_is();
        studio
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What was saved last.
    pub fn loaded(&self) -> &Loaded {
        &self.loaded
    }

    /// What stands where in its text.
    pub const fn places(&self) -> &Places {
        &self.places
    }

    /// Who sets and reads its numbers.
    pub const fn uses(&self) -> &Uses {
        &self.uses
    }

    /// The gravest problem at a place of the map.
    pub fn worst(&self, node: usize) -> Option<Class> {
        self.worst.get(node).copied().flatten()
    }

    /// The map: of what was saved last, or of a version before while that is being laid out.
    pub fn sheet(&self) -> Option<&Sheet> {
        self.drawn.as_ref().map(|drawn| &drawn.sheet)
    }

    /// Whether a map is being laid out.
    pub fn is_drawing(&self) -> bool {
        self.loaded.scenario().is_some()
            && self.drawn.as_ref().is_none_or(|drawn| drawn.version != self.version)
    }

    /// The play.
    pub const fn rehearsal(&self) -> Option<&Rehearsal> {
        self.rehearsal.as_ref()
    }

    /// A line about what just happened.
    pub const fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// How many errors there are in what was saved last.
    pub fn errors(&self) -> usize {
        self.loaded.diagnostics.iter().filter(|diagnostic| diagnostic.class == Class::Error).count()
    }

    /// What is selected, by its position on the map.
    pub fn selected(&self) -> Option<usize> {
        self.selected.as_ref().map(|(node, _)| *node)
    }

    /// What is searched for.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// Where on the map it was found.
    pub fn hits(&self) -> &[usize] {
        &self.hits
    }

    /// Looks for words, whatever their case, in everything that the places on the map say.
    pub fn search(&mut self, query: String) {
        self.query = query;
        self.hits = self.found();
        self.selected.take_if(|(node, _)| !self.hits.is_empty() && !self.hits.contains(node));
        if self.selected.is_none() {
            self.next_hit();
        }
    }

    /// Selects the next place where the words were found.
    pub fn next_hit(&mut self) {
        let here = self.selected();
        let next = self.hits.iter().find(|hit| here.is_none_or(|here| **hit > here));
        if let Some(next) = next.or(self.hits.first()).copied() {
            self.select(next, true);
        }
    }

    fn found(&self) -> Vec<usize> {
        let words = self.query.trim().to_lowercase();
        let Some(scenario) = self.loaded.scenario().filter(|_| !words.is_empty()) else { return Vec::new() };
        let source = &self.loaded.source;
        let scenes = scenario.scenes.values().map(|scene| scene.whole);
        let events = scenario.events.values().map(|event| event.whole);
        let endings = scenario.endings.values().map(|ending| ending.whole);
        let holds = |whole: Span| source.slice(whole).to_lowercase().contains(&words);
        let all = scenes.chain(events).chain(endings).enumerate();
        all.filter(|(_, whole)| holds(*whole)).map(|(node, _)| node).collect()
    }

    /// Takes in what came from beside the window; returns whether anything did.
    pub fn take_news(&mut self) -> bool {
        let news = self.background.news();
        let any = !news.is_empty();
        for news in news {
            match news {
                News::Saved(loaded) => self.saved(*loaded),
                News::Drawn(version, sheet) => self.drawn(version, sheet),
            }
        }
        any
    }

    /// Selects a place on the map; `look` also brings it into sight.
    pub fn select(&mut self, node: usize, look: bool) {
        let Some(found) = self.sheet().and_then(|sheet| sheet.map.nodes.get(node)).cloned() else { return };
        self.selected = Some((node, found));
        if look {
            self.look_at(node);
        }
    }

    /// Selects the scene that the play is in.
    pub fn select_where_the_play_is(&mut self) {
        if let Some(node) = self.here() {
            self.select(node, true);
        }
    }

    /// Returns where on the map the play is.
    pub fn here(&self) -> Option<usize> {
        let session = &self.rehearsal.as_ref()?.session;
        let id = match session.story().program().position(session.state()) {
            Position::Scene(scene) => session.story().scene(scene).0,
            Position::Ending(ending) => session.story().ending(ending).0,
        };
        self.node(id, session.ended().is_some())
    }

    /// Returns where on the map a scene or an ending is.
    pub fn node(&self, id: &str, ending: bool) -> Option<usize> {
        self.drawn.as_ref()?.nodes.get(&(ending, id.to_owned())).copied()
    }

    /// Selects what a problem is about and brings it into sight; its line is told where it is nowhere on the map.
    pub fn jump(&mut self, problem: usize) {
        let Some(span) = self.loaded.diagnostics.get(problem).and_then(|found| found.span) else { return };
        if let Some(node) = self.places.node(span.start) {
            self.select(node, true);
        } else {
            let place = self.loaded.source.place(span.start);
            self.tell(format!("This stands in line {}, outside of the map.", place.line), false);
        }
    }

    /// Opens the text at a byte in the author's editor.
    pub fn edit(&mut self, byte: u32) {
        let place = self.loaded.source.place(byte);
        // The names of files are their paths.
        let file = Path::new(self.loaded.source.name_at(byte));
        match open_in_editor(file, place.line, place.column) {
            Ok(program) => self.tell(format!("Opened line {} in {program}.", place.line), false),
            Err(error) => self.tell(format!("Line {} could not be opened: {error}", place.line), true),
        }
    }

    /// Changes the play and shows where it is then, or says why it did not change.
    pub fn play(&mut self, change: impl FnOnce(&mut Rehearsal) -> Result<(), String>) {
        let Some(rehearsal) = &mut self.rehearsal else { return };
        match change(rehearsal) {
            Ok(()) => {
                self.notice = None;
                self.select_where_the_play_is();
            }
            Err(why) => self.tell(why, true),
        }
    }

    /// Shows a recorded play, and says where it differs from the recording.
    pub fn follow(&mut self, play: &Recording) {
        let Some(story) = self.loaded.story.clone() else {
            return self.tell("The play can be shown once the errors are mended.".to_owned(), true);
        };
        match replay(story, play) {
            Err(error) => self.tell(format!("The play cannot be shown: {error}."), true),
            Ok(Replay { session, notes }) => {
                self.rehearsal = Some(Rehearsal { session, values: IndexMap::new() });
                self.tab = Tab::Play;
                self.select_where_the_play_is();
                self.notice = None;
                if !notes.is_empty() {
                    let notes: Vec<_> = notes.iter().map(ToString::to_string).collect();
                    self.tell(format!("The play differs from its recording: {}.", notes.join("; ")), true);
                }
            }
        }
    }

    /// Begins a play at what is selected, with the chosen numbers, and shows it.
    pub fn start_here(&mut self) {
        let Some((_, scene)) = self.selected.clone() else { return };
        self.play(|rehearsal| rehearsal.start_here(&scene.id));
        self.tab = Tab::Play;
    }

    /// Chooses a number for a play that begins in the middle.
    pub fn set_number(&mut self, name: &str, value: i64) {
        if let Some(rehearsal) = &mut self.rehearsal {
            rehearsal.set(name, value);
        }
    }

    /// Chooses the numbers that the play has now.
    pub fn take_numbers(&mut self) {
        if let Some(rehearsal) = &mut self.rehearsal {
            rehearsal.take_numbers();
        }
    }

    /// Chooses the numbers of the start.
    pub fn forget_numbers(&mut self) {
        if let Some(rehearsal) = &mut self.rehearsal {
            rehearsal.values.clear();
        }
    }

    fn rehearse(&mut self, story: Arc<Story>, seed: u64) -> Option<Rehearsal> {
        match Rehearsal::new(story, seed) {
            Ok(rehearsal) => Some(rehearsal),
            Err(refusal) => {
                self.tell(format!("No play can be begun: {refusal}."), true);
                None
            }
        }
    }

    /// Takes up what was saved.
    fn saved(&mut self, loaded: Loaded) {
        let story = loaded.story.clone();
        self.take(Arc::new(loaded));
        let Some(story) = story else {
            let stays = if self.rehearsal.is_some() {
                " The play goes on with the last version that had none."
            } else {
                ""
            };
            let (errors, s) = (self.errors(), if self.errors() == 1 { "" } else { "s" });
            return self.tell(format!("The file was saved with {errors} error{s}.{stays}"), true);
        };
        let Some(rehearsal) = &mut self.rehearsal else {
            self.tell("The file was saved and can be played now.".to_owned(), false);
            self.rehearsal = self.rehearse(story, 1);
            return;
        };
        match replay(story, &rehearsal.session.recording()) {
            Ok(replay) => {
                let words = replay.after_save().join(" ");
                rehearsal.session = replay.session;
                self.tell(words, false);
            }
            Err(error) => {
                let words =
                    format!("The file was saved, but {error}. The play goes on with the version before.");
                self.tell(words, true);
            }
        }
    }

    fn take(&mut self, loaded: Arc<Loaded>) {
        self.version += 1;
        (self.places, self.uses, self.worst) = (Places::default(), Uses::default(), Vec::new());
        if let Some(scenario) = loaded.scenario() {
            self.places = Places::of(scenario);
            self.uses = Uses::of(scenario);
            self.worst = worst(scenario, &self.places, &loaded.diagnostics);
            self.background.draw(self.version, Arc::clone(&loaded));
        }
        self.loaded = loaded;
        self.hits = self.found();
    }

    fn drawn(&mut self, version: u64, sheet: Sheet) {
        let first = self.drawn.is_none();
        let drawn = Drawn::new(version, sheet);
        // What was selected may have moved on the map, or be gone.
        if let Some((_, old)) = self.selected.take() {
            let same = |node: &Node| node.id == old.id && discriminant(&node.kind) == discriminant(&old.kind);
            let mut nodes = drawn.sheet.map.nodes.iter();
            self.selected = nodes.position(same).map(|at| (at, old));
        }
        self.drawn = Some(drawn);
        if first {
            self.select_where_the_play_is();
        }
    }

    fn look_at(&mut self, node: usize) {
        if let Some(area) = self.sheet().and_then(|sheet| sheet.layout.boxes.get(node)).copied() {
            self.camera = Some(Camera::on(area, self.camera));
        }
    }

    fn tell(&mut self, text: String, bad: bool) {
        self.notice = Some(Notice { text, bad });
    }
}

fn worst(scenario: &Scenario, places: &Places, diagnostics: &[Diagnostic]) -> Vec<Option<Class>> {
    let mut worst = vec![None; scenario.scenes.len() + scenario.events.len() + scenario.endings.len()];
    for Diagnostic { class, span, .. } in diagnostics {
        if let Some(node) = span.and_then(|span| places.node(span.start)) {
            // An error is less than advice in the order of classes.
            worst[node] = Some(worst[node].map_or(*class, |other: Class| other.min(*class)));
        }
    }
    worst
}
