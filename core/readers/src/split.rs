//! What enters: a record. What leaves: how many cells it has, and where those that hold anything begin and end in it, unless a
//! quote has to be undone within one.

use memchr::memchr;

/// A cell that holds anything: its place among the cells, where it begins and where it ends.
pub(crate) type Span = (usize, usize, usize);

/// Adds the cells of a record and says how many it has; `None` where one of them does not lie in it as it is.
pub(crate) fn split(record: &[u8], delimiter: u8, quoted: bool, cells: &mut Vec<Span>) -> Option<usize> {
    if quoted { quoted_cells(record, delimiter, cells) } else { plain_cells(record, delimiter, cells) }
}

/// A byte in each of eight places.
const fn all(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// Cells without quotes, eight bytes at a time: most are so short that a search of its own would cost more for each.
fn plain_cells(record: &[u8], delimiter: u8, cells: &mut Vec<Span>) -> Option<usize> {
    let (wanted, low) = (all(delimiter), all(0x7f));
    let (eights, rest) = record.as_chunks::<8>();
    let (mut from, mut at, mut count) = (0_usize, 0_usize, 0_usize);
    let mut end = |at: usize| {
        if from < at {
            cells.push((count, from, at));
        }
        count = count.wrapping_add(1);
        from = at.wrapping_add(1);
    };
    for eight in eights {
        let other = u64::from_le_bytes(*eight) ^ wanted;
        // The upper bit of each byte that is the delimiter, and no other bit.
        let mut found = !(((other & low).wrapping_add(low)) | other | low);
        while found != 0 {
            end(at.wrapping_add(found.trailing_zeros() as usize >> 3));
            found &= found.wrapping_sub(1);
        }
        at = at.wrapping_add(8);
    }
    for byte in rest {
        if *byte == delimiter {
            end(at);
        }
        at = at.wrapping_add(1);
    }
    end(at);
    Some(count)
}

/// Cells of which some are quoted, as long as no quote or blank is within or behind the quotes.
fn quoted_cells(bytes: &[u8], delimiter: u8, cells: &mut Vec<Span>) -> Option<usize> {
    let find = |byte: u8, from: usize| {
        bytes.get(from..).and_then(|rest| memchr(byte, rest)).and_then(|ahead| from.checked_add(ahead))
    };
    let (mut from, mut count) = (0_usize, 0_usize);
    loop {
        let (end, next) = if bytes.get(from) == Some(&b'"') {
            from = from.saturating_add(1);
            let end = find(b'"', from)?;
            (end, end.saturating_add(1))
        } else {
            let end = find(delimiter, from).unwrap_or(bytes.len());
            (end, end)
        };
        if from < end {
            cells.push((count, from, end));
        }
        count = count.saturating_add(1);
        match bytes.get(next) {
            None => return Some(count),
            Some(byte) if *byte == delimiter => from = next.saturating_add(1),
            Some(_) => return None,
        }
    }
}
