//! What enters: the chain behind a finding. What leaves: a short document in Markdown, in Chinese or English.
//!
//! How names are written, and that nothing an adopter wrote becomes markup, is in `evidence/page.rs`.

use super::page::{Page, escaped};
use super::{ByWhen, Cause, Evidence, Mask, words};
use crate::day::When;
use crate::duty::Subject;
use crate::event_view::EventView;
use crate::limit::Basis;
use crate::text::{Lang, Text};

impl Evidence<'_> {
    /// The pack as a short document in Markdown.
    ///
    /// [`Audit::evidence`](crate::Audit::evidence) has an example.
    #[must_use]
    pub fn to_markdown(&self, lang: Lang, mask: Mask) -> String {
        let mut page = Page { own: self, veil: self.veil(mask, lang), lang, out: String::new() };
        page.finding();
        page.norm();
        page.expected();
        page.happened();
        page.choices();
        page.notes();
        page.sources();
        page.out
    }
}

impl Page<'_> {
    fn severity(&self) -> String {
        let (name, meaning) = words::severity(self.own.finding.severity);
        self.with(name.in_lang(self.lang), meaning.in_lang(self.lang))
    }

    fn finding(&mut self) {
        let finding = &self.own.finding;
        let what = self.label(finding.code.text());
        let title = self.t("证据材料：", "Evidence: ");
        self.line(&format!("# {title}{what}\n"));
        let nobody = words::JUDGES_NOBODY.in_lang(self.lang);
        self.line(&format!("> {nobody}\n"));
        self.head(&[self.t("项", "Item"), self.t("内容", "Content")]);
        self.row("所见", "Found", Some(format!("{what} `{}`", finding.code.code())));
        self.row("程度", "Severity", Some(self.severity()));
        self.row("义务单位", "Owed by", finding.obligor.map(|party| self.record(party)));
        self.row("对象", "Towards", finding.to.map(|who| self.who(who)));
        self.row("行为单位", "Done by", finding.actor.map(|party| self.record(party)));
        self.row("所涉", "About", Some(self.subject()));
        self.row(
            "期间",
            "Interval",
            finding.interval.map(|(from, to)| {
                let days = i64::from(from.days_until(to)).saturating_add(1);
                match self.lang {
                    Lang::Zh => format!("{from} 至 {to}，首末两日均在内，共{days}日"),
                    Lang::En => format!("{from} to {to}, both days included: {days} days"),
                }
            }),
        );
        self.row("历时", "Elapsed", finding.elapsed.map(|elapsed| words::elapsed(elapsed, self.lang)));
        let late = self.own.late_by.map(|late| words::elapsed(late, self.lang));
        self.row("超出期限", "Beyond the time", late);
        // Why a line is no event may quote it, and nobody in it is known.
        let quotes = self.veil.is_masked() && matches!(finding.subject, Subject::Line(_));
        let named = finding.named.as_deref().filter(|_| !quotes).map(|named| escaped(&self.veil.text(named)));
        self.row("日志所写", "As logged", named);
        let nearest: Vec<_> = finding.nearest.iter().map(|id| escaped(id)).collect();
        self.row("相近的有", "Resembles", Some(nearest.join(self.t("、", ", "))));
        let left_out: Vec<_> = finding.left_out.iter().map(|id| self.project(id)).collect();
        self.row("遗漏的项目", "Left out", Some(left_out.join(self.t("、", ", "))));
        self.row(
            "可能的情形",
            "Possible ground",
            finding.possible_ground.map(|ground| {
                let (ground, only) =
                    (ground.text().in_lang(self.lang), self.t("3.3，仅为可能", "3.3, only possible"));
                self.with(ground, only)
            }),
        );
    }

    fn norm(&mut self) {
        let Some(row) = self.own.row else { return };
        self.heading("规范", "The norm");
        let clause = match self.lang {
            Lang::Zh => row.clause,
            Lang::En => row.clause_en,
        };
        let restated = row.restated.in_lang(self.lang);
        let (colon, id) = (self.t("：", ": "), row.norm.id());
        let cited = self.with(&format!("**{id}**"), clause);
        let obligor = row.obligor.in_lang(self.lang);
        self.line(&format!("{cited}{colon}{restated}\n"));
        self.item("义务主体", "Owed by", obligor);
        self.item("对象", "Towards", row.towards.map_or("", |text| text.in_lang(self.lang)));
        self.item("时间用语", "Time word", row.time_word.map_or("", |text| text.in_lang(self.lang)));
        self.item("情态用语", "Modal verb", row.modal.word().map_or("", |text| text.in_lang(self.lang)));
        self.item("认定限度", "How far it is decided", words::class(row.class()).in_lang(self.lang));
    }

    fn expected(&mut self) {
        let own = self.own;
        if own.cause.is_none() && own.act.is_none() && own.by_when == ByWhen::NoTime {
            return;
        }
        self.heading("应当如何", "What was expected");
        let cause = match &own.cause {
            Some(Cause::Event(event)) => {
                format!("{} {}", words::when(event.at), self.kind_and_id(event))
            }
            Some(Cause::Since(day)) => {
                let fact = own.finding.norm.map_or("", |norm| words::since(norm).in_lang(self.lang));
                match self.lang {
                    Lang::Zh => format!("{day} 起计：{fact}"),
                    Lang::En => format!("counted from {day}: {fact}"),
                }
            }
            None => String::new(),
        };
        self.item("起因", "Set off by", &cause);
        let by = own.finding.obligor.map(|party| self.record(party)).unwrap_or_default();
        let by = match own.duty.map(|duty| duty.obligor) {
            Some(obligor) => self.who_or(obligor),
            None => by,
        };
        self.item("由谁", "By whom", &by);
        self.item("行为", "Act", own.act.map_or("", |kind| self.label(kind.text())));
        self.item("向谁", "Towards", &own.to.map(|to| self.who_or(to)).unwrap_or_default());
        self.item("渠道", "Channel", own.channel.map_or("", |own| words::channel(own).in_lang(self.lang)));
        let by_when = words::by_when(&own.by_when, self.lang);
        self.item("期限", "By when", &by_when);
        self.count();
    }

    /// The count of working days, day by day.
    fn count(&mut self) {
        let ByWhen::Limit { counting, .. } = &self.own.by_when else { return };
        if counting.days.is_empty() {
            return;
        }
        self.line("");
        let heads = [
            self.t("日期", "Day"),
            self.t("星期", "Weekday"),
            self.t("第几个工作日", "Working day no."),
            self.t("说明", "Why"),
        ];
        self.head(&heads);
        let start = counting.start.day();
        let not_counted = self.t("起因之日，不计", "day of the trigger, not counted");
        let week = words::weekday(start.weekday()).in_lang(self.lang);
        self.line(&format!("| {start} | {week} | – | {not_counted} |"));
        for counted in &counting.days {
            let number = counted.number.map_or("–".to_owned(), |number| number.to_string());
            let week = words::weekday(counted.day.weekday()).in_lang(self.lang);
            let last = self.own.by_when.due().is_some_and(|due| due.day() == counted.day);
            let mut why = counted.sort.text().in_lang(self.lang).to_owned();
            if last {
                why.push_str(self.t("；末日", "; the last day"));
            }
            self.cells(&[counted.day.to_string(), week.to_owned(), number, why]);
        }
        if counting.unlisted > 0 {
            let text = match self.lang {
                Lang::Zh => format!("其后还有{}日，未逐日列出。", counting.unlisted),
                Lang::En => format!("{} more days follow that are not listed.", counting.unlisted),
            };
            self.line(&format!("\n{text}"));
        }
        self.line("");
        for (year, source) in &counting.sources {
            let source = escaped(&self.veil.text(source));
            match self.lang {
                Lang::Zh => self.line(&format!("- {year}年工作日依据：{source}")),
                Lang::En => self.line(&format!("- Working days of {year} from: {source}")),
            }
        }
    }

    fn happened(&mut self) {
        if self.own.happened.is_empty() && self.own.nothing_until.is_none() {
            return;
        }
        self.heading("实际情况", "What happened");
        if !self.own.happened.is_empty() {
            let heads = [
                self.t("时间", "When"),
                self.t("事件", "Event"),
                self.t("在本项中", "Here"),
                self.t("单位", "Party"),
                self.t("人员", "Person"),
                self.t("对象", "To"),
                self.t("渠道", "Channel"),
                self.t("其他", "Else"),
            ];
            self.head(&heads);
            for own in &self.own.happened {
                let event = &own.event;
                let cells = [
                    words::when(event.at),
                    self.kind_and_id(event),
                    own.part.text().in_lang(self.lang).to_owned(),
                    event.actor.map(|id| self.party(id)).unwrap_or_default(),
                    event.officer.map(|id| self.person(id)).unwrap_or_default(),
                    self.addressed(event),
                    event
                        .channel
                        .map_or(String::new(), |own| words::channel(own).in_lang(self.lang).to_owned()),
                    self.else_of(event),
                ];
                self.cells(&cells);
            }
        }
        if let Some(until) = self.own.nothing_until {
            let (until, interval) = (words::when(until), self.own.finding.interval);
            let text = match (self.lang, interval) {
                (Lang::Zh, None) => format!("截至 {until}，未见履行本项的记录。"),
                (Lang::En, None) => format!("Up to {until}, nothing was logged that discharges it."),
                (Lang::Zh, Some((from, to))) => format!("{from} 至 {to}，未见履行本项的记录。"),
                (Lang::En, Some((from, to))) => {
                    format!("From {from} to {to}, nothing is on record that meets it.")
                }
            };
            let gap = if self.own.happened.is_empty() { "" } else { "\n" };
            self.line(&format!("{gap}{text}"));
        }
    }

    fn addressed(&self, event: &EventView<'_>) -> String {
        let party = event.to.map(|id| self.party(id));
        let person = event.person.map(|id| self.person(id));
        [party, person].into_iter().flatten().collect::<Vec<_>>().join(self.t("，", ", "))
    }

    /// What an event says besides, in short.
    fn else_of(&self, event: &EventView<'_>) -> String {
        let text = |zh, en, own: Option<&str>| {
            own.map(|own| format!("{} {}", self.t(zh, en), escaped(&self.veil.text(own))))
        };
        let word = |own: Text| own.in_lang(self.lang).to_owned();
        let covers: Vec<_> = event.covers.iter().map(|id| escaped(&self.veil.project(id))).collect();
        let said = [
            event.result.map(|own| word(words::outcome(own))),
            event.handled_via.map(|own| word(words::via(own))),
            text("办件", "case", event.case),
            event.matter.map(|id| format!("{} {}", self.t("事项", "matter"), self.matter(id))),
            event.project.map(|id| format!("{} {}", self.t("项目", "project"), self.project(id))),
            event.with.map(|id| format!("{} {}", self.t("会同", "with"), self.party(id))),
            text("指向", "refers to", event.refers_to),
            text("期间", "period", event.period),
            event.recorded.map(|day| format!("{} {day}", self.t("登记于", "recorded"))),
            (!covers.is_empty()).then(|| format!("{} {}", self.t("涵盖", "covers"), covers.join(", "))),
            text("关于", "about", event.about),
            text("情形", "ground", event.ground),
        ];
        said.into_iter().flatten().collect::<Vec<_>>().join(self.t("；", "; "))
    }

    fn choices(&mut self) {
        self.heading("口径与时限", "Readings and limits");
        match self.own.finding.basis {
            Some(Basis::Reading(reading)) => {
                let text = format!("`{}`{}{}", reading.id(), self.t("：", ": "), self.label(reading.text()));
                self.item("依据口径（列其默认读法）", "Rests on the reading, here by its default", &text);
                let choice = self.own.choice().map(|choice| match choice.as_str() {
                    // One of the options that the register of readings names.
                    Some(option) => format!("`{option}`"),
                    None => escaped(&self.veil.text(choice.to_string().trim_matches(['{', '}']))),
                });
                self.item("本口径集所选", "Chosen by the profile", &choice.unwrap_or_default());
            }
            Some(Basis::Limit(limit)) => {
                let text = format!(
                    "`{}`{}{}",
                    limit.id(),
                    self.t("：", ": "),
                    words::limit_name(limit).in_lang(self.lang)
                );
                self.item("依据时限", "Rests on the limit", &text);
            }
            None if self.own.row.is_some() => {
                self.item("依据", "Rests on", self.t("条文本身", "the text alone"));
            }
            None => {}
        }
        let name = escaped(&self.veil.text(&self.own.profile.name));
        self.item("口径集", "Profile", &name);
        let source = self.own.profile.source.as_deref().map(|own| escaped(&self.veil.text(own)));
        self.item("其来源", "Its source", &source.unwrap_or_default());
    }

    fn notes(&mut self) {
        let notes: Vec<_> = self.own.notes().skip(1).collect();
        if notes.is_empty() {
            return;
        }
        self.heading("说明", "To bear in mind");
        for note in notes {
            self.line(&format!("- {}", note.in_lang(self.lang)));
        }
    }

    fn sources(&mut self) {
        let own = self.own;
        self.heading("复核依据", "To check it again");
        self.item("核查截至", "Audited as of", &words::when(own.as_of));
        let norms = own.scope.norms.as_ref();
        let norms = norms
            .map(|norms| norms.iter().map(|norm| norm.id()).collect::<Vec<_>>().join(self.t("、", ", ")));
        self.item("核查规范", "Norms", &norms.unwrap_or_else(|| self.t("全部", "all").to_owned()));
        let day =
            |day: Option<crate::day::Day>| day.map(|day| words::when(When::Day(day))).unwrap_or_default();
        self.item("核查起日", "From", &day(own.scope.from));
        self.item("核查止日", "To", &day(own.scope.to));
        let digests = own.digests;
        for (zh, en, digest) in [
            ("目录摘要", "Digest of the catalogue", &digests.catalogue),
            ("口径摘要", "Digest of the profile", &digests.profile),
            ("日历摘要", "Digest of the calendar", &digests.calendar),
        ] {
            self.item(zh, en, &format!("`{digest}`"));
        }
        self.item("程序版本", "Library", &format!("liandong {}", own.version));
    }
}
