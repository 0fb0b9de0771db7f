//! What enters: a ledger. What leaves: its state in few bytes, and from those bytes the ledger again or why not.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::error::{Fault, Input, InputError};
use crate::ledger::Ledger;
use crate::log::EventLog;
use crate::rulebook::Rulebook;

const MAGIC: &[u8; 8] = b"liandong";
const VERSION: u8 = 1;
const HASH: usize = 32;

/// What is kept: which catalogue the events were recorded under, and the events.
#[derive(Serialize, Deserialize)]
struct Kept<L> {
    catalogue: String,
    log: L,
}

impl Ledger {
    /// The state, to be restored by [`Rulebook::restore_ledger`]: a version, a SHA-256 of the rest, and the events packed.
    #[must_use]
    pub fn state(&self) -> Vec<u8> {
        let kept = Kept { catalogue: self.rulebook.digests().catalogue.clone(), log: &self.log };
        // Writing into memory cannot fail, and these types have no value that the format lacks.
        let packed = postcard::to_allocvec(&kept).unwrap_or_default();
        let mut state = Vec::with_capacity(packed.len().saturating_add(64));
        state.extend_from_slice(MAGIC);
        state.push(VERSION);
        state.extend_from_slice(&Sha256::digest(&packed));
        state.extend_from_slice(&packed);
        state
    }
}

impl Rulebook {
    /// A ledger with nothing recorded yet.
    #[must_use]
    pub fn ledger(&self) -> Ledger {
        Ledger::new(self.clone(), EventLog::new())
    }

    /// A ledger that begins with the events of a log.
    #[must_use]
    pub fn ledger_of(&self, log: EventLog) -> Ledger {
        Ledger::new(self.clone(), log)
    }

    /// A ledger as it was kept by [`Ledger::state`]; under another profile if this rulebook has one.
    ///
    /// # Errors
    /// [`InputError`] where the state is none, truncated or damaged, of another version, or of another catalogue.
    pub fn restore_ledger(&self, state: &[u8]) -> Result<Ledger, InputError> {
        let kept = read(state).map_err(|fault| InputError::new(Input::State, vec![fault]))?;
        let own = &self.digests().catalogue;
        if kept.catalogue != *own {
            let (there, here) = (&kept.catalogue, own);
            return Err(InputError::new(
                Input::State,
                vec![Fault::new(
                    "$.catalogue",
                    format!(
                        "it was kept under catalogue {there}, this one is {here}; restore it under that one and begin \
                         another ledger with its log"
                    ),
                    format!("状态属于目录 {there}，当前目录为 {here}；请用原目录恢复，再以其日志另建台账"),
                )],
            ));
        }
        Ok(Ledger::new(self.clone(), kept.log))
    }
}

fn read(state: &[u8]) -> Result<Kept<EventLog>, Fault> {
    let rest = state.strip_prefix(MAGIC).ok_or_else(|| {
        Fault::new(
            "$",
            "these bytes are no ledger's state; give what `state` returned",
            "不是台账状态；请提供 `state` 的返回值",
        )
    })?;
    let (version, rest) = rest.split_first().ok_or_else(cut)?;
    if *version != VERSION {
        return Err(Fault::new(
            "$.version",
            format!(
                "version {version} is not the {VERSION} that is read here; restore it with the release that wrote it"
            ),
            format!("状态版本为 {version}，此处可读版本为 {VERSION}；请用写出该状态的版本恢复"),
        ));
    }
    let (hash, packed) = rest.split_at_checked(HASH).ok_or_else(cut)?;
    if Sha256::digest(packed).as_slice() != hash {
        return Err(cut());
    }
    let kept: Kept<EventLog> = postcard::from_bytes(packed).map_err(|_| cut())?;
    if kept.log.is_sound() { Ok(kept) } else { Err(cut()) }
}

fn cut() -> Fault {
    Fault::new(
        "$",
        "the state is truncated or damaged: its checksum does not agree; take an earlier copy",
        "状态被截断或已损坏，校验不符；请使用较早的副本",
    )
}
