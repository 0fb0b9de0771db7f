//! What enters: the core's columns of duties and findings. What leaves: typed arrays, each text once, in an order that
//! ts/columns.ts knows.

use js_sys::{Array, Float64Array, Int32Array, Uint32Array};
use liandong::{Day, DutyColumns, FindingColumns, Stamp, TextColumn};
use wasm_bindgen::JsValue;

/// A day that is absent.
const NO_DAY: i32 = i32::MIN;

pub fn duties(own: &DutyColumns<'_>) -> Array {
    let texts = [
        &own.norm,
        &own.obligor,
        &own.obligor_silence,
        &own.to,
        &own.to_silence,
        &own.subject_kind,
        &own.subject,
        &own.status,
        &own.reading,
        &own.limit,
    ];
    let columns: Array = texts.into_iter().map(text).collect();
    columns.push(&Uint32Array::from(&*own.trigger));
    columns.push(&stamps(own.since.iter().copied().map(Some)));
    columns.push(&stamps(own.due.iter().copied()));
    columns.push(&Uint32Array::from(&*own.fulfilled_by));
    columns.push(&numbers(own.elapsed_minutes.iter().map(|own| own.map(|minutes| minutes as f64))));
    columns.push(&numbers(own.elapsed_days.iter().map(|own| own.map(f64::from))));
    columns
}

pub fn findings(own: &FindingColumns<'_>) -> Array {
    let texts = [
        &own.code,
        &own.severity,
        &own.norm,
        &own.obligor,
        &own.to,
        &own.subject_kind,
        &own.subject,
        &own.actor,
        &own.reading,
        &own.limit,
        &own.possible_ground,
    ];
    let columns: Array = texts.into_iter().map(text).collect();
    columns.push(&days(&own.from));
    columns.push(&days(&own.until));
    columns.push(&numbers(own.elapsed_minutes.iter().map(|own| own.map(|minutes| minutes as f64))));
    columns.push(&numbers(own.elapsed_days.iter().map(|own| own.map(f64::from))));
    columns.push(&Uint32Array::from(&*own.event_offsets));
    columns.push(&Uint32Array::from(&*own.events));
    columns
}

/// Its codes, and the texts that they stand for.
fn text(own: &TextColumn<'_>) -> JsValue {
    let values: Array = own.values.iter().map(|value| JsValue::from_str(value)).collect();
    Array::of2(&Uint32Array::from(&*own.codes), &values).into()
}

fn days(own: &[Option<Day>]) -> JsValue {
    let numbers: Vec<i32> = own.iter().map(|day| day.map_or(NO_DAY, Day::number)).collect();
    Int32Array::from(&*numbers).into()
}

fn numbers(own: impl Iterator<Item = Option<f64>>) -> JsValue {
    let numbers: Vec<f64> = own.map(|number| number.unwrap_or(f64::NAN)).collect();
    Float64Array::from(&*numbers).into()
}

/// Days and moments alike as seconds since 1970 in the zone's time; a day is its midnight.
fn stamps(own: impl Iterator<Item = Option<Stamp>>) -> JsValue {
    numbers(own.map(|stamp| stamp.map(|stamp| stamp.number().div_euclid(2) as f64)))
}
