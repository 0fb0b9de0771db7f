//! What enters: an audit and a folder. What leaves: its duties and findings there as CSV, for others to be held against.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use liandong::{Audit, TextColumn};

/// A line of cells; none of the sample's texts needs quotes.
///
/// # Errors
/// Where it cannot be written.
pub fn line(out: &mut impl Write, cells: &[Option<&str>]) -> io::Result<()> {
    for (place, cell) in cells.iter().enumerate() {
        let comma = if place == 0 { "" } else { "," };
        write!(out, "{comma}{}", cell.unwrap_or_default())?;
    }
    writeln!(out)
}

/// Writes the duties and findings into a folder.
///
/// # Errors
/// Where it cannot be written.
pub fn answers(audit: &Audit<'_, '_>, folder: &Path) -> io::Result<()> {
    let (duties, findings) = (audit.duty_columns(), audit.finding_columns());
    let named = ["norm", "subject_kind", "subject", "obligor", "to", "status"];
    let columns =
        [&duties.norm, &duties.subject_kind, &duties.subject, &duties.obligor, &duties.to, &duties.status];
    table(&folder.join("duties.csv"), named, columns)?;
    let named = ["code", "severity", "subject_kind", "subject", "obligor", "to"];
    let columns = [
        &findings.code,
        &findings.severity,
        &findings.subject_kind,
        &findings.subject,
        &findings.obligor,
        &findings.to,
    ];
    table(&folder.join("findings.csv"), named, columns)
}

fn table<const N: usize>(file: &Path, names: [&str; N], columns: [&TextColumn<'_>; N]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(file)?);
    writeln!(out, "{}", names.join(","))?;
    for row in 0..columns.first().map_or(0, |own| own.codes.len()) {
        line(&mut out, &columns.map(|column| column.get(row)))?;
    }
    out.flush()
}
