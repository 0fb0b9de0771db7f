//! What enters: the calendar. What leaves: proof of its boundaries.

use super::*;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn works(text: &str) -> bool {
    Calendar::china().is_working_day(day(text)).unwrap()
}

fn year(year: i32, holidays: &[&str], workdays: &[&str]) -> CalendarYear {
    let days = |texts: &[&str]| texts.iter().map(|text| day(text)).collect();
    CalendarYear {
        year, source: "示例通知".to_owned(), holidays: days(holidays), workdays: days(workdays)
    }
}

#[test]
fn the_built_in_years_hold_as_many_working_days_as_were_published() {
    let calendar = Calendar::china();
    let counts: Vec<u32> = calendar
        .covered_years()
        .map(|year| {
            let eve = Day::literal(year, 1, 1).previous().unwrap();
            let last = Day::literal(year, 12, 31);
            // The eve of 2018 is not covered and, not being counted, need not be.
            calendar.working_days_between(eve, last).unwrap()
        })
        .collect();
    assert_eq!(calendar.covered_years().collect::<Vec<_>>(), (2018..=2026).collect::<Vec<_>>());
    assert_eq!(counts, [250, 250, 249, 250, 249, 249, 251, 248, 248]);
}

#[test]
fn each_embedded_exception_is_one() {
    for published in PUBLISHED {
        for (month, of_month) in published.workdays {
            assert!(Day::new(published.year, *month, *of_month).unwrap().weekday().is_weekend());
        }
        for (from, to) in published.holidays {
            let from = Day::new(published.year, from.0, from.1).unwrap();
            let to = Day::new(published.year, to.0, to.1).unwrap();
            assert!((0..9).contains(&from.days_until(to)) || from == day("2020-01-24"), "{from}");
        }
        assert!(published.source.contains("国办发明电"));
    }
}

#[test]
fn known_days() {
    // 春节 2020 was extended to 2 February.
    assert!(!works("2020-01-31") && !works("2020-02-02") && works("2020-02-03"));
    assert!(works("2020-01-23") && !works("2020-01-24") && works("2020-01-19"));
    // 劳动节 2019 was changed from one day to four.
    assert!(!works("2019-05-03") && works("2019-05-05"));
    assert!(works("2024-02-18") && !works("2024-02-17") && !works("2024-02-25"));
    // The notice about 2019 moved days of 2018.
    assert!(works("2018-12-29") && !works("2018-12-31"));
    assert!(works("2026-01-04") && works("2026-12-31"));
}

#[test]
fn a_year_that_is_not_published_is_not_guessed() {
    let calendar = Calendar::china();
    let missing = |year| Err(NotCovered { year });
    assert_eq!(calendar.is_working_day(day("2017-12-31")), missing(2017));
    assert_eq!(calendar.is_working_day(day("2018-01-01")), Ok(false));
    assert_eq!(calendar.is_working_day(day("2026-12-31")), Ok(true));
    assert_eq!(calendar.is_working_day(day("2027-01-01")), missing(2027));
    assert_eq!(calendar.nth_working_day_after(day("2026-12-30"), 1), Ok(day("2026-12-31")));
    assert_eq!(calendar.nth_working_day_after(day("2026-12-30"), 2).unwrap_err().year, 2027);
    assert_eq!(calendar.nth_working_day_after(day("2018-01-02"), u32::MAX).unwrap_err().year, 2027);
    assert_eq!(calendar.working_days_between(day("2026-12-30"), day("2027-01-01")).unwrap_err().year, 2027);
    assert_eq!(calendar.working_days_between(day("2026-12-30"), day("2026-12-31")), Ok(1));
    assert_eq!(calendar.nth_working_day_after(Day::MAX, 1).unwrap_err().year, 10_000);
    let message = NotCovered { year: 2027 }.to_string();
    assert!(message.starts_with("the holidays of 2027 are not in the calendar; "), "{message}");
    assert!(NotCovered { year: 2027 }.zh().starts_with("日历未收录2027年"));
}

#[test]
fn counting_starts_after_the_start() {
    let calendar = Calendar::china();
    let friday = day("2022-05-06");
    for (n, end) in
        [(0, "2022-05-06"), (1, "2022-05-07"), (2, "2022-05-09"), (6, "2022-05-13"), (7, "2022-05-16")]
    {
        assert_eq!(calendar.nth_working_day_after(friday, n), Ok(day(end)), "{n}");
        assert_eq!(calendar.working_days_between(friday, day(end)), Ok(n), "{n}");
    }
    // Across the turn of a year, and from a day that is not covered itself.
    assert_eq!(calendar.nth_working_day_after(day("2020-12-31"), 1), Ok(day("2021-01-04")));
    assert_eq!(calendar.nth_working_day_after(day("2017-12-31"), 1), Ok(day("2018-01-02")));
    assert_eq!(calendar.nth_working_day_after(day("1999-01-01"), 0), Ok(day("1999-01-01")));
    assert_eq!(calendar.working_days_between(friday, friday), Ok(0));
    assert_eq!(calendar.working_days_between(friday, day("1999-01-01")), Ok(0));
}

#[test]
fn counting_forth_and_counting_between_are_inverse() {
    let calendar = Calendar::china();
    let start = day("2018-01-31");
    let mut n = 0;
    let mut seen = start;
    while let Some(next) = seen.next().filter(|next| next.year() < 2027) {
        seen = next;
        n += u32::from(calendar.is_working_day(seen).unwrap());
        assert_eq!(calendar.working_days_between(start, seen), Ok(n), "{seen}");
        if calendar.is_working_day(seen) == Ok(true) {
            assert_eq!(calendar.nth_working_day_after(start, n), Ok(seen));
        }
    }
}

#[test]
fn a_week_of_holidays_is_known_only_where_the_calendar_reaches() {
    let calendar = Calendar::china();
    let all = |year, week| calendar.is_all_holiday(IsoWeek::new(year, week).unwrap());
    let off: Vec<String> = (2017..=2027)
        .flat_map(|year| (1..=53).filter_map(move |week| IsoWeek::new(year, week).ok()))
        .filter(|week| calendar.is_all_holiday(*week))
        .map(|week| week.to_string())
        .collect();
    assert_eq!(off, ["2018-W40", "2019-W06", "2020-W05", "2022-W05", "2026-W08"]);
    assert!(!all(2026, 53) && !all(2027, 1) && !all(9999, 52));
}

#[test]
fn an_adopter_adds_and_replaces_years() {
    let calendar = Calendar::china()
        .with_years([year(2030, &["2030-01-01"], &[]), year(2024, &["2024-01-02"], &["2024-01-06"])])
        .unwrap();
    assert_eq!(calendar.covered_years().next_back(), Some(2030));
    assert_eq!(calendar.is_working_day(day("2024-02-12")), Ok(true), "the whole year is replaced");
    assert_eq!(calendar.is_working_day(day("2024-01-02")), Ok(false));
    assert_eq!(calendar.is_working_day(day("2024-01-06")), Ok(true));
    assert_eq!(calendar.is_working_day(day("2023-12-29")), Ok(true));
    assert_eq!((calendar.source(2024), calendar.source(2027)), (Some("示例通知"), None));
    // 2027 to 2029 stay a gap.
    assert_eq!(calendar.nth_working_day_after(day("2026-12-31"), 1).unwrap_err().year, 2027);
    assert_eq!(calendar.nth_working_day_after(day("2029-12-31"), 1), Ok(day("2030-01-02")));
    assert_eq!(calendar.is_working_day(day("2029-12-31")).unwrap_err().year, 2029);
}

#[test]
fn the_first_and_the_last_year_there_are() {
    let calendar =
        Calendar::empty().with_years([year(9999, &["9999-12-31"], &[]), year(1, &[], &[])]).unwrap();
    assert_eq!(calendar.is_working_day(Day::MIN), Ok(true));
    assert_eq!(calendar.is_working_day(Day::MAX), Ok(false));
    assert_eq!(calendar.is_working_day(day("9999-12-30")), Ok(true));
    assert_eq!(calendar.nth_working_day_after(day("9999-12-30"), 1).unwrap_err().year, 10_000);
    let plain = Calendar::empty().with_years([year(9999, &[], &[])]).unwrap();
    assert_eq!(plain.nth_working_day_after(day("9999-12-30"), 1), Ok(Day::MAX));
}

#[test]
fn every_fault_is_listed_at_once() {
    let error = Calendar::china()
        .with_years([
            year(2027, &["2027-01-01", "2026-01-01"], &["2027-01-01", "2028-01-01"]),
            year(2027, &[], &[]),
            year(0, &[], &[]),
        ])
        .unwrap_err();
    let listed: Vec<String> = error.faults().iter().map(ToString::to_string).collect();
    assert_eq!(
        listed,
        [
            "$[0].holidays[1]: `2026-01-01` is not a day of 2027; move it to its own year",
            "$[0].workdays[0]: `2027-01-01` is both a holiday and a working day; take it out of one list",
            "$[0].workdays[1]: `2028-01-01` is not a day of 2027; move it to its own year",
            "$[1].year: `2027` is given twice; give each year once",
            "$[2].year: `0` is not a year of the calendar; years run from 1 to 9999",
        ]
    );
    assert!(error.to_string().starts_with("calendar years refused: $[0].holidays[1]: "));
    assert!(error.zh().contains("$[1].year：`2027` 年重复"));
}

#[test]
fn calendars_that_count_alike_are_written_alike() {
    let given =
        |holidays: &[&str]| Calendar::empty().with_years([year(2027, holidays, &["2027-01-03"])]).unwrap();
    let json = |calendar: &Calendar| serde_json::to_string(calendar).unwrap();
    let plain = given(&["2027-01-01"]);
    assert_eq!(
        json(&plain),
        r#"[{"year":2027,"source":"示例通知","holidays":["2027-01-01"],"workdays":["2027-01-03"]}]"#
    );
    assert_eq!(json(&given(&["2027-01-02", "2027-01-01", "2027-01-01"])), json(&plain));
    let again = Calendar::empty().with_years(Calendar::china().years()).unwrap();
    assert_eq!((&again, json(&again)), (&Calendar::china(), json(&Calendar::china())));
}
