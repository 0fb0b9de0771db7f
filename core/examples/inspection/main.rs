//! What enters: the sample zone and its generated year. What leaves: a walk through what `liandong` answers, printed.
//!
//! `cargo run --release --example inspection -- [--lang en|zh] [--seed N] [--events N] [--evidence N]`

#![allow(clippy::arithmetic_side_effects, reason = "counts of a sample, not the rules")]

mod audit;
mod page;

use std::error::Error;
use std::io::{self, ErrorKind, Write};

use liandong::{
    Act, ActKind, Basis, Event, EventKind, EventLog, Fact, Lang, Mask, Mend, Outcome, Rulebook,
    TransferStatus, Trigger, Verdict, When,
};
use page::{BOLD, FAINT, GREEN, Page, RED, YELLOW, bar, pad, paint};

type Any = Box<dyn Error>;

fn main() -> Result<(), Any> {
    let options = Options::read()?;
    let out = io::BufWriter::new(anstream::stdout());
    match inspect(&mut Page { out, lang: options.lang }, &options) {
        // Whoever reads may stop reading: `… | head`.
        Err(error) if is_closed_pipe(&*error) => Ok(()),
        done => done,
    }
}

fn is_closed_pipe(error: &(dyn Error + 'static)) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}

struct Options {
    lang: Lang,
    seed: u64,
    events: Option<usize>,
    evidence: Option<usize>,
}

impl Options {
    fn read() -> Result<Self, Any> {
        let set = |name| std::env::var(name).ok().filter(|value: &String| !value.is_empty());
        let local = set("LC_ALL").or_else(|| set("LANG")).unwrap_or_default();
        let lang = if local.starts_with("zh") { Lang::Zh } else { Lang::En };
        let mut own = Self { lang, seed: 2023, events: None, evidence: None };
        let mut given = std::env::args().skip(1);
        while let Some(flag) = given.next() {
            let value = given.next().unwrap_or_default();
            match (flag.as_str(), value.as_str()) {
                ("--lang", "zh") => own.lang = Lang::Zh,
                ("--lang", "en") => own.lang = Lang::En,
                ("--seed", seed) => own.seed = seed.parse()?,
                ("--events", events) => own.events = Some(events.parse()?),
                ("--evidence", place) => own.evidence = Some(place.parse()?),
                _ => {
                    let known = "--lang en|zh, --seed N, --events N or --evidence N";
                    return Err(format!("`{flag} {value}`: use {known}").into());
                }
            }
        }
        Ok(own)
    }
}

fn inspect(page: &mut Page<impl Write>, options: &Options) -> Result<(), Any> {
    let text = liandong_sample::rulebook()?;
    let limits = text.with_profile(liandong_sample::profile()?)?;
    if let Some(place) = options.evidence {
        return evidence(page, &limits, &log(page, options), place);
    }
    writeln!(page.out, "{}  {}", paint(BOLD, "联动 liandong"), text.zone().name)?;
    let about = match page.lang {
        Lang::Zh => format!("{} 个事项，{} 个单位，均为虚构", text.matters().count(), text.parties().count()),
        Lang::En => {
            format!(
                "{} matters and {} parties, all fictional",
                text.matters().count(),
                text.parties().count()
            )
        }
    };
    writeln!(page.out, "{}", paint(FAINT, about))?;
    approvers(page, &text)?;
    transfers(page, &text)?;
    permission(page, &text)?;
    duties(page, &text)?;
    let log = log(page, options);
    audit::show(page, &text, &limits, &log)?;
    Ok(page.out.flush()?)
}

fn log<W: Write>(page: &Page<W>, options: &Options) -> EventLog {
    match options.events {
        None => EventLog::from_ndjson(liandong_sample::year(options.seed).ndjson()),
        Some(events) => page.waited(page.t("生成日志", "writing the log"), || {
            let mut log = EventLog::new();
            liandong_sample::scaled(events, options.seed).for_each(|event| log.push(&event));
            log
        }),
    }
}

/// The pack of one finding under the zone's limits, persons masked, as it can be handed on.
fn evidence(page: &mut Page<impl Write>, limits: &Rulebook, log: &EventLog, place: usize) -> Result<(), Any> {
    let audit = limits.audit(log, liandong_sample::scope(), liandong_sample::as_of());
    write!(page.out, "{}", audit.evidence(place)?.to_markdown(page.lang, Mask::Persons))?;
    Ok(page.out.flush()?)
}

/// One matter that stayed, one on either side of its transfer, one of its return, and one that nobody can tell.
fn approvers(page: &mut Page<impl Write>, rulebook: &Rulebook) -> Result<(), Any> {
    page.title("由谁审批", "Who approves?")?;
    for (id, days) in [
        ("S-043", &["2023-06-01"][..]),
        ("S-008", &["2023-03-14", "2023-03-15"]),
        ("S-075", &["2023-10-15", "2023-10-16"]),
        ("S-014", &["2023-06-01"]),
    ] {
        let matter = rulebook.matter(id)?;
        writeln!(page.out, "{} {}", paint(BOLD, id), matter.name())?;
        for on in days {
            let answer = matter.approver(on.parse()?);
            let who = match answer.value {
                Ok(party) => paint(GREEN, &party.name),
                Err(silence) => paint(YELLOW, silence.text(page.lang)),
            };
            writeln!(page.out, "  {on}  {who}")?;
            for reason in answer.reasons.iter() {
                let basis = match reason.basis {
                    Some(Basis::Reading(reading)) => {
                        format!(" · {} {}", page.t("口径", "reading"), reading.id())
                    }
                    Some(Basis::Limit(limit)) => format!(" · {} {}", page.t("时限", "limit"), limit.id()),
                    None => String::new(),
                };
                let why = match reason.fact {
                    Fact::Clause => reason.norm.row().restated.in_lang(page.lang).to_owned(),
                    fact => fact.text(page.lang),
                };
                let why = format!("{}  {why}{basis}", reason.norm.id());
                writeln!(page.out, "              {}", paint(FAINT, why))?;
            }
        }
    }
    Ok(())
}

fn transfers(page: &mut Page<impl Write>, rulebook: &Rulebook) -> Result<(), Any> {
    page.title("事项划转情况（2023-12-31）", "Where do the transfers stand? (2023-12-31)")?;
    let on = liandong_sample::as_of().day();
    let statuses: Vec<_> = rulebook.matters().map(|matter| matter.status(on).value.ok()).collect();
    for (status, zh, en) in [
        (Some(TransferStatus::Transferred), "已划转", "transferred"),
        (Some(TransferStatus::Retained), "未划转", "retained"),
        (Some(TransferStatus::Returned), "已收回", "returned"),
        (None, "不作认定", "undetermined"),
    ] {
        let count = statuses.iter().filter(|own| **own == status).count();
        let name = pad(page.t(zh, en), 14);
        writeln!(page.out, "  {name}{count:>4}  {}", bar(count, statuses.len(), 50))?;
    }
    Ok(())
}

fn permission(page: &mut Page<impl Write>, rulebook: &Rulebook) -> Result<(), Any> {
    page.title("可否为之", "May it?")?;
    let (kind, on) = (ActKind::Decide, "2023-06-01".parse()?);
    let act = Act { kind, actor: "bureau", officer: None, matter: Some("S-043"), on, accepted_on: None };
    let (name, bureau) = (rulebook.matter("S-043")?.name(), &rulebook.party("bureau")?.record().name);
    let asked = match page.lang {
        Lang::Zh => format!("{bureau}于 {on} 就“{name}”作出决定"),
        Lang::En => format!("{bureau} decides {name} on {on}"),
    };
    if let Ok(Verdict::Forbidden { competent, would_permit, .. }) = rulebook.permits(&act)?.value {
        let competent = competent.map_or("–", |party| &party.name);
        let mends = would_permit.iter().map(|mend| match mend {
            Mend::ActByCompetent => page.t("由有权机关为之", "that the competent party does it"),
            Mend::TransferToBureau => page.t("划转至审批局", "a transfer to the Bureau"),
            Mend::ReturnToOriginal => page.t("收回原审批部门", "a return to the original department"),
            Mend::RecordSupervision => page.t("登记为监管部门", "being recorded as supervising it"),
            Mend::OtherOfficer => page.t("换人办理", "another officer"),
            Mend::UsePlatform => page.t("在平台办理", "handling it on the platform"),
        });
        let mends: Vec<_> = mends.collect();
        let width = 18;
        writeln!(page.out, "  {asked}  {}", paint(RED, page.t("不可", "no")))?;
        let name = pad(page.t("有权机关", "competent"), width);
        writeln!(page.out, "  {name}{}", paint(GREEN, competent))?;
        let name = pad(page.t("使之可行", "would permit it"), width);
        writeln!(page.out, "  {name}{}", mends.join(page.t("，或", ", or ")))?;
    }
    Ok(())
}

fn duties(page: &mut Page<impl Write>, rulebook: &Rulebook) -> Result<(), Any> {
    page.title("一项决定引起什么", "What does a decision set off?")?;
    let at: When = "2023-05-10T10:30".parse()?;
    let mut decision = Event::new(EventKind::Decision, at);
    decision.case = Some("C-1".to_owned());
    decision.actor = Some("bureau".to_owned());
    decision.matter = Some("S-015".to_owned());
    decision.result = Some(Outcome::Granted);
    writeln!(page.out, "  {at}  {}", rulebook.matter("S-015")?.name())?;
    let log = EventLog::from(&decision);
    let mut norm = None;
    for duty in rulebook.duties(Trigger::Events(&log))? {
        if norm.replace(duty.norm) != Some(duty.norm) {
            let words = duty.time_word().map_or("", |word| word.in_lang(page.lang));
            let restated = duty.norm.row().restated.in_lang(page.lang);
            writeln!(page.out, "  {}  {}", paint(BOLD, duty.norm.id()), paint(YELLOW, words))?;
            writeln!(page.out, "        {}", paint(FAINT, restated))?;
        }
        let name = |who: Result<liandong::Who<'_>, liandong::Silence>| {
            who.map_or_else(|silence| silence.text(page.lang).to_owned(), |who| who.name().to_owned())
        };
        let to = duty.to.map(name).unwrap_or_default();
        writeln!(page.out, "        {} → {to}", name(duty.obligor))?;
    }
    Ok(())
}
