//! What enters: a record. What leaves: where its cells begin and end in it, unless a quote has to be undone within one.

use memchr::memchr;

/// Adds the cells of a record; false where one of them does not lie in it as it is.
pub(crate) fn split(record: &[u8], delimiter: u8, quoted: bool, cells: &mut Vec<(usize, usize)>) -> bool {
    if quoted { quoted_cells(record, delimiter, cells) } else { plain_cells(record, delimiter, cells) }
}

/// A byte in each of eight places.
const fn all(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// Cells without quotes, eight bytes at a time: most are so short that a search of its own would cost more for each.
fn plain_cells(record: &[u8], delimiter: u8, cells: &mut Vec<(usize, usize)>) -> bool {
    let (wanted, low) = (all(delimiter), all(0x7f));
    let (eights, rest) = record.as_chunks::<8>();
    let (mut from, mut at) = (0_usize, 0_usize);
    let mut end = |at: usize| {
        cells.push((from, at));
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
    true
}

/// Cells of which some are quoted, as long as no quote or blank is within or behind the quotes.
fn quoted_cells(bytes: &[u8], delimiter: u8, cells: &mut Vec<(usize, usize)>) -> bool {
    let find = |byte: u8, from: usize| {
        bytes.get(from..).and_then(|rest| memchr(byte, rest)).and_then(|ahead| from.checked_add(ahead))
    };
    let mut from = 0_usize;
    loop {
        let next = if bytes.get(from) == Some(&b'"') {
            from = from.saturating_add(1);
            let Some(end) = find(b'"', from) else { return false };
            cells.push((from, end));
            end.saturating_add(1)
        } else {
            let end = find(delimiter, from).unwrap_or(bytes.len());
            cells.push((from, end));
            end
        };
        match bytes.get(next) {
            None => return true,
            Some(byte) if *byte == delimiter => from = next.saturating_add(1),
            Some(_) => return false,
        }
    }
}
