//! What enters: a value that cannot be taken. What leaves: a fault that names it, its place and the mend.

use crate::sort::sort_by;
use std::fmt;

/// One fault of an input: where it is, what is wrong and how to mend it, in Chinese and English.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fault {
    /// The place as a JSON path, for example `$.matters[17].original`.
    pub path: String,
    /// What is wrong and how to mend it, in English.
    pub en: String,
    /// The same in Chinese.
    pub zh: String,
}

impl Fault {
    pub(crate) fn new(path: impl Into<String>, en: impl Into<String>, zh: impl Into<String>) -> Self {
        Self { path: path.into(), en: en.into(), zh: zh.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.en)
    }
}

/// An input was refused; every fault found in it is listed.
///
/// ```
/// let error = liandong::Rulebook::from_json("{}").unwrap_err();
/// assert!(error.faults().iter().any(|fault| fault.path == "$.zone"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} refused: {}", .input.en(), Listed(.faults))]
pub struct InputError {
    input: Input,
    faults: Vec<Fault>,
}

/// Which input was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Input {
    /// The zone's catalogue.
    Catalogue,
    /// A profile of readings and limits.
    Profile,
    /// Transfers put beside those of a catalogue.
    Transfers,
    /// A question in the wire format.
    Question,
    /// An event.
    Event,
    /// A log as columns.
    Columns,
    /// A ledger's kept state.
    State,
}

impl Input {
    const fn en(self) -> &'static str {
        match self {
            Self::Catalogue => "catalogue",
            Self::Profile => "profile",
            Self::Transfers => "transfers",
            Self::Question => "question",
            Self::Event => "event",
            Self::Columns => "columns",
            Self::State => "state",
        }
    }

    const fn zh(self) -> &'static str {
        match self {
            Self::Catalogue => "目录",
            Self::Profile => "口径",
            Self::Transfers => "划转记录",
            Self::Question => "问题",
            Self::Event => "事件",
            Self::Columns => "列数据",
            Self::State => "台账状态",
        }
    }
}

impl InputError {
    pub(crate) fn new(input: Input, faults: Vec<Fault>) -> Self {
        Self { input, faults }
    }

    /// Which input was refused.
    #[must_use]
    pub const fn input(&self) -> Input {
        self.input
    }

    /// Every fault found, in the order of the input.
    #[must_use]
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// The message in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        let listed: Vec<_> =
            self.faults.iter().map(|fault| format!("{}：{}", fault.path, fault.zh)).collect();
        format!("{}未被接受：{}", self.input.zh(), listed.join("；"))
    }
}

struct Listed<'a>(&'a [Fault]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, fault) in self.0.iter().enumerate() {
            if place > 0 {
                f.write_str("; ")?;
            }
            fault.fmt(f)?;
        }
        Ok(())
    }
}

/// What an unknown id was meant to name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IdKind {
    /// A matter of the catalogue.
    Matter,
    /// A party of the catalogue.
    Party,
    /// A person of the catalogue.
    Person,
    /// A project of the catalogue.
    Project,
    /// A package of the catalogue.
    Package,
}

impl IdKind {
    /// The kind as the wire format writes it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Matter => "matter",
            Self::Party => "party",
            Self::Person => "person",
            Self::Project => "project",
            Self::Package => "package",
        }
    }

    const fn list(self) -> &'static str {
        match self {
            Self::Matter => "matters",
            Self::Party => "parties",
            Self::Person => "persons",
            Self::Project => "projects",
            Self::Package => "packages",
        }
    }

    pub(crate) const fn zh(self) -> &'static str {
        match self {
            Self::Matter => "事项",
            Self::Party => "单位",
            Self::Person => "人员",
            Self::Project => "项目",
            Self::Package => "套餐",
        }
    }
}

/// An id that the catalogue does not hold, with the nearest ones it does.
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("unknown {} `{id}`{}; add it to `{}` or correct the id", .kind.code(), Nearest(.nearest), .kind.list())]
pub struct UnknownId {
    /// What the id was meant to name.
    pub kind: IdKind,
    /// The id as it was given.
    pub id: String,
    /// Up to three known ids that resemble it, nearest first.
    pub nearest: Vec<String>,
}

impl UnknownId {
    /// The message in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        let near = if self.nearest.is_empty() {
            String::new()
        } else {
            format!("，相近的有 {}", self.nearest.join("、"))
        };
        format!("未知{} `{}`{near}；请补入 `{}` 或更正编号", self.kind.zh(), self.id, self.kind.list())
    }
}

struct Nearest<'a>(&'a [String]);

impl fmt::Display for Nearest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, id) in self.0.iter().enumerate() {
            f.write_str(if place == 0 { " (nearest: `" } else { ", `" })?;
            f.write_str(id)?;
            f.write_str("`")?;
        }
        if self.0.is_empty() { Ok(()) } else { f.write_str(")") }
    }
}

/// The up to three of `known` that resemble `id` most, nearest first.
///
/// ```
/// assert_eq!(liandong::nearest("mater", ["matter", "party"].into_iter()), ["matter"]);
/// ```
#[must_use]
pub fn nearest<'a>(id: &str, known: impl Iterator<Item = &'a str>) -> Vec<String> {
    // Ids longer than this are compared by their beginning, so that a hostile id costs no more than a real one.
    let head = |text: &str| -> String { text.chars().take(48).collect() };
    let id = head(id);
    let length = id.chars().count();
    let mut scored: Vec<(f64, &str)> = known
        // Texts of very different lengths cannot be alike by half.
        .filter(|candidate| {
            let other = candidate.chars().take(48).count();
            length.max(other) <= length.min(other).saturating_mul(2)
        })
        .map(|candidate| (strsim::normalized_levenshtein(&id, &head(candidate)), candidate))
        .filter(|(likeness, _)| *likeness >= 0.5)
        .collect();
    sort_by(&mut scored, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    scored.into_iter().take(3).map(|(_, candidate)| candidate.to_owned()).collect()
}
