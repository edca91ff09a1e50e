//! The words of names.

/// Returns the words of a name: `accountId` → `account_id`.
pub(super) fn snake(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    let mut was_lower = false;
    for character in name.chars() {
        if character.is_ascii_uppercase() && was_lower {
            snake.push('_');
        }
        was_lower = character.is_ascii_lowercase() || character.is_ascii_digit();
        match character.is_ascii_alphanumeric() {
            true => snake.push(character.to_ascii_lowercase()),
            false if snake.ends_with('_') => {}
            false => snake.push('_'),
        }
    }
    snake.trim_matches('_').to_owned()
}
