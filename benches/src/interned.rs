//! What enters: a chain log. What leaves: its columns as a platform's column store holds them, codes into dictionaries.

use liandong::{
    Channel, Codes, Column, EventColumns, EventKind, Moment, Offsets, Outcome, Stamp, Texts, Times, When,
};

use crate::chain::{case_id, party_id};
use crate::{Chain, DEPARTMENTS, Sketch, matter_id};

/// What stands for nothing in a column of eight bits.
pub(crate) const NONE: u8 = u8::MAX;

/// Texts one after the other.
#[derive(Debug)]
struct Joined {
    text: String,
    offsets: Vec<u32>,
}

impl Joined {
    /// Texts of which the longest takes so many bytes.
    fn new(texts: impl ExactSizeIterator<Item = String>, longest: usize) -> Self {
        let mut own = Self {
            text: String::with_capacity(texts.len() * longest),
            offsets: Vec::with_capacity(texts.len() + 1),
        };
        own.offsets.push(0);
        texts.for_each(|text| own.push(&text));
        own
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.offsets.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    fn texts(&self) -> Texts<'_> {
        Texts::Joined { text: &self.text, offsets: Offsets::U32(&self.offsets) }
    }
}

/// A log as columns; public are those that the limit and the plain loop read too.
#[derive(Debug)]
pub struct Interned {
    /// When each happened.
    pub at: Vec<Stamp>,
    /// The place of its kind among [`EventKind::ALL`].
    pub kind: Vec<u8>,
    /// The number of its case.
    pub case: Vec<u32>,
    /// The number of its matter; the highest number where it names none.
    pub matter: Vec<u32>,
    /// Who acted: 0 for the Bureau, else a department's number and one.
    pub actor: Vec<u8>,
    /// Towards whom, numbered alike; the highest number where nobody is.
    pub to: Vec<u8>,
    /// The place of its channel among [`Channel::ALL`]; the highest number where it has none.
    pub channel: Vec<u8>,
    result: Vec<u8>,
    id: Joined,
    kinds: Joined,
    cases: Joined,
    matters: Joined,
    parties: Joined,
    channels: Joined,
    results: Joined,
}

/// The place of a value in a closed list, as a code.
pub(crate) fn place<T: PartialEq>(list: &[T], value: &T) -> u8 {
    list.iter().position(|own| own == value).and_then(|place| u8::try_from(place).ok()).unwrap_or(NONE)
}

impl Interned {
    /// The columns of a log.
    #[must_use]
    pub fn new(chain: &Chain) -> Self {
        let events = chain.iter().len();
        let bytes = || Vec::with_capacity(events);
        let codes = || Vec::with_capacity(events);
        let mut own = Self {
            at: Vec::with_capacity(events),
            kind: bytes(),
            case: codes(),
            matter: codes(),
            actor: bytes(),
            to: bytes(),
            channel: bytes(),
            result: bytes(),
            id: Joined::new(std::iter::empty::<String>(), 0),
            kinds: Joined::new(EventKind::ALL.iter().map(|kind| kind.code().to_owned()), 24),
            cases: Joined::new((0..chain.cases as usize).map(|case| case_id(case as u32)), 9),
            matters: Joined::new((0..chain.matters as usize).map(|matter| matter_id(matter as u32)), 14),
            parties: Joined::new((0..DEPARTMENTS as usize + 1).map(|party| party_id(party as u8)), 8),
            channels: Joined::new(Channel::ALL.iter().map(|channel| channel.code().to_owned()), 8),
            results: Joined::new(Outcome::ALL.iter().map(|result| result.code().to_owned()), 8),
        };
        own.id.text.reserve_exact(10 * events);
        own.id.offsets.reserve_exact(events);
        chain.iter().for_each(|event| own.push(&event));
        own
    }

    fn push(&mut self, event: &Sketch) {
        let moment = Moment::from_seconds(event.seconds).unwrap_or(liandong::Day::MIN.start());
        self.at.push(When::Moment(moment).into());
        self.kind.push(place(EventKind::ALL, &event.kind));
        self.case.push(event.case);
        self.matter.push(event.matter.unwrap_or(u32::MAX));
        self.actor.push(event.actor);
        self.to.push(event.to.unwrap_or(NONE));
        self.channel.push(event.channel.map_or(NONE, |channel| place(Channel::ALL, &channel)));
        self.result.push(event.result.map_or(NONE, |result| place(Outcome::ALL, &result)));
        self.id.push(&event.id());
    }

    /// How many events there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.at.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.at.is_empty()
    }

    /// How many cases there are.
    #[must_use]
    pub const fn case_count(&self) -> usize {
        self.cases.offsets.len() - 1
    }

    /// How many matters the catalogue has.
    #[must_use]
    pub const fn matter_count(&self) -> usize {
        self.matters.offsets.len() - 1
    }

    /// What an audit takes.
    #[must_use]
    pub fn columns(&self) -> EventColumns<'_> {
        fn coded<'a>(codes: Codes<'a>, values: &'a Joined) -> Column<'a> {
            Column { codes, values: values.texts(), valid: None }
        }
        EventColumns {
            id: coded(Codes::Rows, &self.id),
            kind: coded(Codes::U8(&self.kind), &self.kinds),
            case: coded(Codes::U32(&self.case), &self.cases),
            matter: coded(Codes::U32(&self.matter), &self.matters),
            actor: coded(Codes::U8(&self.actor), &self.parties),
            to: coded(Codes::U8(&self.to), &self.parties),
            channel: coded(Codes::U8(&self.channel), &self.channels),
            result: coded(Codes::U8(&self.result), &self.results),
            ..EventColumns::new(Times::Stamps(&self.at))
        }
    }
}
