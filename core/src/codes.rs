//! What enters: a code as it stands in a real catalogue. What leaves: which known form it has, and whether that form's
//! own check holds.
//!
//! Catalogues use many forms, and few are national; an unrecognised code is no fault. Sources: GB 32100-2015 for the
//! unified social credit code, the forms seen in published catalogues for the others.

/// A code form that is recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CodeForm {
    /// Unified social credit code, 18 characters.
    SocialCredit,
    /// Implementation code (实施编码), 31 characters: social credit code, level, basic code.
    Implementation,
    /// Case number (办件编号), 43 characters: implementation code, day, running number.
    Case,
    /// Investment project code (投资项目代码), `YYMM-6-2-2-6`.
    Project,
}

impl CodeForm {
    /// Its name in Chinese and English.
    #[must_use]
    pub const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::SocialCredit => ("统一社会信用代码", "unified social credit code"),
            Self::Implementation => ("实施编码", "implementation code"),
            Self::Case => ("办件编号", "case number"),
            Self::Project => ("投资项目代码", "investment project code"),
        }
    }
}

/// The form of a code and whether the form's own check holds; `None` where no known form fits.
///
/// ```
/// use liandong::{CodeForm, recognise};
/// assert_eq!(recognise("91350100M000100Y43"), Some((CodeForm::SocialCredit, true)));
/// assert_eq!(recognise("91350100M000100Y44"), Some((CodeForm::SocialCredit, false)));
/// assert_eq!(recognise("511Z07001006"), None);
/// ```
#[must_use]
pub fn recognise(code: &str) -> Option<(CodeForm, bool)> {
    // Lower case has the form and fails the check: the standards know capitals only.
    let alphanumeric = code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    match code.len() {
        18 if alphanumeric && code.bytes().take(1).all(|byte| byte.is_ascii_alphanumeric()) => {
            Some((CodeForm::SocialCredit, social_credit_holds(code)))
        }
        31 if alphanumeric => Some((CodeForm::Implementation, implementation_holds(code))),
        43 if alphanumeric => {
            let holds = code.get(..31).is_some_and(implementation_holds)
                && code.get(31..39).is_some_and(is_day)
                && code.get(39..).is_some_and(is_digits);
            Some((CodeForm::Case, holds))
        }
        24 if code.split('-').map(str::len).eq([4, 6, 2, 2, 6]) => {
            Some((CodeForm::Project, project_holds(code)))
        }
        _ => None,
    }
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_day(text: &str) -> bool {
    let number = |range| text.get(range).and_then(|part: &str| part.parse::<u16>().ok());
    match (number(0..4), number(4..6), number(6..8)) {
        (Some(year), Some(month), Some(day)) => {
            crate::day::Day::new(i32::from(year), month.into(), day.into()).is_ok()
        }
        _ => false,
    }
}

fn implementation_holds(code: &str) -> bool {
    code.get(..18).is_some_and(social_credit_holds) && code.get(18..19).is_some_and(is_digits)
}

fn project_holds(code: &str) -> bool {
    code.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
        && code
            .get(2..4)
            .and_then(|month| month.parse::<u8>().ok())
            .is_some_and(|month| (1..=12).contains(&month))
}

/// GB 32100-2015: weights are the powers of 3 modulo 31 over an alphabet without I, O, S, V and Z.
fn social_credit_holds(code: &str) -> bool {
    const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    let mut sum = 0u32;
    let mut weight = 1u32;
    for (place, character) in code.chars().enumerate() {
        let Some(value) = ALPHABET.find(character).and_then(|value| u32::try_from(value).ok()) else {
            return false;
        };
        if place == 17 {
            return sum.wrapping_add(value).checked_rem(31) == Some(0);
        }
        sum = sum.wrapping_add(value.wrapping_mul(weight));
        weight = weight.wrapping_mul(3).checked_rem(31).unwrap_or(1);
    }
    false
}
