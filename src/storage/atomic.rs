//! Writes a whole file or nothing.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::WriteError;

/// Held while a file is being written.
static WRITING: Mutex<()> = Mutex::new(());

/// Waits until no file is being written; none is begun while the guard lives.
pub fn finish_writing() -> MutexGuard<'static, ()> {
    WRITING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Writes a file so that, whenever the program or the machine stops, the file holds either what it held
/// before or all of `text`. Makes the folder if it does not exist; returns once the text is on disk.
pub fn write_atomically(path: &Path, text: &str) -> Result<(), WriteError> {
    let _guard = finish_writing();
    write(path, text).map_err(|source| WriteError { path: path.to_owned(), source })
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".two-hats-").suffix(".tmp");
    // Temporary files are their owner's alone; a play is for whoever may read the folder, as the umask says.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    // The new name is on disk only once its folder is; where folders cannot be opened, the system does it.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}
