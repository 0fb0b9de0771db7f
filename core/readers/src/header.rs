//! What enters: the names of a table's columns. What leaves: which field each holds, or every fault of the names.

use std::collections::HashSet;

use crate::error::{Column, HeaderFault, shown};
use crate::mapping::{Field, Mapping};

/// Which field each column holds, or every fault of the header.
pub(crate) fn columns(mapping: &Mapping, header: &[String]) -> Result<Vec<(usize, Field)>, Vec<HeaderFault>> {
    let held: Vec<(usize, Field)> = header
        .iter()
        .enumerate()
        .filter_map(|(place, name)| Some((place, mapping.of_column(name)??)))
        .collect();
    let mut faults = Vec::new();
    for field in Field::ALL {
        let columns: Vec<Column> = held
            .iter()
            .filter(|(_, of)| of == field)
            .filter_map(|(place, _)| column(header, *place))
            .collect();
        match columns.len() {
            0 if matches!(field, Field::At | Field::Kind) => faults.push(HeaderFault::Missing {
                field: *field,
                names: mapping.columns(*field).into_iter().map(str::to_owned).collect(),
            }),
            0 | 1 => {}
            _ => faults.push(HeaderFault::Repeated { field: *field, columns }),
        }
    }
    if faults.is_empty() { Ok(held) } else { Err(faults) }
}

/// Columns that mean nothing, each name once.
pub(crate) fn unknown(mapping: &Mapping, header: &[String]) -> Vec<Column> {
    let mut seen = HashSet::new();
    header
        .iter()
        .enumerate()
        .filter(|(_, name)| mapping.of_column(name).is_none() && seen.insert(name.as_str()))
        .filter_map(|(place, _)| column(header, place))
        .collect()
}

pub(crate) fn column(header: &[String], place: usize) -> Option<Column> {
    Some(Column { place: place.saturating_add(1), name: shown(header.get(place)?) })
}
