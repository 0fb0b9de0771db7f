//! In: days, weeks and moments. Out: that they are those of jiff, an independent calendar.

use jiff::civil::{Date, DateTime, ISOWeekDate};
use jiff::{SignedDuration, Span};
use liandong::{Calendar, Day, IsoWeek, Moment, Offset, When};
use proptest::prelude::*;

fn any_day() -> impl Strategy<Value = Day> {
    (Day::MIN.number()..=Day::MAX.number())
        .prop_map(|number| Day::from_number(number).expect("a day of the years 1 to 9999"))
}

fn date_of(day: Day) -> Date {
    let (year, month, day) = day.year_month_day();
    let small = |number: u32| i8::try_from(number).expect("a month or day");
    Date::constant(i16::try_from(year).expect("a year to 9999"), small(month), small(day))
}

fn day_of(date: Date) -> Option<Day> {
    Day::from_ymd(date.year().into(), u32::try_from(date.month()).ok()?, u32::try_from(date.day()).ok()?)
}

/// Around the turns of years and months, where calendars go wrong.
fn edges() -> impl Iterator<Item = Day> {
    let years = [1, 2, 4, 100, 400, 1582, 1600, 1900, 1970, 2000, 2020, 2021, 2024, 2100, 9998, 9999];
    years
        .into_iter()
        .flat_map(|year| (1..=12).filter_map(move |month| Day::from_ymd(year, month, 1)))
        .flat_map(|first| (-3..=3).filter_map(move |days| first.checked_add_days(days)))
        .chain([Day::MIN, Day::MAX])
}

fn agrees(day: Day) {
    let date = date_of(day);
    assert_eq!(day.to_string(), date.to_string());
    assert_eq!(day_of(date), Some(day));
    let epoch = Date::constant(1970, 1, 1);
    assert_eq!(epoch.until(date).expect("days apart").get_days(), day.number(), "{day}");
    assert_eq!(day.weekday().number(), u8::try_from(date.weekday().to_monday_one_offset()).expect("1 to 7"));
    let week = date.iso_week_date();
    let own = day.iso_week();
    assert_eq!((own.year(), own.week()), (week.year().into(), u32::try_from(week.week()).expect("1 to 53")));
    let monday = ISOWeekDate::new(week.year(), week.week(), jiff::civil::Weekday::Monday);
    assert_eq!(monday.ok().and_then(|monday| day_of(monday.date())), Some(own.monday()), "{day}");
}

#[test]
fn days_and_weeks_agree_at_the_turns_of_months_and_years() {
    edges().for_each(agrees);
}

#[test]
fn a_year_has_the_weeks_that_jiff_gives_it() {
    for year in 1..=9999_i16 {
        let last = u32::try_from(
            ISOWeekDate::new(year, 1, jiff::civil::Weekday::Thursday).expect("week 1").weeks_in_year(),
        );
        let last = last.expect("52 or 53");
        assert!(IsoWeek::new(year.into(), last).is_ok(), "{year}-W{last}");
        assert!(IsoWeek::new(year.into(), last + 1).is_err(), "{year}-W{}", last + 1);
        assert!(IsoWeek::new(year.into(), 0).is_err());
    }
}

/// So many cases, unless `PROPTEST_CASES` asks for another number.
fn cases(count: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|asked| asked.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(count), failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases(4096))]

    #[test]
    fn days_and_weeks_agree(day in any_day()) {
        agrees(day);
    }

    #[test]
    fn a_day_is_taken_where_jiff_takes_it(year in -2..10_002_i32, month in 0..14_u32, day in 0..34_u32) {
        let small = |number: u32| i8::try_from(number).expect("below 34");
        let date = i16::try_from(year).ok().and_then(|year| Date::new(year, small(month), small(day)).ok());
        let date = date.filter(|date| date.year() >= 1);
        prop_assert_eq!(Day::from_ymd(year, month, day), date.and_then(day_of));
        prop_assert_eq!(Day::new(year, month, day).ok(), date.and_then(day_of));
        let text = format!("{year:04}-{month:02}-{day:02}");
        prop_assert_eq!(text.parse::<Day>().ok(), date.and_then(day_of), "{}", text);
    }

    #[test]
    fn sums_and_differences_of_days_agree(day in any_day(), other in any_day(), days in -4_000_000..4_000_000_i32) {
        let moved = date_of(day).checked_add(Span::new().days(days)).ok().filter(|date| date.year() >= 1);
        prop_assert_eq!(day.checked_add_days(days), moved.and_then(day_of));
        let apart = date_of(day).until(date_of(other)).expect("days apart").get_days();
        prop_assert_eq!(day.days_until(other), apart);
    }

    #[test]
    fn moments_agree(seconds in Moment::MIN.seconds()..=Moment::MAX.seconds(), more in -253_402_000_000..253_402_000_000_i64) {
        let moment = Moment::from_seconds(seconds).expect("a second of the years 1 to 9999");
        let epoch = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
        let own = epoch.checked_add(SignedDuration::from_secs(seconds)).expect("within jiff's years");
        prop_assert_eq!(moment.to_string(), own.to_string());
        prop_assert_eq!(Some(moment.day()), day_of(own.date()));
        let moved = own.checked_add(SignedDuration::from_secs(more)).ok().filter(|moved| moved.year() >= 1);
        let mine = moment.checked_add_seconds(more).map(|moment| moment.to_string());
        prop_assert_eq!(mine, moved.map(|moved| moved.to_string()));
    }

    #[test]
    fn an_offset_is_converted_as_jiff_converts_it(day in any_day(), clock in 0..86_400_u32, minutes in -840..=840_i32) {
        let (hour, minute, second) = (clock / 3600, clock / 60 % 60, clock % 60);
        let sign = if minutes < 0 { '-' } else { '+' };
        let offset = format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60);
        let text = format!("{day}T{hour:02}:{minute:02}:{second:02}{offset}");
        let small = |number: u32| i8::try_from(number).expect("below 60");
        let written = date_of(day).at(small(hour), small(minute), small(second), 0);
        let local = written.checked_add(SignedDuration::from_mins(480 - i64::from(minutes)));
        let local = local.ok().filter(|local| local.year() >= 1).map(|local| local.to_string());
        let own = When::parse(&text, Offset::CHINA).ok().map(|when| when.to_string());
        prop_assert_eq!(own, local, "{}", text);
    }

    #[test]
    fn working_days_are_counted_as_one_by_one(start in 17_532..20_500_i32, count in 0..120_u32) {
        let calendar = Calendar::china();
        let start = Day::from_number(start).expect("a day of 2018 to 2026");
        let mut day = start;
        let mut left = count;
        while left > 0 {
            day = day.next().expect("a day of 2018 to 2026");
            left -= u32::from(calendar.is_working_day(day)?);
        }
        prop_assert_eq!(calendar.nth_working_day_after(start, count)?, day);
        prop_assert_eq!(calendar.working_days_between(start, day)?, count);
    }
}
