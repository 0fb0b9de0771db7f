//! In: the states of ledgers, whole, cut, damaged and forged. Out: that each is restored as it was or refused with a typed
//! error, and that nothing that is restored can panic.

#[path = "support/catalogues.rs"]
mod catalogues;
#[path = "support/events.rs"]
mod events;
#[path = "support/logs.rs"]
mod logs;
#[path = "support/zones.rs"]
mod zones;

use events::messy;
use liandong::{Catalogue, Event, EventKind, Input, InputError, PartyKind, Rulebook, When};
use liandong_tests::vectors::audited;
use proptest::prelude::*;
use proptest::sample::Index;
use sha2::{Digest, Sha256};
use zones::setting;

/// So many cases, unless `PROPTEST_CASES` asks for another number.
fn cases(count: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|asked| asked.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(count), failure_persistence: None, ..ProptestConfig::default() }
}

/// Where the version stands, and where what was packed begins.
const VERSION: usize = 8;
const PACKED: usize = 41;

fn as_of() -> When {
    "2021-06-30".parse().expect("a day")
}

/// A zone with a catalogue whose name is its only difference.
fn rulebook(name: &str) -> Rulebook {
    let catalogue = Catalogue::new("z", name, "bureau", "committee")
        .party("bureau", "行政审批局", PartyKind::Bureau)
        .party("committee", "管委会", PartyKind::Committee)
        .party("d0", "市场监督管理部", PartyKind::Department)
        .matter("M0", "食品经营许可", "d0", |matter| {
            matter.supervised_by("d0");
            matter.taken_in("2021-03-29", "committee", "示例管发〔2021〕1号");
        });
    Rulebook::new(catalogue).expect("a sound catalogue")
}

fn state(rulebook: &Rulebook, events: &[Event]) -> Vec<u8> {
    rulebook.ledger_of(events.iter().collect()).state()
}

fn decision() -> Event {
    let mut event = Event::new(EventKind::Decision, "2021-04-01T09:30".parse().expect("a moment"));
    event.id = Some("E0".to_owned());
    event.case = Some("C0".to_owned());
    event.matter = Some("M0".to_owned());
    event.actor = Some("bureau".to_owned());
    event
}

/// What is said of a state that is refused: its place, in both languages.
fn refusal(restored: Result<liandong::Ledger, InputError>) -> Option<String> {
    let error = restored.err()?;
    assert_eq!(error.input(), Input::State);
    assert!(error.faults().iter().all(|fault| !fault.en.is_empty() && !fault.zh.is_empty()));
    Some(error.faults().first()?.path.clone())
}

#[test]
fn a_state_of_another_version_or_catalogue_or_none_at_all_is_refused_by_its_place() {
    let own = rulebook("示例区");
    let kept = state(&own, &[decision()]);
    let told = |state: &[u8]| refusal(own.restore_ledger(state));
    assert_eq!(told(&kept), None);
    assert_eq!(told(b"").as_deref(), Some("$"));
    assert_eq!(told(b"liandong").as_deref(), Some("$"));
    let mut newer = kept.clone();
    newer[VERSION] += 1;
    assert_eq!(told(&newer).as_deref(), Some("$.version"));
    assert_eq!(refusal(rulebook("另一个区").restore_ledger(&kept)).as_deref(), Some("$.catalogue"));
    let mut longer = kept.clone();
    longer.push(0);
    assert_eq!(told(&longer).as_deref(), Some("$"));
    for end in 0..kept.len() {
        assert!(told(&kept[..end]).is_some(), "taken though cut after {end} bytes");
    }
    for bit in 0..kept.len() * 8 {
        let mut damaged = kept.clone();
        damaged[bit / 8] ^= 1 << (bit % 8);
        assert!(told(&damaged).is_some(), "taken though bit {bit} is another one");
    }
}

#[test]
fn a_state_is_restored_under_another_profile_of_the_same_catalogue() {
    let own = rulebook("示例区");
    let kept = state(&own, &[decision()]);
    let mut profile = liandong::Profile::text();
    profile.readings.stale_after = liandong::StaleAfter::Never;
    let other = own.with_profile(profile).expect("a sound profile");
    let restored = other.restore_ledger(&kept).expect("the same catalogue");
    assert_eq!(restored.state(), kept);
}

/// The same state with what was packed changed, and a checksum that agrees with it.
fn forged(state: &[u8], changes: &[(Index, u8)]) -> Vec<u8> {
    let mut forged = state.to_vec();
    // The catalogue's digest comes first, and its length before it.
    let first = PACKED + 65;
    for (place, byte) in changes {
        let place = first + place.index(forged.len() - first);
        forged[place] = *byte;
    }
    let hash = Sha256::digest(&forged[PACKED..]);
    forged[VERSION + 1..PACKED].copy_from_slice(&hash);
    forged
}

proptest! {
    #![proptest_config(cases(192))]

    #[test]
    fn a_ledger_restarts_where_it_was((setting, log) in (setting(), messy())) {
        let rulebook = setting.rulebook();
        let kept = state(&rulebook, &log.0);
        let restored = rulebook.restore_ledger(&kept)?;
        prop_assert_eq!(restored.state(), kept);
        prop_assert_eq!(restored.len(), log.0.len());
        prop_assert_eq!(audited(&restored.as_of(as_of())), audited(&rulebook.ledger_of(log.0.iter().collect()).as_of(as_of())));
    }

    #[test]
    fn no_bytes_are_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let own = rulebook("示例区");
        prop_assert!(own.restore_ledger(&bytes).is_err());
        let magic = [b"liandong".as_slice(), &[1], &bytes].concat();
        prop_assert!(own.restore_ledger(&magic).is_err());
        let packed = [b"liandong".as_slice(), &[1], &Sha256::digest(&bytes), &bytes].concat();
        prop_assert!(own.restore_ledger(&packed).is_err());
    }

    #[test]
    fn a_forged_state_is_refused_or_a_ledger_like_any_other(
        (log, changes) in (messy(), prop::collection::vec(any::<(Index, u8)>(), 1..4)),
    ) {
        let own = rulebook("示例区");
        if let Ok(mut ledger) = own.restore_ledger(&forged(&state(&own, &log.0), &changes)) {
            let effect = ledger.record(&decision()).expect("room for one event").effect();
            prop_assert!(effect.opened.len() < 1_000);
            prop_assert!(audited(&ledger.as_of(as_of())).is_object());
            let again = own.restore_ledger(&ledger.state())?;
            prop_assert_eq!(audited(&again.as_of(as_of())), audited(&ledger.as_of(as_of())));
        }
    }
}
