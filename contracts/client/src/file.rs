//! Files that are written once something is done that cannot be done again: their place is taken
//! before, so that what can fail fails before.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};
use tempfile::{Builder, NamedTempFile};

/// A place for a file. Nothing is there until [`Reserved::write`]; dropped, it leaves nothing.
#[derive(Debug)]
pub struct Reserved {
    target: PathBuf,
    to: To,
}

#[derive(Debug)]
enum To {
    /// A file beside the target, which takes its place as a whole: no reader sees half of it.
    Beside(NamedTempFile),
    /// A device or a pipe, which nothing may take the place of.
    Into(File),
}

impl Reserved {
    /// Takes the place of a file, making its folder where that is missing. A file that is there
    /// stays as it is until then.
    ///
    /// # Errors
    /// When a file could not be written there.
    pub fn at(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref();
        // Where a link leads: the link itself stays.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if let Ok(old) = fs::metadata(&target) {
            if old.is_dir() {
                return Err(io::Error::other("it is a folder"));
            }
            let open = OpenOptions::new().write(true).open(&target)?;
            if !old.is_file() {
                return Ok(Self { target, to: To::Into(open) });
            }
        }
        let folder = match target.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        if target.file_name().is_none() {
            return Err(io::Error::other("it is no name of a file"));
        }
        fs::create_dir_all(folder)?;
        let mut builder = Builder::new();
        builder.prefix(".weir-").suffix(".partial");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let beside = builder.tempfile_in(folder)?;
        Ok(Self { target, to: To::Beside(beside) })
    }

    /// Writes the file, as a whole or not at all.
    ///
    /// # Errors
    /// When the file system refuses after all.
    pub fn write(self, text: &str) -> io::Result<()> {
        match self.to {
            To::Into(mut file) => file.write_all(text.as_bytes()),
            To::Beside(mut file) => {
                file.write_all(text.as_bytes())?;
                file.as_file().sync_all()?;
                file.persist(&self.target)?;
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        let name = |entry: io::Result<fs::DirEntry>| entry.expect("an entry").file_name();
        entries.map(|entry| name(entry).to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_place_that_is_given_up_leaves_nothing_and_keeps_what_was_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("receipt.json");
        drop(Reserved::at(&path).expect("a place"));
        assert!(names(folder.path()).is_empty());
        fs::write(&path, "old").expect("written");
        drop(Reserved::at(&path).expect("a place"));
        assert_eq!(fs::read_to_string(&path).expect("read"), "old");
        Reserved::at(&path).expect("a place").write("new").expect("written");
        assert_eq!(fs::read_to_string(&path).expect("read"), "new");
        assert_eq!(names(folder.path()), ["receipt.json"]);
    }

    #[test]
    fn what_cannot_be_written_is_refused_at_once() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("file"), "").expect("written");
        for wrong in ["", "file/receipt.json", ".."] {
            assert!(Reserved::at(folder.path().join(wrong)).is_err(), "{wrong}");
        }
        assert!(Reserved::at("/proc/receipt.json").is_err());
        assert_eq!(names(folder.path()), ["file"]);
    }

    #[test]
    fn a_missing_folder_is_made() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a/b/deployment.json");
        Reserved::at(&path).expect("a place").write("{}").expect("written");
        assert_eq!(fs::read_to_string(path).expect("read"), "{}");
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_written_to_and_stays_one() {
        Reserved::at("/dev/null").expect("a place").write("gone").expect("written");
        assert!(!fs::metadata("/dev/null").expect("a device").is_file());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_and_the_file_behind_it_is_written() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().expect("a folder");
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "old").expect("written");
        symlink(&file, &link).expect("a link");
        Reserved::at(&link).expect("a place").write("new").expect("written");
        assert_eq!(fs::read_to_string(&file).expect("read"), "new");
        assert!(fs::symlink_metadata(&link).expect("a link").is_symlink());
        // Others may read a deployment: it is no secret.
        let mode = fs::metadata(&file).expect("a file").permissions().mode();
        assert_ne!(mode & 0o044, 0, "{mode:o}");
    }
}
