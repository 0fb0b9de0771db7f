//! The published JSON Schemas: in come the core's wire types, out the files of core/schema, or how they differ from them.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::sh::{Cmd, Failure, root};
use crate::steps::Steps;

/// Writes the schemas.
pub fn write(steps: &mut Steps) {
    steps.must("schemas: write", || {
        let folder = root().join("core/schema");
        fs::create_dir_all(&folder)?;
        for (path, text) in generated()? {
            fs::write(&path, text)?;
        }
        Ok(())
    });
}

/// Holds the committed schemas against what the code says.
pub fn check(steps: &mut Steps) {
    steps.must("schemas: as committed", || {
        let differing: Vec<String> = generated()?
            .into_iter()
            .filter(|(path, text)| !fs::read_to_string(path).is_ok_and(|committed| committed == *text))
            .filter_map(|(path, _)| Some(path.file_name()?.to_string_lossy().into_owned()))
            .collect();
        if differing.is_empty() {
            return Ok(());
        }
        let differing = differing.join(", ");
        Err(Failure::new(format!("core/schema is behind the code in {differing}; run `cargo xtask schema`")))
    });
}

/// Every schema's file and the text it should have.
fn generated() -> Result<Vec<(PathBuf, String)>, Failure> {
    let printed = Cmd::cargo(&["run", "--quiet", "--package", "xtask-schema"]).output()?;
    let schemas: Value = serde_json::from_str(&printed).map_err(|error| Failure::new(error.to_string()))?;
    let schemas = schemas.as_object().ok_or_else(|| Failure::new("xtask-schema printed no object"))?;
    let files = schemas.iter().map(|(name, schema)| {
        let text = serde_json::to_string_pretty(schema).map_err(|error| Failure::new(error.to_string()))?;
        Ok((root().join("core/schema").join(format!("{name}.json")), format!("{text}\n")))
    });
    files.collect()
}
