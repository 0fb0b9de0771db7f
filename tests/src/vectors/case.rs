//! What enters: a folder of JSON files. What leaves: its vectors, and every fault that keeps one from being run.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use liandong::Norm;
use serde::Deserialize;
use serde_json::{Map, Value};

/// A vector: a question, the answer reasoned by hand, and the reasoning.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its id, unique in the folder.
    pub id: String,
    /// The norm it is about.
    pub norm: Norm,
    /// What it shows, in a line.
    pub title: String,
    /// The catalogue in JSON.
    pub catalogue: Value,
    /// The profile in JSON; without one, the text's own.
    pub profile: Option<Value>,
    /// The question in the wire format, its events put in.
    pub ask: Map<String, Value>,
    /// The answer in the wire format, without prose and digests.
    pub expect: Value,
    /// Why only a part of the answer is pinned down, where that is so.
    pub partial: Option<String>,
    /// The reasoning from the norms.
    pub because: String,
}

/// A case as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: String,
    norm: Norm,
    title: String,
    catalogue: Value,
    profile: Option<Value>,
    events: Option<Vec<Value>>,
    ask: Map<String, Value>,
    expect: Value,
    partial: Option<String>,
    because: String,
}

/// A file or a case that cannot be taken as it stands.
#[derive(Clone, Debug)]
pub struct Unread {
    /// The file, and the case's id or place where it is one.
    pub place: String,
    /// What is wrong.
    pub why: String,
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.why)
    }
}

/// What a folder holds.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    /// The vectors, in the order of the file names and in each file's own order.
    pub cases: Vec<Case>,
    /// What cannot be taken.
    pub unread: Vec<Unread>,
}

/// Reads every `*.json` at the top level of a folder; catalogues that cases name are read from its `catalogues/`.
#[must_use]
pub fn read(folder: &Path) -> Folder {
    let mut reader =
        Reader { folder, catalogues: BTreeMap::new(), seen: BTreeSet::new(), out: Folder::default() };
    match files(folder) {
        Ok(files) => files.iter().for_each(|file| reader.file(file)),
        Err(error) => reader.fault(folder.display().to_string(), error.to_string()),
    }
    reader.out
}

fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    let mut files: Vec<_> = entries.iter().map(fs::DirEntry::path).collect();
    files.retain(|path| path.is_file() && path.extension().is_some_and(|ext| ext == "json"));
    files.sort();
    Ok(files)
}

struct Reader<'f> {
    folder: &'f Path,
    catalogues: BTreeMap<String, Value>,
    seen: BTreeSet<String>,
    out: Folder,
}

impl Reader<'_> {
    fn fault(&mut self, place: String, why: impl Into<String>) {
        self.out.unread.push(Unread { place, why: why.into() });
    }

    fn file(&mut self, path: &Path) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) => return self.fault(name, error.to_string()),
        };
        match serde_json::from_str::<Vec<Value>>(&text) {
            Ok(cases) => {
                for (place, case) in cases.into_iter().enumerate() {
                    let id = case.get("id").and_then(Value::as_str).map(str::to_owned);
                    let place = format!("{name}, {}", id.unwrap_or_else(|| format!("case {place}")));
                    if let Err(why) = self.case(case) {
                        self.fault(place, why);
                    }
                }
            }
            Err(error) => self.fault(name, format!("not an array of cases: {error}")),
        }
    }

    fn case(&mut self, case: Value) -> Result<(), String> {
        let written: Written = serde_json::from_value(case).map_err(|error| error.to_string())?;
        let said = [("id", &written.id), ("title", &written.title), ("because", &written.because)];
        let said = said.into_iter().chain(written.partial.iter().map(|why| ("partial", why)));
        for (field, text) in said {
            if text.trim().is_empty() {
                return Err(format!("`{field}` is empty"));
            }
        }
        if !self.seen.insert(written.id.clone()) {
            return Err("another case has this id".to_owned());
        }
        let catalogue = match written.catalogue {
            Value::String(name) => self.catalogue(&name)?,
            own @ Value::Object(_) => own,
            _ => return Err("`catalogue` is neither an object nor the name of one".to_owned()),
        };
        let mut ask = written.ask;
        if let Some(events) = written.events {
            let taking =
                ["audit", "compare", "evidence", "outlook", "record", "sensitivity"].map(Value::from);
            if !ask.get("ask").is_some_and(|asked| taking.contains(asked)) {
                return Err("`events` stand with a question that takes none".to_owned());
            }
            if ask.insert("events".to_owned(), Value::Array(events)).is_some() {
                return Err("the events are given twice".to_owned());
            }
        }
        self.out.cases.push(Case {
            id: written.id,
            norm: written.norm,
            title: written.title,
            catalogue,
            profile: written.profile,
            ask,
            expect: written.expect,
            partial: written.partial,
            because: written.because,
        });
        Ok(())
    }

    fn catalogue(&mut self, name: &str) -> Result<Value, String> {
        if let Some(known) = self.catalogues.get(name) {
            return Ok(known.clone());
        }
        let path = self.folder.join("catalogues").join(format!("{name}.json"));
        let text = fs::read_to_string(&path).map_err(|error| format!("catalogue `{name}`: {error}"))?;
        let value: Value =
            serde_json::from_str(&text).map_err(|error| format!("catalogue `{name}`: {error}"))?;
        self.catalogues.insert(name.to_owned(), value.clone());
        Ok(value)
    }
}
