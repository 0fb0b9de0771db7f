//! What enters: texts of which few differ. What leaves: what each means, looked up once.

/// What the texts that came last mean.
pub(crate) struct Memo<T> {
    known: Vec<Option<(Box<str>, T)>>,
}

/// Texts that are remembered at a time: more than any closed column has.
const PLACES: usize = 256;

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self { known: (0..PLACES).map(|_| None).collect() }
    }
}

impl<T: Copy> Memo<T> {
    /// What a text means.
    pub(crate) fn of(&mut self, text: &str, meaning: impl FnOnce(&str) -> T) -> T {
        let place = self.known.get_mut(place(text.as_bytes()));
        let Some(place) = place else { return meaning(text) };
        if let Some((known, meant)) = place
            && **known == *text
        {
            return *meant;
        }
        let meant = meaning(text);
        *place = Some((text.into(), meant));
        meant
    }
}

/// Words of a closed list differ in length, at their ends or in their middle.
fn place(text: &[u8]) -> usize {
    let at = |place: usize| text.get(place).copied().map_or(0, usize::from);
    let (first, middle, last) = (at(0), at(text.len() / 2), at(text.len().wrapping_sub(1)));
    let mixed = first.wrapping_mul(31).wrapping_add(middle).wrapping_mul(31).wrapping_add(last);
    mixed.wrapping_mul(7).wrapping_add(text.len()) % PLACES
}
