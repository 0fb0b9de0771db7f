//! What enters: the sample zone and its generated year. What leaves: a walk through what `liandong` answers, printed.
//!
//! `cargo run --release --example inspection -- [--lang en|zh] [--seed N] [--events N]`

#![allow(clippy::arithmetic_side_effects, reason = "counts of a sample, not the rules")]

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{self, ErrorKind, Write};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use anstyle::{AnsiColor, Color, Style};
use liandong::{
    Act, ActKind, Audit, Basis, Day, Elapsed, Event, EventKind, EventLog, Finding, FindingCode, Lang,
    Outcome, Rulebook, Severity, Subject, TransferStatus, Trigger, Verdict, When,
};
use liandong_sample as sample;
use unicode_width::UnicodeWidthStr;

type Any = Box<dyn Error>;

const BOLD: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const RED: Style = colour(AnsiColor::Red);
const YELLOW: Style = colour(AnsiColor::Yellow);
const GREEN: Style = colour(AnsiColor::Green);
const CYAN: Style = colour(AnsiColor::Cyan).bold();

const fn colour(colour: AnsiColor) -> Style {
    Style::new().fg_color(Some(Color::Ansi(colour)))
}

fn main() -> Result<(), Any> {
    let options = Options::read()?;
    let out = io::BufWriter::new(anstream::AutoStream::auto(io::stdout()));
    match (Page { out, lang: options.lang }).inspect(&options) {
        // Whoever reads may stop reading: `… | head`.
        Err(error)
            if error.downcast_ref().is_some_and(|io: &io::Error| io.kind() == ErrorKind::BrokenPipe) =>
        {
            Ok(())
        }
        other => other,
    }
}

struct Options {
    lang: Lang,
    seed: u64,
    events: Option<usize>,
}

impl Options {
    fn read() -> Result<Self, Any> {
        let local = std::env::var("LC_ALL").or_else(|_| std::env::var("LANG")).unwrap_or_default();
        let lang = if local.starts_with("zh") { Lang::Zh } else { Lang::En };
        let mut own = Self { lang, seed: 2023, events: None };
        let mut given = std::env::args().skip(1);
        while let Some(flag) = given.next() {
            let value = given.next().ok_or_else(|| format!("`{flag}` needs a value"))?;
            match (flag.as_str(), value.as_str()) {
                ("--lang", "zh") => own.lang = Lang::Zh,
                ("--lang", "en") => own.lang = Lang::En,
                ("--seed", seed) => own.seed = seed.parse()?,
                ("--events", events) => own.events = Some(events.parse()?),
                _ => return Err(format!("`{flag} {value}`: use --lang en|zh, --seed N or --events N").into()),
            }
        }
        Ok(own)
    }
}

/// What is printed, and in which language.
struct Page<W> {
    out: W,
    lang: Lang,
}

fn paint(style: Style, text: impl std::fmt::Display) -> String {
    format!("{style}{text}{style:#}")
}

/// Pads to a width in terminal columns, of which a Chinese character takes two.
fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

fn bar(part: usize, whole: usize, width: usize) -> String {
    let full = (part * width).div_ceil(whole.max(1)).min(width);
    paint(GREEN, "█".repeat(full)) + &paint(FAINT, "░".repeat(width - full))
}

impl<W: Write> Page<W> {
    fn t(&self, zh: &'static str, en: &'static str) -> &'static str {
        if self.lang == Lang::Zh { zh } else { en }
    }

    fn title(&mut self, zh: &'static str, en: &'static str) -> io::Result<()> {
        let text = self.t(zh, en);
        writeln!(self.out, "\n{} {}", paint(CYAN, text), paint(FAINT, "─".repeat(94 - text.width())))
    }

    fn inspect(&mut self, options: &Options) -> Result<(), Any> {
        let text = sample::rulebook()?;
        let own = text.with_profile(sample::profile()?)?;
        let matters = text.matters().count();
        let name = text.zone().name.clone();
        writeln!(self.out, "{}  {name}", paint(BOLD, "联动 liandong"))?;
        let told = self.t("除规则外均为虚构：", "Everything but the rules is fictional:");
        let (m, p) = (self.t("个事项", "matters"), self.t("个单位", "parties"));
        writeln!(
            self.out,
            "{}",
            paint(FAINT, format!("{told} {matters} {m}, {} {p}", text.parties().count()))
        )?;
        self.who_approves(&text)?;
        self.transfers(&text)?;
        self.permission(&text)?;
        self.duties(&text)?;
        let log = match options.events {
            None => EventLog::from_ndjson(&sample::year(options.seed).ndjson()),
            Some(events) => self.waited(|| {
                let mut log = EventLog::new();
                sample::scaled(events, options.seed).for_each(|event| log.push(&event));
                log
            }),
        };
        self.audit(&text, &own, &log)?;
        Ok(self.out.flush()?)
    }

    fn who_approves(&mut self, rulebook: &Rulebook) -> Result<(), Any> {
        self.title("谁审批？", "Who approves?")?;
        for (id, days) in [
            ("S-043", &["2023-06-01"][..]),
            ("S-008", &["2023-03-14", "2023-03-15"]),
            ("S-075", &["2023-10-15", "2023-10-16"]),
            ("S-014", &["2023-06-01"]),
        ] {
            let matter = rulebook.matter(id)?;
            writeln!(self.out, "{} {}", paint(BOLD, id), matter.name())?;
            for on in days {
                let answer = matter.approver(on.parse()?);
                let who = match answer.value {
                    Ok(party) => paint(GREEN, &party.name),
                    Err(silence) => paint(YELLOW, silence.text(self.lang)),
                };
                writeln!(self.out, "  {on}  {who}")?;
                for reason in answer.reasons.iter() {
                    writeln!(self.out, "{}{}", " ".repeat(14), paint(FAINT, reason.text(self.lang)))?;
                }
            }
        }
        Ok(())
    }

    fn transfers(&mut self, rulebook: &Rulebook) -> Result<(), Any> {
        self.title("划转到哪一步？（2023-12-31）", "Where do the transfers stand? (2023-12-31)")?;
        let on: Day = "2023-12-31".parse()?;
        let (mut counts, mut whole) = ([0usize; 4], 0);
        for matter in rulebook.matters() {
            let [transferred, retained, returned, silent] = &mut counts;
            *match matter.status(on).value {
                Ok(TransferStatus::Transferred) => transferred,
                Ok(TransferStatus::Retained) => retained,
                Ok(TransferStatus::Returned) => returned,
                Err(_) => silent,
            } += 1;
            whole += 1;
        }
        let names = [
            ("已划转", "transferred"),
            ("未划转", "retained"),
            ("已收回", "returned"),
            ("不作认定", "undetermined"),
        ];
        for ((zh, en), count) in names.into_iter().zip(counts) {
            writeln!(self.out, "  {} {count:>4}  {}", pad(self.t(zh, en), 14), bar(count, whole, 50))?;
        }
        Ok(())
    }

    fn permission(&mut self, rulebook: &Rulebook) -> Result<(), Any> {
        self.title("可以吗？", "May it?")?;
        let on = "2023-06-01".parse()?;
        let act = Act {
            kind: ActKind::Decide,
            actor: "bureau",
            officer: None,
            matter: Some("S-043"),
            on,
            accepted_on: None,
        };
        let (name, bureau) = (rulebook.matter("S-043")?.name(), &rulebook.party("bureau")?.record().name);
        let asked = match self.lang {
            Lang::Zh => format!("{bureau}于{on}决定“{name}”"),
            Lang::En => format!("{bureau} decides {name} on {on}"),
        };
        let answer = rulebook.permits(&act)?;
        if let Ok(Verdict::Forbidden { why, competent, would_permit }) = answer.value {
            writeln!(self.out, "  {asked}: {} ({})", paint(RED, self.t("不可以", "no")), why.code())?;
            let who = competent.map_or("–", |party| &party.name);
            let mends: Vec<_> = would_permit.iter().map(|mend| mend.code()).collect();
            writeln!(self.out, "  {} {}", self.t("有权机关：", "competent:"), paint(GREEN, who))?;
            writeln!(self.out, "  {} {}", self.t("可使其成立：", "what would permit it:"), mends.join(", "))?;
        }
        Ok(())
    }

    fn duties(&mut self, rulebook: &Rulebook) -> Result<(), Any> {
        self.title("一个决定引起什么？", "What does a decision set off?")?;
        let at: When = "2023-05-10T10:30".parse()?;
        let mut event = Event::new(EventKind::Decision, at);
        (event.id, event.case) = (Some("E-1".to_owned()), Some("C-1".to_owned()));
        (event.actor, event.matter) = (Some("bureau".to_owned()), Some("S-015".to_owned()));
        event.result = Some(Outcome::Granted);
        writeln!(self.out, "  {at}  {}", rulebook.matter("S-015")?.name())?;
        let log = EventLog::from(&event);
        for duty in rulebook.duties(Trigger::Events(&log))? {
            let party = |party: Result<&liandong::Party, liandong::Silence>| {
                party.map_or_else(|silence| silence.text(self.lang).to_owned(), |party| party.name.clone())
            };
            let to = duty.to.map(party).unwrap_or_default();
            let word = duty.time_word().map_or("", |word| word.zh);
            let what = duty.norm.row().restated.in_lang(self.lang);
            let (norm, from) = (paint(BOLD, duty.norm.id()), party(duty.obligor));
            writeln!(self.out, "  {norm}  {} → {}  {}", from, pad(&to, 22), paint(YELLOW, word))?;
            writeln!(self.out, "        {}", paint(FAINT, what))?;
        }
        Ok(())
    }

    fn audit(&mut self, text: &Rulebook, own: &Rulebook, log: &EventLog) -> Result<(), Any> {
        let began = Instant::now();
        let audit = self.waited(|| text.audit(log, sample::scope(), sample::as_of()));
        let took = began.elapsed();
        let limited = self.waited(|| own.audit(log, sample::scope(), sample::as_of()));
        self.title("2023年核查（截至2023-12-31）", "The audit of 2023, as of 2023-12-31")?;
        let counts = |audit: &Audit| {
            let mut counts = [0usize; 3];
            for finding in audit.findings() {
                if let Some(count) = counts.get_mut(finding.severity as usize) {
                    *count += 1;
                }
            }
            counts
        };
        let (events, duties, ms) = (log.len(), audit.duty_count(), took.as_secs_f64() * 1000.0);
        let speed = match self.lang {
            Lang::Zh => format!("{events} 个事件，{duties} 项义务，用时 {ms:.0} 毫秒"),
            Lang::En => format!("{events} events, {duties} duties, in {ms:.0} ms"),
        };
        writeln!(self.out, "  {speed}")?;
        let limits = self.t("按示例区自定时限", "under the zone's own limits");
        for (name, audit) in [
            (self.t("按文本（无数字时限）", "under the text, which names no number"), &audit),
            (limits, &limited),
        ] {
            let [breach, review, info] = counts(audit);
            let (b, r, i) = (self.t("违反", "breaches"), self.t("核查", "reviews"), self.t("提示", "infos"));
            let (breach, review) =
                (paint(RED, format!("{breach:>5} {b}")), paint(YELLOW, format!("{review:>5} {r}")));
            writeln!(
                self.out,
                "  {} {breach} {review} {}",
                pad(name, 38),
                paint(FAINT, format!("{info:>5} {i}"))
            )?;
        }
        self.by_party(&limited)?;
        self.scorecard(&limited)
    }

    fn by_party(&mut self, audit: &Audit) -> Result<(), Any> {
        self.title("按责任单位（示例区时限）", "By the party that owed it (the zone's limits)")?;
        let mut parties: BTreeMap<&str, Vec<Finding>> = BTreeMap::new();
        for finding in audit.findings() {
            if let Some(party) = finding.obligor {
                parties.entry(&party.name).or_default().push(finding);
            }
        }
        let mut parties: Vec<_> = parties.into_iter().collect();
        parties.sort_by_key(|(name, findings)| (std::cmp::Reverse(findings.len()), *name));
        for (name, mut findings) in parties {
            let mut codes: BTreeMap<FindingCode, usize> = BTreeMap::new();
            findings.iter().for_each(|finding| *codes.entry(finding.code).or_default() += 1);
            let mut codes: Vec<_> = codes.into_iter().collect();
            codes.sort_by_key(|(code, count)| (std::cmp::Reverse(*count), *code));
            let most: Vec<_> =
                codes.iter().take(3).map(|(code, count)| format!("{} {count}", code.code())).collect();
            let rest = if codes.len() > 3 { " …" } else { "" };
            writeln!(
                self.out,
                "{}{:>4}  {}",
                paint(BOLD, pad(name, 24)),
                findings.len(),
                paint(FAINT, most.join(" · ") + rest)
            )?;
            findings
                .sort_by_key(|finding| (finding.severity, std::cmp::Reverse(length(finding)), finding.code));
            let mut shown = Vec::new();
            for finding in &findings {
                if shown.len() < 2 && !shown.contains(&finding.code) {
                    shown.push(finding.code);
                    self.finding(finding)?;
                }
            }
        }
        Ok(())
    }

    fn finding(&mut self, finding: &Finding) -> io::Result<()> {
        let style = if finding.severity == Severity::Breach { RED } else { YELLOW };
        let norm = finding.norm.map_or("–", |norm| norm.id());
        let what = finding.code.text().in_lang(self.lang);
        let whom = match finding.subject {
            Subject::Case(id) | Subject::Matter(id) | Subject::Event(id) => id.to_owned(),
            Subject::Party(_) => String::new(),
            Subject::Line(line) => format!("{line}"),
        };
        let to = finding.to.map(|party| format!(" → {}", party.name)).unwrap_or_default();
        writeln!(self.out, "  {} {} {} {whom}{to}", paint(style, "●"), pad(norm, 4), what)?;
        let mut evidence = finding.events.clone();
        let days = finding.interval.map(|(from, to)| format!("{from}–{to}"));
        evidence.extend(days.as_deref());
        let time = finding.elapsed.filter(|_| finding.interval.is_none()).map(|elapsed| self.time(elapsed));
        evidence.extend(time.as_deref());
        let basis = finding.basis.map(|basis| match basis {
            Basis::Reading(reading) => format!("{} {}", self.t("口径", "reading"), reading.id()),
            Basis::Limit(limit) => format!("{} {}", self.t("时限", "limit"), limit.id()),
        });
        evidence.extend(basis.as_deref());
        let ground = finding
            .possible_ground
            .map(|ground| format!("{} {}", self.t("可能情形", "possibly"), ground.code()));
        evidence.extend(ground.as_deref());
        writeln!(self.out, "         {}", paint(FAINT, evidence.join(" · ")))
    }

    fn time(&self, elapsed: Elapsed) -> String {
        let days = match elapsed {
            Elapsed::Minutes(minutes) if minutes >= 2_880 => Elapsed::Days((minutes / 1_440) as i32),
            other => other,
        };
        if self.lang == Lang::Zh { days.zh() } else { days.to_string() }
    }

    fn scorecard(&mut self, audit: &Audit) -> Result<(), Any> {
        self.title("各单位履行情况（示例区时限）", "How each party stands (the zone's limits)")?;
        let names = [("已履行", "done"), ("未履行", "open"), ("违反", "breaches"), ("核查", "reviews")];
        write!(self.out, "{}", pad("", 24))?;
        for (zh, en) in names {
            let name = self.t(zh, en);
            write!(self.out, "{}{}", " ".repeat(9 - name.width()), paint(FAINT, name))?;
        }
        writeln!(self.out)?;
        for own in audit.standing() {
            let (done, open) = (own.fulfilled, own.open);
            let share = if done + open == 0 { String::new() } else { bar(done, done + open, 20) };
            let mark = |style, count| {
                if count == 0 { paint(FAINT, "        –") } else { paint(style, format!("{count:>9}")) }
            };
            let (breaches, reviews) = (mark(RED, own.breaches), mark(YELLOW, own.reviews));
            writeln!(self.out, "{}{done:>9}{open:>9}{breaches}{reviews}  {share}", pad(&own.party.name, 24))?;
        }
        Ok(())
    }

    /// Runs something and, should it take longer than a second, says that it still does.
    fn waited<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        let (done, waiting) = mpsc::channel::<()>();
        std::thread::scope(|scope| {
            let message = self.t("正在核查", "working");
            scope.spawn(move || {
                if waiting.recv_timeout(Duration::from_secs(1)) == Err(RecvTimeoutError::Timeout) {
                    let spinner = indicatif::ProgressBar::new_spinner().with_message(message);
                    spinner.enable_steady_tick(Duration::from_millis(80));
                    let _ended = waiting.recv();
                    spinner.finish_and_clear();
                }
            });
            let value = work();
            drop(done);
            value
        })
    }
}

/// How long something was left, in days.
fn length(finding: &Finding) -> i32 {
    match (finding.interval, finding.elapsed) {
        (Some((from, to)), _) => from.days_until(to),
        (None, Some(Elapsed::Days(days))) => days,
        (None, Some(Elapsed::Minutes(minutes))) => (minutes / 1_440) as i32,
        (None, None) => 0,
    }
}
