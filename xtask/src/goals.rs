//! What speed is aimed at: in come measured times and sizes by their keys, out one row a goal, as text or as JSON.
//!
//! Every number that is aimed at stands here and nowhere else.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// What was measured, by key: nanoseconds a question or event, or bytes. [`GOALS`] names every key.
pub type Measured = BTreeMap<String, f64>;

/// What is aimed at.
#[derive(Clone, Copy)]
enum Aim {
    /// Nanoseconds at most.
    Nanoseconds(f64),
    /// Million events a second at least.
    Millions(f64),
    /// The other takes so many times ours at least.
    Times(f64),
    /// Ours takes so many times the other at most.
    Within(f64),
    /// Bytes an event at most.
    Bytes(f64),
    /// GiB at most.
    Gibibytes(f64),
}

/// A goal: its name, the key of ours, the key of what it is held against.
struct Goal(&'static str, &'static str, Option<&'static str>, Aim);

use Aim::{Bytes, Gibibytes, Millions, Nanoseconds, Times, Within};

const APPROVER: &str = "approver/strings liandong";
const ONE: &str = "audit ours 1";
const TWO: &str = "audit ours 2";
const PARQUET: &str = "parquet liandong 2";
const CSV: &str = "csv liandong";

/// How much more an event may take among ten times as many for the growth to be called linear.
const LINEAR: f64 = 1.25;

/// Every goal; one thread where no number is named.
const GOALS: &[Goal] = &[
    Goal("who approves, by strings, with reasons", APPROVER, None, Nanoseconds(25.0)),
    Goal("who approves: the limit", APPROVER, Some("approver/strings limit"), Within(1.3)),
    Goal("who approves: HashMap", APPROVER, Some("approver/strings HashMap"), Times(2.0)),
    Goal("who approves: datalogic, JSON text", APPROVER, Some("approver/strings datalogic"), Times(30.0)),
    Goal("who approves: Cedar, reasons", APPROVER, Some("approver/strings cedar"), Times(700.0)),
    Goal("who approves, by dense ids, a batch", "approver/dense liandong", None, Nanoseconds(4.0)),
    Goal("audit in memory, 2.4 to 2.6", ONE, None, Millions(30.0)),
    Goal("audit in memory: polars", ONE, Some("audit polars 1"), Times(6.0)),
    Goal("audit in memory: DuckDB SQL", ONE, Some("audit DuckDB SQL 1"), Times(6.0)),
    Goal("audit in memory: the limit", ONE, Some("audit limit 1"), Within(1.5)),
    Goal("audit in memory, 2 threads: 1 thread", TWO, Some("audit ours 1, by the wall"), Times(1.8)),
    Goal("audit in memory, 2 threads: polars on 2", TWO, Some("audit polars 2"), Times(4.0)),
    Goal("audit in memory, 2 threads: DuckDB SQL on 2", TWO, Some("audit DuckDB SQL 2"), Times(4.0)),
    Goal("audit in memory, all norms: 2.4 to 2.6", "audit ours 1, all norms", Some(ONE), Times(0.6)),
    Goal("Parquet to findings, 2 threads", PARQUET, None, Millions(15.0)),
    Goal("Parquet to findings, 2 threads: DuckDB SQL", PARQUET, Some("parquet DuckDB SQL 2"), Times(2.0)),
    Goal("Parquet to findings, 2 threads: polars", PARQUET, Some("parquet polars 2"), Times(1.5)),
    Goal("CSV to findings", CSV, None, Millions(5.0)),
    Goal("CSV to findings: csv + serde", CSV, Some("csv csv + serde"), Times(2.5)),
    Goal("memory of an audit in parts, its log included", "bytes an event in parts", None, Bytes(64.0)),
    Goal("memory of an audit that is kept, its log included", "bytes an event", None, Bytes(64.0)),
    Goal("memory of the largest audit", "bytes of the largest", None, Gibibytes(8.0)),
    Goal(
        "the largest audit: one tenth of it",
        "audit of the largest",
        Some("audit of a tenth"),
        Within(LINEAR),
    ),
];

/// What came of a goal.
pub struct Row {
    name: &'static str,
    ours: Option<f64>,
    other: Option<f64>,
    ratio: Option<f64>,
    goal: String,
    met: bool,
}

/// A row a goal; one that was not measured is not met.
pub fn rows(measured: &Measured) -> Vec<Row> {
    GOALS.iter().map(|goal| row(goal, measured)).collect()
}

fn row(Goal(name, ours, other, aim): &Goal, measured: &Measured) -> Row {
    let ours = measured.get(*ours).copied();
    let other = other.and_then(|key| measured.get(key)).copied();
    let both = ours.zip(other);
    let (shown, ratio, goal, met) = match *aim {
        Nanoseconds(most) => (ours, None, format!("<= {most} ns"), ours.map(|own| own <= most)),
        Bytes(most) => (ours, None, format!("<= {most} B an event"), ours.map(|own| own <= most)),
        Gibibytes(most) => {
            let own = ours.map(|bytes| bytes / f64::from(1 << 30));
            (own, None, format!("<= {most} GiB"), own.map(|own| own <= most))
        }
        Millions(least) => {
            let own = ours.map(|nanoseconds| 1e3 / nanoseconds);
            (own, None, format!(">= {least} M/s"), own.map(|own| own >= least))
        }
        Times(least) => {
            let ratio = both.map(|(ours, other)| other / ours);
            (ours, ratio, format!(">= {least} x"), ratio.map(|ratio| ratio >= least))
        }
        Within(most) => {
            let ratio = both.map(|(ours, other)| ours / other);
            (ours, ratio, format!("<= {most} x"), ratio.map(|ratio| ratio <= most))
        }
    };
    Row { name, ours: shown, other, ratio, goal, met: met.unwrap_or(false) }
}

impl Row {
    /// A line of JSON.
    pub fn json(&self) -> Value {
        json!({
            "name": self.name,
            "ours": self.ours,
            "other": self.other,
            "ratio": self.ratio,
            "goal": self.goal,
            "met": self.met,
        })
    }
}

/// The rows as a table in Markdown.
pub fn table(rows: &[Row]) -> String {
    let number = |value: Option<f64>| match value {
        None => String::new(),
        Some(value) if value >= 100.0 => format!("{value:.0}"),
        Some(value) => format!("{value:.2}"),
    };
    let mut text = "| what | ours | other | ratio | goal | met |\n|---|---:|---:|---:|---:|---|\n".to_owned();
    for row in rows {
        let [ours, other, ratio] = [row.ours, row.other, row.ratio].map(number);
        let met = match (row.ours, row.met) {
            (None, _) => "not measured",
            (Some(_), true) => "yes",
            (Some(_), false) => "no",
        };
        text.push_str(&format!("| {} | {ours} | {other} | {ratio} | {} | {met} |\n", row.name, row.goal));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Everything measured at once, so that no row is left out.
    fn all() -> Measured {
        let keys = GOALS.iter().flat_map(|Goal(_, ours, other, _)| [Some(*ours), *other]);
        keys.flatten().map(|key| (key.to_owned(), 10.0)).collect()
    }

    #[test]
    fn every_goal_of_speed_has_its_row() {
        let rows = rows(&all());
        let of = |start: &str| rows.iter().filter(|row| row.name.starts_with(start)).count();
        assert_eq!(of("who approves"), 6);
        assert_eq!(of("audit in memory"), 8);
        assert_eq!(of("Parquet to findings"), 3);
        assert_eq!(of("CSV to findings"), 2);
        assert_eq!(of("memory of"), 3);
        assert_eq!(of("the largest audit"), 1);
        assert_eq!(rows.len(), 23);
        for peer in ["HashMap", "datalogic", "Cedar", "polars", "DuckDB", "csv + serde", "limit"] {
            assert!(rows.iter().any(|row| row.name.contains(peer) && row.ratio == Some(1.0)), "{peer}");
        }
    }

    #[test]
    fn a_line_of_json_has_six_members_and_no_other() {
        for row in rows(&all()).iter().chain(&rows(&Measured::new())) {
            let line = serde_json::from_str::<Value>(&row.json().to_string()).expect("a line of JSON");
            let members: Vec<_> = line.as_object().expect("an object").keys().collect();
            assert_eq!(members, ["name", "ours", "other", "ratio", "goal", "met"]);
            assert!(line["goal"].is_string() && line["met"].is_boolean());
        }
    }

    #[test]
    fn a_goal_is_met_on_it_and_missed_beyond() {
        let met = |key: &str, value: f64, name: &str| {
            let mut measured = all();
            measured.insert(key.to_owned(), value);
            rows(&measured).iter().find(|row| row.name == name).map(|row| row.met)
        };
        assert_eq!(met(APPROVER, 25.0, "who approves, by strings, with reasons"), Some(true));
        assert_eq!(met(APPROVER, 25.1, "who approves, by strings, with reasons"), Some(false));
        assert_eq!(met("audit polars 1", 60.0, "audit in memory: polars"), Some(true));
        assert_eq!(met("audit polars 1", 59.9, "audit in memory: polars"), Some(false));
        assert_eq!(met(CSV, 200.0, "CSV to findings"), Some(true));
        assert_eq!(met(CSV, 201.0, "CSV to findings"), Some(false));
        assert!(rows(&Measured::new()).iter().all(|row| !row.met && row.ours.is_none()));
    }
}
