//! Writes a whole file or nothing.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tempfile::NamedTempFile;

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

/// Writes several files that belong together, each as [`write_atomically`] does; where one cannot be written, none is.
///
/// Every text is on disk before the first file is replaced by its own. Only where the machine stops just then may some
/// files be new and others old.
pub fn write_all_atomically(files: &[(PathBuf, String)]) -> Result<(), WriteError> {
    let _guard = finish_writing();
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |reason| WriteError { path, reason }
    };
    let mut prepared = Vec::new();
    for (path, text) in files {
        prepared.push((path, prepare(path, text, Target::Replace).map_err(failed(path))?));
    }
    prepared.into_iter().try_for_each(|(path, text)| text.persist(Target::Replace).map_err(failed(path)))
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
    prepare(path, text, target)?.persist(target)
}

/// A text on disk beside the file that it is for.
struct Prepared {
    path: PathBuf,
    file: NamedTempFile,
}

/// Puts a text on disk beside the file that it is for, with the same permissions.
fn prepare(path: &Path, text: &str, target: Target) -> io::Result<Prepared> {
    let linked = fs::canonicalize(path);
    let path = linked.as_deref().unwrap_or(path);
    let there = fs::metadata(path).ok().map(|meta| meta.permissions());
    if there.as_ref().is_some_and(fs::Permissions::readonly) && target == Target::Replace {
        // Renaming would replace it all the same.
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"));
    }
    let folder = folder(path);
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
    Ok(Prepared { path: path.to_owned(), file })
}

impl Prepared {
    /// Gives the text the name of the file that it is for.
    fn persist(self, target: Target) -> io::Result<()> {
        let Self { path, file } = self;
        match target {
            Target::Replace => file.persist(&path),
            Target::New => file.persist_noclobber(&path),
        }
        .map_err(|error| error.error)?;
        // The new name is on disk only once its folder is; where folders cannot be opened, the system does it.
        if let Ok(folder) = File::open(folder(&path)) {
            let _ = folder.sync_all();
        }
        Ok(())
    }
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
