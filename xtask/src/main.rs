//! `cargo xtask …`: the workspace's set-up and checks, each one command. In: the command line; out: an exit status.

mod bench;
mod budget;
mod desk;
mod goals;
mod py;
mod referee;
mod references;
mod schema;
mod setup;
mod sh;
mod steps;
mod surfaces;
mod test;
mod tidy;
mod wasm;

use std::path::PathBuf;
use std::process::ExitCode;

use lexopt::prelude::*;

use crate::sh::Failure;
use crate::steps::Steps;
use crate::surfaces::Surface;

const HELP: &str = "\
cargo xtask COMMAND

  setup      install what the other commands need: wasm target, Python and Node packages
  test       set up, then run every check of the repository; what CI runs
  tidy       import order of core/src, paths named in documents, opening lines, file lengths
  schema     write the JSON Schemas of the wire format into core/schema
  wasm       build the JavaScript package into target/wasm/pkg and test it
  desk       build the rule desk into target/desk and serve it; it needs the wasm package, which is built too
  py         build the Python wheel, install it into target/venv and test it
  vectors [--surface rust|json|python|wasm|all] [FOLDER]
             run the vectors of FOLDER (tests/vectors) on one surface, or on all of them
  referee [--cases N] [--seed N|random]
             compare the core with the referee of tests/referee on N random cases (3000)
  bench [--json] [--quick]
             measure questions and audits beside their peers and print what came of each goal; --json prints a line a
             goal, --quick takes small logs
  budget [--write]
             count instructions under valgrind and hold them to benches/budget.json, or write them there
  help       show this

With CI=true nothing is skipped: a tool that is missing is a failure.
";

enum Command {
    Help,
    Setup,
    Test,
    Tidy,
    Schema,
    Wasm,
    Desk,
    Py,
    Vectors { surfaces: Vec<Surface>, folder: Option<PathBuf> },
    Referee(referee::Asked),
    Bench(bench::Asked),
    Budget { write: bool },
}

fn main() -> ExitCode {
    let command = match parse() {
        Ok(command) => command,
        Err(error) => {
            eprintln!("xtask: {error}; `cargo xtask help` lists the commands");
            return ExitCode::from(2);
        }
    };
    let mut steps = Steps::new();
    match command {
        Command::Help => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        Command::Setup => setup::all(&mut steps),
        Command::Test => test::all(&mut steps),
        Command::Tidy => tidy::all(&mut steps),
        Command::Schema => schema::write(&mut steps),
        Command::Wasm => {
            setup::for_wasm(&mut steps);
            wasm::all(&mut steps);
        }
        Command::Desk => {
            setup::for_wasm(&mut steps);
            desk::serve(&mut steps);
        }
        Command::Py => {
            setup::for_python(&mut steps);
            py::all(&mut steps);
        }
        // Its table is all that it prints.
        Command::Bench(asked) => {
            return match bench::all(asked) {
                Ok(()) => ExitCode::SUCCESS,
                Err(failure) => {
                    eprintln!("xtask: {failure}");
                    ExitCode::FAILURE
                }
            };
        }
        Command::Referee(asked) => {
            setup::for_python(&mut steps);
            referee::all(&mut steps, &asked);
        }
        Command::Budget { write } => budget::all(&mut steps, write),
        Command::Vectors { surfaces, folder } => {
            // What is run has to be what the sources say: the packages are built anew.
            if surfaces.contains(&Surface::Python) {
                setup::for_python(&mut steps);
                py::install(&mut steps);
            }
            if surfaces.contains(&Surface::Wasm) {
                setup::for_wasm(&mut steps);
                wasm::package(&mut steps);
            }
            surfaces::all(&mut steps, &surfaces, folder.as_deref());
        }
    }
    steps.summary()
}

fn parse() -> Result<Command, lexopt::Error> {
    let mut arguments = lexopt::Parser::from_env();
    let mut name: Option<String> = None;
    let mut surfaces = None;
    let mut folder = None;
    let mut asked = referee::Asked::default();
    let mut measured = bench::Asked::default();
    let mut write = false;
    while let Some(argument) = arguments.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("surface") => surfaces = Some(Surface::parse(&arguments.value()?.string()?)?),
            Long("cases") if name.as_deref() == Some("referee") => {
                asked.cases = Some(arguments.value()?.string()?);
            }
            Long("seed") if name.as_deref() == Some("referee") => {
                asked.seed = Some(arguments.value()?.string()?);
            }
            Long("json") if name.as_deref() == Some("bench") => measured.json = true,
            Long("quick") if name.as_deref() == Some("bench") => measured.quick = true,
            Long("write") if name.as_deref() == Some("budget") => write = true,
            Value(value) if name.is_none() => name = Some(value.string()?),
            Value(value) if folder.is_none() && name.as_deref() == Some("vectors") => {
                folder = Some(PathBuf::from(value));
            }
            other => return Err(other.unexpected()),
        }
    }
    let command = match name.as_deref() {
        None | Some("help") => Command::Help,
        Some("setup") => Command::Setup,
        Some("test") => Command::Test,
        Some("tidy") => Command::Tidy,
        Some("schema") => Command::Schema,
        Some("wasm") => Command::Wasm,
        Some("desk") => Command::Desk,
        Some("py") => Command::Py,
        Some("referee") => Command::Referee(asked),
        Some("bench") => Command::Bench(measured),
        Some("budget") => Command::Budget { write },
        Some("vectors") => {
            let surfaces = surfaces.take().unwrap_or_else(|| Surface::ALL.to_vec());
            Command::Vectors { surfaces, folder }
        }
        Some(other) => return Err(Failure::new(format!("unknown command `{other}`")).into()),
    };
    match surfaces {
        Some(_) => Err(Failure::new("`--surface` belongs to `vectors`").into()),
        None => Ok(command),
    }
}
