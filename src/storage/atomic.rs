//! Writes a whole file or nothing.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::WriteError;

/// The name of a file that is being written.
const PREFIX: &str = ".two-hats-";
/// And its end.
const SUFFIX: &str = ".tmp";
/// A file that is still being written after this long belongs to a program that was ended in the middle.
const STALE: Duration = Duration::from_hours(1);

/// Held while a file is being written.
static WRITING: Mutex<()> = Mutex::new(());

/// Waits until no file is being written; none is begun while the guard lives.
pub fn finish_writing() -> MutexGuard<'static, ()> {
    WRITING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Writes a file so that, whenever the program or the machine stops, the file holds either what it held
/// before or all of `text`. Makes the folder if it does not exist; returns once the text is on disk.
///
/// A file that was there keeps who may read and write it, and a link to a file still leads to it. A read-only file
/// is left alone.
pub fn write_atomically(path: &Path, text: &str) -> Result<(), WriteError> {
    let _guard = finish_writing();
    write(path, text, Target::Replace).map_err(|reason| WriteError { path: path.to_owned(), reason })
}

/// Writes a file that is not there yet, whole or not at all; fails where there is one.
pub fn write_new(path: &Path, text: &str) -> Result<(), WriteError> {
    let _guard = finish_writing();
    write(path, text, Target::New).map_err(|reason| WriteError { path: path.to_owned(), reason })
}

/// What becomes of a file that is there already.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    Replace,
    New,
}

/// Removes what programs that were ended in the middle of writing left in a folder.
pub(super) fn sweep(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        let name = entry.file_name();
        let ours = name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX));
        let age =
            entry.metadata().and_then(|meta| meta.modified()).map(|time| time.elapsed().unwrap_or_default());
        if ours && age.is_ok_and(|age| age > STALE) {
            // Whoever else sweeps at the same time may have been first.
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn write(path: &Path, text: &str, target: Target) -> io::Result<()> {
    let linked = fs::canonicalize(path);
    let path = linked.as_deref().unwrap_or(path);
    let there = fs::metadata(path).ok().map(|meta| meta.permissions());
    if there.as_ref().is_some_and(fs::Permissions::readonly) && target == Target::Replace {
        // Renaming would replace it all the same.
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    // Temporary files are their owner's alone; a play is for whoever may read the folder, as the umask says.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    if let Some(there) = there {
        file.as_file().set_permissions(there)?;
    }
    file.as_file().sync_all()?;
    match target {
        Target::Replace => file.persist(path),
        Target::New => file.persist_noclobber(path),
    }
    .map_err(|error| error.error)?;
    // The new name is on disk only once its folder is; where folders cannot be opened, the system does it.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}
