//! What a play by hand waits for: answers, and with `--watch` the scenario's next version.

use std::io::{self, BufRead};
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crate::storage::{LOOK_EVERY, Loaded, Watch};

/// What came.
pub(super) enum Input {
    /// A line of text.
    Line(String),
    /// Nothing more will be typed.
    End,
    /// The scenario file was saved, or is gone.
    Saved(Box<Loaded>),
}

/// Where answers come from.
pub(super) enum Answers {
    /// The terminal.
    Typed,
    /// The terminal, and a file under watch.
    Watching(Receiver<io::Result<Input>>),
}

impl Answers {
    /// Also watches the file that a scenario was loaded from.
    pub(super) fn watching(path: &Path, loaded: &Loaded) -> Self {
        let (send, receive) = channel();
        let mut watch = Watch::new(path, loaded);
        let saved = send.clone();
        thread::spawn(move || {
            // Ends when nobody listens any more.
            let send = |loaded| saved.send(Ok(Input::Saved(Box::new(loaded))));
            while watch.look().is_none_or(|loaded| send(loaded).is_ok()) {
                thread::sleep(LOOK_EVERY);
            }
        });
        thread::spawn(move || type_to(&send));
        Self::Watching(receive)
    }

    /// Says whether the play goes on after its ending, since the file may change.
    pub(super) const fn is_watching(&self) -> bool {
        matches!(self, Self::Watching(_))
    }

    /// Waits for what comes next.
    pub(super) fn next(&self) -> io::Result<Input> {
        match self {
            Self::Typed => typed(),
            Self::Watching(receive) => receive.recv().unwrap_or(Ok(Input::End)),
        }
    }
}

/// Sends each line that is typed, and the end.
fn type_to(send: &Sender<io::Result<Input>>) {
    loop {
        let input = typed();
        let last = !matches!(input, Ok(Input::Line(_)));
        if send.send(input).is_err() || last {
            return;
        }
    }
}

fn typed() -> io::Result<Input> {
    let mut line = String::new();
    let length = io::stdin().lock().read_line(&mut line)?;
    Ok(if length == 0 { Input::End } else { Input::Line(line) })
}
