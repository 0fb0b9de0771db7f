//! What enters: a surface and a folder of vectors. What leaves: what differs, a count, and 1 on any difference.
//!
//! Usage: `vectors --surface rust|json [FOLDER]`

use std::path::PathBuf;
use std::process::ExitCode;

use liandong_tests::vectors::{Surface, default_folder, run};

fn main() -> ExitCode {
    match asked(std::env::args().skip(1)) {
        Ok((surface, folder)) => {
            let report = run(&folder, surface);
            println!("{report}");
            if report.is_good() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(why) => {
            eprintln!("{why}\nusage: vectors --surface rust|json [FOLDER]");
            ExitCode::FAILURE
        }
    }
}

fn asked(mut args: impl Iterator<Item = String>) -> Result<(Surface, PathBuf), String> {
    let (mut surface, mut folder) = (None, None);
    while let Some(arg) = args.next() {
        if arg == "--surface" {
            surface = Some(args.next().unwrap_or_default().parse()?);
        } else if folder.is_none() && !arg.starts_with('-') {
            folder = Some(PathBuf::from(arg));
        } else {
            return Err(format!("`{arg}` is not understood"));
        }
    }
    Ok((surface.ok_or("name a surface")?, folder.unwrap_or_else(default_folder)))
}
