//! Spellings of the same number, instant, UUID or address.

use std::net::Ipv6Addr;

use serde_json::Value;

use super::compare::Normalisation;

/// The last second that a date-time of the types has: 9999-12-30T22:00:00Z.
const LAST: i64 = 253_402_207_200;

/// Returns why two numbers are the same, if they are.
pub(super) fn same_number(one: &Value, other: &Value) -> Option<Normalisation> {
    // Integers have all their digits.
    let whole = |value: &Value| {
        value
            .as_i64()
            .map(i128::from)
            .or_else(|| value.as_u64().map(i128::from))
    };
    if let (Some(one), Some(other)) = (whole(one), whole(other))
        && one != other
    {
        return None;
    }
    let (one, other) = (one.as_f64()?, other.as_f64()?);
    #[allow(clippy::float_cmp)]
    if one == other {
        return Some(Normalisation::NumberSpelling);
    }
    #[allow(clippy::cast_possible_truncation, clippy::float_cmp)]
    let is_rounded = one as f32 == other as f32;
    is_rounded.then_some(Normalisation::Rounded)
}

/// Returns why two texts are the same, if they are.
pub(super) fn same_text(one: &str, other: &str) -> Option<Normalisation> {
    let is_same_instant = instant(one).is_some_and(|instant_of| instant(other) == Some(instant_of));
    let is_at_the_end = |text: &str| instant(text).is_some_and(|(seconds, _)| seconds >= LAST);
    let is_same_uuid = uuid(one).is_some_and(|digits| uuid(other) == Some(digits));
    let is_same_duration = duration(one).is_some_and(|length| duration(other) == Some(length));
    let address = |text: &str| text.parse::<Ipv6Addr>().ok();
    let is_same_address = address(one).is_some_and(|first| address(other) == Some(first));
    if is_same_instant {
        Some(Normalisation::DateTimeSpelling)
    } else if is_at_the_end(one) && is_at_the_end(other) {
        Some(Normalisation::DateTimeAtTheEnd)
    } else if is_same_uuid {
        Some(Normalisation::UuidSpelling)
    } else if is_same_duration {
        Some(Normalisation::DurationSpelling)
    } else if is_same_address {
        Some(Normalisation::AddressSpelling)
    } else if base64(one).is_some_and(|bits| base64(other) == Some(bits)) {
        Some(Normalisation::Base64Spelling)
    } else {
        None
    }
}

fn uuid(text: &str) -> Option<String> {
    let digits = text.replace('-', "").to_ascii_lowercase();
    let is_one = digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_one.then_some(digits)
}

/// Returns the digits of padded base64 without the bits of the last one that belong to no byte.
fn base64(text: &str) -> Option<(&str, usize, usize)> {
    const DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let body = text.trim_end_matches('=');
    let unused = match text.len() - body.len() {
        1 => 2,
        2 => 4,
        _ => return None,
    };
    let (start, last) = body.split_at_checked(body.len().checked_sub(1)?)?;
    let is_whole = text.len().is_multiple_of(4) && body.chars().all(|c| DIGITS.contains(c));
    Some((start, DIGITS.find(last)? >> unused, unused)).filter(|_| is_whole)
}

/// Returns the seconds and nanoseconds since 1970 (RFC 3339, section 5.6).
fn instant(text: &str) -> Option<(i64, i64)> {
    let upper = text.to_ascii_uppercase();
    let (date, time) = upper.split_once('T')?;
    let zone = time.find(['Z', '+', '-'])?;
    let (clock, zone) = time.split_at_checked(zone)?;
    let mut date = date.split('-').map(str::parse::<i64>);
    let (year, month, day) = (date.next()?.ok()?, date.next()?.ok()?, date.next()?.ok()?);
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let mut clock = clock.split(':').map(str::parse::<i64>);
    let (hour, minute, second) = (
        clock.next()?.ok()?,
        clock.next()?.ok()?,
        clock.next()?.ok()?,
    );
    let nanoseconds: i64 = format!("{fraction:0<9}").get(..9)?.parse().ok()?;
    let seconds = days(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second;
    Some((seconds - offset(zone)?, nanoseconds))
}

fn offset(zone: &str) -> Option<i64> {
    if zone == "Z" {
        return Some(0);
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = zone.get(1..)?.split_once(':')?;
    Some(sign * (hours.parse::<i64>().ok()? * 3_600 + minutes.parse::<i64>().ok()? * 60))
}

/// Returns the days since 1970 of a date of the Gregorian calendar.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Returns the months, days and seconds of an ISO 8601 duration of whole numbers.
fn duration(text: &str) -> Option<(u64, u64, u64)> {
    let rest = text.strip_prefix('P')?;
    let (date, time) = rest.split_once('T').unwrap_or((rest, ""));
    let (mut months, mut all_days, mut seconds) = (0, 0, 0);
    for (part, is_time) in [(date, false), (time, true)] {
        let mut number = String::new();
        for c in part.chars() {
            if c.is_ascii_digit() {
                number.push(c);
                continue;
            }
            let count: u64 = number.parse().ok()?;
            number.clear();
            match (c, is_time) {
                ('Y', false) => months += 12 * count,
                ('M', false) => months += count,
                ('W', false) => all_days += 7 * count,
                ('D', false) => all_days += count,
                ('H', true) => seconds += 3_600 * count,
                ('M', true) => seconds += 60 * count,
                ('S', true) => seconds += count,
                _ => return None,
            }
        }
    }
    Some((months, all_days, seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_instant_has_many_spellings() {
        let same = |one, other| same_text(one, other) == Some(Normalisation::DateTimeSpelling);
        assert!(same("1996-12-19T16:39:57-08:00", "1996-12-20T00:39:57Z"));
        assert!(same("2020-06-01t10:00:00.5z", "2020-06-01T10:00:00.500Z"));
        assert!(!same("2020-06-01T10:00:00Z", "2020-06-01T10:00:01Z"));
        assert_eq!(instant("9999-12-30T22:00:00Z"), Some((LAST, 0)));
        assert_eq!(instant("1970-01-01T00:00:00Z"), Some((0, 0)));
        assert_eq!(instant("2000-03-01T00:00:00Z"), Some((951_868_800, 0)));
    }

    #[test]
    fn unused_bits_of_base64_make_no_other() {
        let spelling = Some(Normalisation::Base64Spelling);
        assert_eq!(same_text("aaaaaaa=", "aaaaaaY="), spelling);
        assert_eq!(same_text("0000000000==", "000000000w=="), spelling);
        assert_eq!(same_text("aaaaaaa=", "aaaaaac="), None);
        assert_eq!(same_text("aaaa", "aaab"), None);
    }

    #[test]
    fn other_texts_are_others() {
        assert_eq!(same_text("a", "A"), None);
        assert_eq!(
            same_text("P2W", "P14D"),
            Some(Normalisation::DurationSpelling)
        );
        assert_eq!(same_text("P1M", "PT1M"), None);
    }
}
