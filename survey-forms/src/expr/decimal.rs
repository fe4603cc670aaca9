//! How JavaRosa writes and rounds a number: by its shortest decimal digits. Start with [`text`]
//! and [`round`].

use super::value::NEAR;

/// As JavaRosa's `string()`: whole numbers of up to ten digits plainly, others as Java prints a
/// double: `3.5`, `3.0E9`, `1.0E-4`.
pub(super) fn text(number: f64) -> String {
    if number.is_nan() {
        return "NaN".to_owned();
    }
    if number.is_infinite() {
        return if number < 0.0 {
            "-Infinity"
        } else {
            "Infinity"
        }
        .to_owned();
    }
    if number.abs() < NEAR {
        return "0".to_owned();
    }
    let whole = number as i32;
    if (number - f64::from(whole)).abs() < NEAR {
        return whole.to_string();
    }
    let size = number.abs();
    if (1e-3..1e7).contains(&size) {
        return number.to_string();
    }
    let scientific = format!("{number:e}");
    match scientific.split_once('e') {
        Some((digits, power)) if digits.contains('.') => format!("{digits}E{power}"),
        Some((digits, power)) => format!("{digits}.0E{power}"),
        None => scientific,
    }
}

/// To so many places after the point, a half up; before the point if negative. More than 30
/// places give NaN.
pub(super) fn round(number: f64, places: i32) -> f64 {
    if number.is_nan() || number.is_infinite() {
        return number;
    }
    if !(-30..=30).contains(&places) {
        return f64::NAN;
    }
    if places < 0 {
        let scaled = shifted(number, places) + 0.5;
        return shifted(scaled as i64 as f64, -places);
    }
    round_digits(number, places)
}

/// The number times a power of ten, by moving its point.
fn shifted(number: f64, power: i32) -> f64 {
    let scientific = format!("{number:e}");
    let Some((digits, exponent)) = scientific.split_once('e') else {
        return number;
    };
    let exponent = exponent.parse::<i32>().unwrap_or(0) + power;
    format!("{digits}e{exponent}").parse().unwrap_or(f64::NAN)
}

fn round_digits(number: f64, places: i32) -> f64 {
    let scientific = format!("{:e}", number.abs());
    let Some((digits, exponent)) = scientific.split_once('e') else {
        return number;
    };
    let exponent = exponent.parse::<i32>().unwrap_or(0);
    let digits: Vec<u8> = digits.bytes().filter(u8::is_ascii_digit).collect();
    // How many of the digits stand before the place where it is cut.
    let kept = exponent + 1 + places;
    let Ok(kept) = usize::try_from(kept) else {
        return 0.0_f64.copysign(number);
    };
    if kept >= digits.len() {
        return number;
    }
    let half = &digits[kept..] > b"5".as_slice() || (digits[kept..] == *b"5" && number > 0.0);
    let mut whole = digits[..kept].to_vec();
    if half {
        whole = plus_one(whole);
    }
    let whole = String::from_utf8(whole).unwrap_or_default();
    let sign = if number < 0.0 { "-" } else { "" };
    format!("{sign}0{whole}e-{places}")
        .parse()
        .unwrap_or(f64::NAN)
}

fn plus_one(mut digits: Vec<u8>) -> Vec<u8> {
    for digit in digits.iter_mut().rev() {
        if *digit < b'9' {
            *digit += 1;
            return digits;
        }
        *digit = b'0';
    }
    digits.insert(0, b'1');
    digits
}
