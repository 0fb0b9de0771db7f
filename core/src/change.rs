//! What enters: a rulebook and a change. What leaves: another rulebook that shares with the first whatever the change
//! leaves as it is.

use std::sync::Arc;

use foldhash::fast::FixedState;
use hashbrown::HashMap;
use serde::Serialize;

use crate::calendar::Calendar;
use crate::check::MAX_RECORDS;
use crate::day::Day;
use crate::digest::{Digests, digest};
use crate::error::{Fault, IdKind, Input, InputError};
use crate::ids::MatterId;
use crate::lines::Timelines;
use crate::profile::Profile;
use crate::rulebook::Rulebook;
use crate::rules::Roots;
use crate::timeline::DrawnBy;
use crate::transfer::Transfer;

impl Rulebook {
    /// The same catalogue under another profile; the compiled catalogue is shared, and so are the time lines where the
    /// readings that draw them are the same (`effective_day`, `returned`).
    ///
    /// # Errors
    /// [`InputError`] where the profile's calendar years cannot be taken.
    pub fn with_profile(&self, profile: Profile) -> Result<Self, InputError> {
        let calendar = Calendar::china().with_years(profile.calendar.years.clone()).map_err(|error| {
            let faults = error.faults().iter();
            InputError::new(
                Input::Profile,
                faults
                    .map(|fault| {
                        let path = fault.path.replacen('$', "$.calendar.years", 1);
                        Fault::new(path, fault.en.clone(), fault.zh.clone())
                    })
                    .collect(),
            )
        })?;
        let by = DrawnBy::from(&profile.readings);
        let lines = if self.roots.lines.is_drawn_by(by) {
            Arc::clone(&self.roots.lines)
        } else {
            Arc::new(self.roots.lines.drawn_by(&self.roots.book, by))
        };
        let digests =
            Digests { profile: digest(&profile), calendar: digest(&calendar), ..self.digests().clone() };
        let (profile, calendar) = (Arc::new(profile), Arc::new(calendar));
        let roots = Roots { lines, profile, calendar, ..self.roots.clone() };
        Ok(Self { roots, digests: Arc::new(digests), ..self.clone() })
    }

    /// The same catalogue under a profile in JSON.
    ///
    /// # Errors
    /// [`InputError`] with the place of what cannot be taken.
    pub fn with_profile_json(&self, profile: &str) -> Result<Self, InputError> {
        self.with_profile(Profile::from_json(profile)?)
    }

    /// What was known on a day: the same rulebook without the transfers that were recorded later.
    ///
    /// A transfer without a `recorded` day was always known, and one that is recorded more than once is known since the
    /// earliest. Of nothing else in a catalogue is it recorded when it was: parties, supervising departments, roles,
    /// observations and hand-overs are always known. What was not known on an earlier day does not come to be known: of
    /// two days the earlier counts. An event that carries a later `recorded` day is left out of audits and outlooks. The day
    /// stands in the digests of every answer.
    ///
    /// ```
    /// # use liandong::{Catalogue, Day, PartyKind, Rulebook, TransferStatus};
    /// # let catalogue = Catalogue::new("z", "示例区", "bureau", "committee")
    /// #     .party("bureau", "行政审批局", PartyKind::Bureau)
    /// #     .party("committee", "管委会", PartyKind::Committee)
    /// #     .party("market", "市场监督管理部", PartyKind::Department);
    /// let catalogue = catalogue.matter("M-1", "食品经营许可", "market", |matter| {
    ///     matter.taken_in("2021-06-01", "committee", "示例管发〔2021〕1号");
    ///     matter.transfers[0].recorded = "2021-07-15".parse().ok();
    /// });
    /// let today = Rulebook::new(catalogue)?;
    /// let then = today.as_known_on("2021-07-14".parse()?);
    ///
    /// let on: Day = "2021-07-01".parse()?;
    /// assert_eq!(today.matter("M-1")?.status(on).value, Ok(TransferStatus::Transferred));
    /// assert_eq!(then.matter("M-1")?.status(on).value, Ok(TransferStatus::Retained));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn as_known_on(&self, day: Day) -> Self {
        let lines = self.roots.lines.as_known_on(&self.roots.book, day);
        let digests = Digests { known_on: lines.known_on(), ..self.digests().clone() };
        Self { roots: self.drawn(lines), digests: Arc::new(digests), ..self.clone() }
    }

    /// What if these matters were transferred: the same rulebook with transfers beside those of the catalogue.
    ///
    /// Each is taken as if the catalogue held it: a flawed one is kept and becomes a reason, one that is there already
    /// counts once. A change costs what it changes; everything else is shared. The digest of the catalogue becomes that of
    /// a list in JSON: the catalogue's own digest, then every transfer put in, each with its `matter`, sorted.
    ///
    /// ```
    /// # use liandong::{Catalogue, Day, PartyKind, Rulebook, Transfer};
    /// # let catalogue = Catalogue::new("z", "示例区", "bureau", "committee")
    /// #     .party("bureau", "行政审批局", PartyKind::Bureau)
    /// #     .party("committee", "管委会", PartyKind::Committee)
    /// #     .party("market", "市场监督管理部", PartyKind::Department)
    /// #     .matter("M-1", "食品经营许可", "market", |_| {});
    /// let today = Rulebook::new(catalogue)?;
    /// let planned = today.with_transfers([("M-1", Transfer::taken_in("2022-01-01", "committee", "草案"))])?;
    ///
    /// let on: Day = "2022-01-01".parse()?;
    /// assert_eq!(today.matter("M-1")?.approver(on).value.map(|party| party.id.as_str()), Ok("market"));
    /// assert_eq!(planned.matter("M-1")?.approver(on).value.map(|party| party.id.as_str()), Ok("bureau"));
    ///
    /// let error = today.with_transfers([("M-2", Transfer::taken_in("2022-01-01", "committee", "草案"))]).unwrap_err();
    /// assert_eq!(error.faults()[0].path, "$[0].matter");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`InputError`] listing every unknown matter and every matter that would have more than [`MAX_RECORDS`] records,
    /// by the places of the transfers.
    pub fn with_transfers<M: AsRef<str>>(
        &self,
        transfers: impl IntoIterator<Item = (M, Transfer)>,
    ) -> Result<Self, InputError> {
        let (mut added, mut faults) = (Vec::new(), Vec::new());
        let mut counts: HashMap<MatterId, usize, FixedState> = HashMap::default();
        for (place, (id, transfer)) in transfers.into_iter().enumerate() {
            let id = id.as_ref();
            let Some(matter) = self.roots.book.matter_id(id) else {
                let unknown = self.roots.book.unknown(IdKind::Matter, id);
                faults.push(Fault::new(format!("$[{place}].matter"), unknown.to_string(), unknown.zh()));
                continue;
            };
            let records = || self.roots.lines.line(&self.roots.book, matter).records.places().len();
            let count = counts.entry(matter).or_insert_with(records);
            *count = count.saturating_add(1);
            if *count == MAX_RECORDS.saturating_add(1) {
                faults.push(Fault::new(
                    format!("$[{place}]"),
                    format!(
                        "more than the {MAX_RECORDS} records that a matter may have; leave some out of `{id}`"
                    ),
                    format!("`{id}` 的记录超过上限 {MAX_RECORDS} 条；请删减"),
                ));
            }
            added.push((matter, transfer));
        }
        if !faults.is_empty() {
            return Err(InputError::new(Input::Transfers, faults));
        }
        if added.is_empty() {
            return Ok(self.clone());
        }
        let lines = self.roots.lines.with(&self.roots.book, added);
        let put_in = lines
            .added()
            .iter()
            .map(|(matter, transfer)| Added { matter: self.roots.book.id_of(*matter), transfer });
        let catalogue = digest(&(&self.roots.book.digest, put_in.collect::<Vec<_>>()));
        let digests = Digests { catalogue, ..self.digests().clone() };
        Ok(Self { roots: self.drawn(lines), digests: Arc::new(digests), ..self.clone() })
    }

    fn drawn(&self, lines: Timelines) -> Roots {
        Roots { lines: Arc::new(lines), ..self.roots.clone() }
    }
}

/// A transfer put in, as it enters the digest.
#[derive(Serialize)]
struct Added<'a> {
    matter: &'a str,
    #[serde(flatten)]
    transfer: &'a Transfer,
}
