//! Takes a compiled wasm module; leaves its JavaScript flavours (`node/`, `web/`) in a folder.

use std::path::Path;
use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (Some(module), Some(folder)) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: xtask-bindgen MODULE.wasm FOLDER");
        return ExitCode::FAILURE;
    };
    match generate(Path::new(&module), Path::new(&folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask-bindgen: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Writes both flavours: ES modules for Node, which load the module at once, and ES modules for
/// browsers, which load it when their `init` is called.
fn generate(module: &Path, folder: &Path) -> Result<(), String> {
    for flavour in ["node", "web"] {
        let mut bindgen = Bindgen::new();
        bindgen.input_path(module).out_name("liandong").typescript(true);
        bindgen.omit_default_module_path(false).remove_name_section(true).remove_producers_section(true);
        let chosen = if flavour == "node" { bindgen.nodejs_module(true) } else { bindgen.web(true) };
        chosen.map_err(|error| format!("flavour {flavour}: {error:#}"))?;
        bindgen.generate(folder.join(flavour)).map_err(|error| format!("flavour {flavour}: {error:#}"))?;
    }
    Ok(())
}
