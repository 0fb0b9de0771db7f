//! What enters: days as text and numbers. What leaves: proof of the boundaries of the calendar.

use super::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[test]
fn the_ends_of_the_calendar() {
    assert_eq!((Day::MIN.to_string().as_str(), Day::MAX.to_string().as_str()), ("0001-01-01", "9999-12-31"));
    assert_eq!((Day::from_ymd(1, 1, 1), Day::from_ymd(9999, 12, 31)), (Some(Day::MIN), Some(Day::MAX)));
    assert_eq!((Day::MIN.weekday(), Day::MAX.weekday()), (Weekday::Monday, Weekday::Friday));
    assert_eq!((Day::MIN.previous(), Day::MAX.next()), (None, None));
    assert_eq!(Day::from_number(Day::MIN.number() - 1), None);
    assert_eq!(Day::from_number(Day::MAX.number() + 1), None);
    assert_eq!(Day::MAX.checked_add_days(i32::MAX), None);
    assert_eq!(Day::MIN.saturating_add_days(i32::MIN), Day::MIN);
    assert_eq!(Day::MIN.saturating_add_days(i32::MAX), Day::MAX);
    assert_eq!(Day::MIN.days_until(Day::MAX), 3_652_058);
    assert_eq!(Day::literal(2021, 2, 29), Day::MIN);
}

#[test]
fn days_follow_each_other_through_every_date_of_the_calendar() {
    let mut seen = Day::MIN;
    for year in 1..=9999 {
        for month in 1..=12 {
            for of_month in 1..=days_in_month(year, month) {
                let day = Day::from_ymd(year, month, of_month).unwrap();
                assert_eq!(day.year_month_day(), (year, month, of_month));
                assert!(day == seen || seen.next() == Some(day), "{day}");
                seen = day;
            }
        }
    }
    assert_eq!(seen, Day::MAX);
}

#[test]
fn known_days() {
    for (text, number, weekday) in [
        ("1970-01-01", 0, Weekday::Thursday),
        ("1969-12-31", -1, Weekday::Wednesday),
        ("2000-02-29", 11_016, Weekday::Tuesday),
        ("2021-03-29", 18_715, Weekday::Monday),
        ("2024-02-18", 19_771, Weekday::Sunday),
    ] {
        assert_eq!((day(text).number(), day(text).weekday()), (number, weekday), "{text}");
    }
}

#[test]
fn leap_days() {
    for (year, leap) in [(1900, false), (2000, true), (2020, true), (2021, false), (2100, false), (4, true)] {
        assert_eq!(Day::new(year, 2, 29).is_ok(), leap, "{year}");
    }
    assert_eq!(day("2020-02-28").days_until(day("2020-03-01")), 2);
    assert_eq!(day("2021-02-28").next(), Some(day("2021-03-01")));
}

#[test]
fn a_day_that_there_is_not_says_why() {
    for (text, en, zh) in [
        (
            "2021-02-29",
            "`2021-02-29` is not a day: February 2021 has 28 days; write YYYY-MM-DD",
            "`2021-02-29` 不是有效的日期：2021年2月只有28天；请写作 YYYY-MM-DD",
        ),
        (
            "2021-13-01",
            "`2021-13-01` is not a day: months run from 01 to 12; write YYYY-MM-DD",
            "`2021-13-01` 不是有效的日期：月份为01至12；请写作 YYYY-MM-DD",
        ),
        (
            "0000-01-01",
            "`0000-01-01` is not a day: years run from 0001 to 9999; write YYYY-MM-DD",
            "`0000-01-01` 不是有效的日期：年份为0001至9999；请写作 YYYY-MM-DD",
        ),
        (
            "29/3/2021",
            "`29/3/2021` is not a day; write YYYY-MM-DD",
            "`29/3/2021` 不是有效的日期；请写作 YYYY-MM-DD",
        ),
    ] {
        let error = text.parse::<Day>().unwrap_err();
        assert_eq!((error.to_string().as_str(), error.zh().as_str()), (en, zh));
        assert_eq!(error.value(), text);
    }
    for (year, month, of_month) in [(2021, 4, 0), (2021, 4, 31), (2021, 0, 1), (-1, 1, 1), (i32::MIN, 0, 0)] {
        assert!(Day::new(year, month, of_month).is_err());
    }
}

#[test]
fn only_the_iso_form_is_read() {
    for text in [
        "",
        "2021-3-29",
        "20210329",
        "2021-03-29 ",
        "+021-03-29",
        "2021－03－29",
        "二〇二一",
        "２021-03-29",
        "\u{0}",
    ] {
        assert!(text.parse::<Day>().is_err(), "{text}");
    }
    let long = "9".repeat(10_000).parse::<Day>().unwrap_err();
    assert_eq!(long.value().chars().count(), 41);
}

#[test]
fn a_day_is_text_on_the_wire() {
    assert_eq!(serde_json::to_string(&Day::literal(2021, 3, 29)).unwrap(), "\"2021-03-29\"");
    assert_eq!(serde_json::from_str::<Day>("\"2021-03-29\"").unwrap(), Day::literal(2021, 3, 29));
    let error = serde_json::from_str::<Day>("20210329").unwrap_err().to_string();
    assert!(error.starts_with("invalid type: integer `20210329`, expected a day YYYY-MM-DD"), "{error}");
    let error = serde_json::from_str::<Day>("\"2021-02-29\"").unwrap_err().to_string();
    assert!(error.starts_with("`2021-02-29` is not a day: February 2021 has 28 days"), "{error}");
}
