//! What is done beside the window: looking whether the file was saved, and laying out its map.

use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, Weak};
use std::thread;

use crate::overview::Sheet;
use crate::storage::{LOOK_EVERY, Loaded, Watch};

/// What came from beside the window.
#[derive(Debug)]
pub(super) enum News {
    /// The file was saved, or is gone.
    Saved(Box<Loaded>),
    /// The map of the version with this number.
    Drawn(u64, Sheet),
}

/// The threads of a studio; they end when it is dropped.
#[derive(Debug)]
pub(super) struct Background {
    news: Mutex<Receiver<News>>,
    to_draw: Sender<(u64, Arc<Loaded>)>,
    _alive: Arc<()>,
}

impl Background {
    /// Watches the file that was loaded; `wake` is called after each piece of news.
    pub(super) fn begin(path: &Path, loaded: &Loaded, wake: impl Fn() + Clone + Send + 'static) -> Self {
        let (send, news) = channel();
        let alive = Arc::new(());
        let mut watch = Watch::new(path, loaded);
        let (saved, awake, life) = (send.clone(), wake.clone(), Arc::downgrade(&alive));
        thread::spawn(move || {
            while lives(&life) {
                if let Some(loaded) = watch.look() {
                    // Nobody listens any more only once the studio is closed.
                    let _ = saved.send(News::Saved(Box::new(loaded)));
                    awake();
                }
                thread::sleep(LOOK_EVERY);
            }
        });
        let (to_draw, wanted) = channel::<(u64, Arc<Loaded>)>();
        thread::spawn(move || {
            while let Ok(next) = wanted.recv() {
                // Of several versions only the latest is wanted.
                let (version, loaded) = wanted.try_iter().last().unwrap_or(next);
                if let Some(scenario) = loaded.scenario() {
                    let _ = send.send(News::Drawn(version, Sheet::of(scenario)));
                    wake();
                }
            }
        });
        Self { news: Mutex::new(news), to_draw, _alive: alive }
    }

    /// Asks for the map of a version.
    pub(super) fn draw(&self, version: u64, loaded: Arc<Loaded>) {
        // The other end lives as long as this.
        let _ = self.to_draw.send((version, loaded));
    }

    /// Returns what came since it was last asked.
    pub(super) fn news(&self) -> Vec<News> {
        self.news.lock().map_or_else(|_| Vec::new(), |news| news.try_iter().collect())
    }
}

fn lives(alive: &Weak<()>) -> bool {
    alive.strong_count() > 0
}
