//! Days as spreadsheet programs keep them: numbers, of which only the format of the cell says that they are days.

use chrono::{Days, NaiveDate};

/// The day of a serial number. The programs believe in a 29 February 1900; nobody's list is that old.
pub(super) fn of_serial(serial: u64, is_1904: bool) -> Option<NaiveDate> {
    let origin = if is_1904 { NaiveDate::from_ymd_opt(1904, 1, 1) } else { NaiveDate::from_ymd_opt(1899, 12, 30) };
    origin?.checked_add_days(Days::new(serial))
}

/// A moment as text: the day, and the time where there is one.
fn in_words(serial: f64, is_1904: bool) -> Option<String> {
    if !(1.0..=2_958_465.0).contains(&serial) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1 and three million")]
    let (day, minutes) = (serial.floor() as u64, (serial.fract() * 1_440.0).round() as u64);
    let day = of_serial(day, is_1904)?;
    Some(if minutes == 0 { day.to_string() } else { format!("{day} {:02}:{:02}", minutes / 60 % 24, minutes % 60) })
}

/// What a cell with a number shows: a day where its format says so, else all its digits. A report's number is none that may become 1.2E+15.
pub(super) fn shown(number: f64, is_day: bool, is_1904: bool) -> String {
    let day = if is_day { in_words(number, is_1904) } else { None };
    day.unwrap_or_else(|| if number.abs() < 1e21 { format!("{number}") } else { format!("{number:e}") })
}

/// Whether a format shows days: one of the built-in numbers, or a code with years, months or days outside of quoted words.
pub(super) fn is_of_days(number: u32, code: Option<&str>) -> bool {
    let Some(code) = code else { return matches!(number, 14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58) };
    let (mut is_quoted, mut is_bracketed, mut is_escaped) = (false, false, false);
    code.chars().any(|letter| {
        if std::mem::take(&mut is_escaped) {
            return false;
        }
        match letter {
            '"' => is_quoted = !is_quoted,
            '\\' | '_' | '*' if !is_quoted => is_escaped = true,
            '[' if !is_quoted => is_bracketed = true,
            ']' if !is_quoted => is_bracketed = false,
            'y' | 'Y' | 'd' | 'D' => return !is_quoted && !is_bracketed,
            _ => {}
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serials_are_days_in_both_calendars() {
        assert_eq!(in_words(45_397.0, false).as_deref(), Some("2024-04-15"));
        assert_eq!(in_words(45_397.5, false).as_deref(), Some("2024-04-15 12:00"));
        assert_eq!(in_words(43_935.0, true).as_deref(), Some("2024-04-15"));
        assert_eq!(in_words(-3.0, false), None);
        assert_eq!(in_words(f64::NAN, false), None);
    }

    #[test]
    fn formats_of_days_are_told_from_those_of_numbers() {
        for code in ["yyyy/m/d", "yyyy\"年\"m\"月\"d\"日\"", "[$-804]yyyy-mm-dd", "d-mmm"] {
            assert!(is_of_days(164, Some(code)), "{code}");
        }
        for code in ["0.00", "#,##0\"day\"", "[Red]0", "@", "0\\d", "General"] {
            assert!(!is_of_days(164, Some(code)), "{code}");
        }
        assert!(is_of_days(14, None) && is_of_days(31, None) && !is_of_days(0, None) && !is_of_days(49, None));
    }
}
