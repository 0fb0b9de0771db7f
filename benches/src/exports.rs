//! What enters: how many events. What leaves: a chain log as a platform exports it, one of 14 columns quoted.

use liandong::{Event, EventKind};

use crate::Chain;

/// English codes and canonical times, or Chinese names and a spreadsheet's times.
#[must_use]
pub fn csv(events: usize, matters: u32, chinese: bool) -> String {
    let header = if chinese {
        "编号,时间,种类,主体,经办人,办件编号,事项,接收单位,人员,渠道,办理方式,关联事件,结果,说明\n"
    } else {
        "id,at,kind,actor,officer,case,matter,to,person,channel,handled_via,refers_to,result,about\n"
    };
    let mut text = header.to_owned();
    for event in Chain::new(events, matters, 1).iter() {
        text.push_str(&row(&event.event(), chinese));
    }
    text
}

fn row(event: &Event, chinese: bool) -> String {
    let value = serde_json::to_value(event).unwrap_or_default();
    let field = |name: &str| value.get(name).and_then(|value| value.as_str()).unwrap_or_default();
    let (mut at, mut kind) = (field("at").to_owned(), event.kind.as_str());
    let (mut channel, mut result) = (field("channel"), field("result"));
    if chinese {
        at = at.replace("-0", "/").replace('-', "/").replace('T', " ");
        kind = EventKind::of(kind).map_or(kind, |kind| kind.text().zh);
        channel = match channel {
            "platform" => "一体化平台",
            "message" => "短信",
            other => other,
        };
        result = if result == "granted" { "准予" } else { "" };
    }
    let about = if chinese { "\"材料齐全, 符合法定形式\"" } else { "\"complete, in due form\"" };
    let cells = [
        field("id"),
        &at,
        kind,
        field("actor"),
        field("officer"),
        field("case"),
        field("matter"),
        field("to"),
        field("person"),
        channel,
        field("handled_via"),
        field("refers_to"),
        result,
        about,
    ];
    cells.join(",") + "\n"
}
