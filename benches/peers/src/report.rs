//! What enters: rows. What leaves: a table or lines of JSON on the standard output.

use serde_json::json;

/// A measured row.
#[derive(Clone, Debug)]
pub struct Row {
    pub work: String,
    pub who: &'static str,
    pub unit: &'static str,
    pub value: f64,
}

/// One JSON object a line.
pub fn lines(rows: &[Row]) {
    for Row { work, who, unit, value } in rows {
        // Two decimals are more than the clock gives.
        let value = (value * 100.0).round() / 100.0;
        println!("{}", json!({"work": work, "who": who, "unit": unit, "value": value}));
    }
}

/// A table, each row beside liandong's of the same work.
pub fn table(rows: &[Row]) {
    println!("{:<24} {:<24} {:>12}  {:>10}", "work", "who", "", "× liandong");
    for Row { work, who, unit, value } in rows {
        let is_ours = |row: &&Row| row.work == *work && row.who == "liandong";
        let beside = rows.iter().find(is_ours).map(|ours| value / ours.value);
        let beside = beside.map_or_else(String::new, |times| format!("{times:.2}"));
        println!("{work:<24} {who:<24} {value:>9.1} {unit}  {beside:>10}");
    }
}
