//! What no example shows: values that are secret, or look like it.

use heck::ToSnakeCase;

/// Words of names whose values are secret.
const WORDS: [&str; 7] = [
    "credential",
    "credentials",
    "password",
    "passphrase",
    "secret",
    "token",
    "apikey",
];

/// Names whose values are secret.
const NAMES: [&str; 4] = ["api_key", "private_key", "access_key", "secret_key"];

/// A longer run of letters and digits in both cases looks like a key.
const LONG: usize = 20;

/// Returns whether the value of a parameter or a property with this name is a secret.
pub(super) fn is_name(name: &str) -> bool {
    let name = name.to_snake_case();
    name.split('_').any(|word| WORDS.contains(&word)) || NAMES.iter().any(|it| name.ends_with(it))
}

/// Returns whether a text looks like a credential: what follows a scheme of HTTP, or a long run of letters in both cases
/// and digits.
pub(super) fn is_value(text: &str) -> bool {
    let schemes = ["bearer ", "basic ", "token "];
    let start = text.to_ascii_lowercase();
    let mut runs = text.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '+'));
    schemes.iter().any(|scheme| start.starts_with(scheme)) || runs.any(is_key)
}

fn is_key(run: &str) -> bool {
    let has = |is_one: fn(&u8) -> bool| run.bytes().any(|byte| is_one(&byte));
    run.len() >= LONG
        && has(u8::is_ascii_lowercase)
        && has(u8::is_ascii_uppercase)
        && has(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::{is_name, is_value};

    #[test]
    fn what_is_secret_is_known_by_its_name() {
        for name in ["password", "accessToken", "X-Api-Key", "client_secret"] {
            assert!(is_name(name), "{name}");
        }
        for name in ["name", "key", "tokens_used", "author", "account_id"] {
            assert!(!is_name(name), "{name}");
        }
    }

    #[test]
    fn what_looks_like_a_key_is_one() {
        for text in [
            "Bearer abc",
            "key_4eC39HqLyjWDarjtT1zdp7dc",
            "eyJhbGciOiJIUzI1NiIsInR5cCI6.x",
        ] {
            assert!(is_value(text), "{text}");
        }
        for text in [
            "account_in71c4amph0vgo2qllky",
            "6dcb09b5b57875f334f61aebed695e2e4193db5e",
            "National Bank",
        ] {
            assert!(!is_value(text), "{text}");
        }
    }
}
