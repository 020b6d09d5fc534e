//! The plays of a cover as files.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::analysis::Cover;
use crate::storage::{write_atomically, write_new};

/// Says early what stands in the way: before minutes of exploring.
pub(super) fn prepare(folder: &Path, force: bool) -> anyhow::Result<()> {
    let shown = folder.display();
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder `{shown}`"))?;
    let there = fs::read_dir(folder).with_context(|| format!("cannot list `{shown}`"))?;
    let there = there.map(|entry| entry.map(|entry| entry.path()));
    let mut ours: Vec<PathBuf> = there.collect::<io::Result<_>>()?;
    ours.retain(|path| is_ours(path));
    ours.sort();
    match ours.first() {
        Some(path) if !force => bail!(
            "`{}` is there already; name another folder, or write over it with `--force`",
            path.display()
        ),
        _ => Ok(()),
    }
}

/// Says whether a file is named as those of a cover are.
fn is_ours(path: &Path) -> bool {
    let name = path.file_stem().and_then(|name| name.to_str());
    name.is_some_and(|name| name.starts_with("cover-")) && path.extension().is_some_and(|end| end == "play")
}

/// Writes the plays; where one cannot be written, those before it stay.
pub(super) fn write(folder: &Path, cover: &Cover, force: bool) -> anyhow::Result<Vec<PathBuf>> {
    let digits = cover.plays.len().to_string().len().max(2);
    let mut files = Vec::new();
    for (play, number) in cover.plays.iter().zip(1..) {
        let file = folder.join(format!("cover-{number:0digits$}.play"));
        let text = play.recording.write();
        let written = if force { write_atomically(&file, &text) } else { write_new(&file, &text) };
        written.with_context(|| {
            let (kept, all) = (files.len(), cover.plays.len());
            format!("{kept} of {all} plays were written, and stay there")
        })?;
        files.push(file);
    }
    Ok(files)
}
