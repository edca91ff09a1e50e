//! Strings that a regular expression matches, as far as it is a plain one.

/// How deep groups may be in each other.
const DEPTH: usize = 16;

/// Makes a string that a pattern matches; `more` is how often what may repeat repeats beyond the least. `None` where the
/// pattern has something that isn't known here. Whether it fits is for the validator to say.
pub(super) fn matching(pattern: &str, more: usize) -> Option<String> {
    let mut reader = Reader {
        rest: pattern.chars().collect(),
        at: 0,
        more,
        depth: 0,
    };
    let text = reader.alternatives()?;
    (reader.at == reader.rest.len()).then_some(text)
}

struct Reader {
    rest: Vec<char>,
    at: usize,
    more: usize,
    depth: usize,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.rest.get(self.at).copied()
    }

    fn take(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += 1;
        Some(next)
    }

    fn takes(&mut self, wanted: char) -> bool {
        let is_next = self.peek() == Some(wanted);
        self.at += usize::from(is_next);
        is_next
    }

    /// Of several alternatives, the one that the wish for more leads to.
    fn alternatives(&mut self) -> Option<String> {
        self.depth += 1;
        if self.depth > DEPTH {
            return None;
        }
        let mut all = vec![self.sequence()?];
        while self.takes('|') {
            all.push(self.sequence()?);
        }
        self.depth -= 1;
        let index = self.more % all.len();
        all.into_iter().nth(index)
    }

    fn sequence(&mut self) -> Option<String> {
        let mut text = String::new();
        while let Some(next) = self.peek() {
            match next {
                '|' | ')' => break,
                '^' | '$' => {
                    self.at += 1;
                    continue;
                }
                _ => {}
            }
            let atom = self.atom()?;
            let times = self.times()?;
            (0..times).for_each(|_| text.push_str(&atom));
        }
        Some(text)
    }

    fn atom(&mut self) -> Option<String> {
        let one = match self.take()? {
            '(' => {
                if self.takes('?') && !self.takes(':') {
                    return None;
                }
                let inner = self.alternatives()?;
                return self.takes(')').then_some(inner);
            }
            '[' => self.class()?,
            '.' => 'a',
            '\\' => return self.escape(),
            other => other,
        };
        Some(one.to_string())
    }

    fn escape(&mut self) -> Option<String> {
        let one = match self.take()? {
            'b' | 'B' | 'A' | 'z' => return Some(String::new()),
            'p' | 'P' | 'u' | 'x' | '1'..='9' => return None,
            other => class_of(other),
        };
        Some(one.to_string())
    }

    /// Returns the first character of a class, or one outside of it.
    fn class(&mut self) -> Option<char> {
        let is_negated = self.takes('^');
        let mut ranges: Vec<(char, char)> = Vec::new();
        loop {
            let from = match self.take()? {
                ']' if !ranges.is_empty() => break,
                '\\' => {
                    let escaped = self.take()?;
                    if matches!(escaped, 'p' | 'P' | 'u' | 'x') {
                        return None;
                    }
                    class_of(escaped)
                }
                other => other,
            };
            let is_range =
                self.peek() == Some('-') && self.rest.get(self.at + 1).is_some_and(|c| *c != ']');
            let to = if is_range {
                self.at += 1;
                match self.take()? {
                    '\\' => class_of(self.take()?),
                    other => other,
                }
            } else {
                from
            };
            ranges.push((from, to));
        }
        let fits = |c: char| ranges.iter().any(|(from, to)| (*from..=*to).contains(&c));
        if is_negated {
            return "a0-_ Z".chars().find(|c| !fits(*c));
        }
        let index = self.more % ranges.len();
        ranges.get(index).map(|(from, _)| *from)
    }

    fn times(&mut self) -> Option<usize> {
        let times = match self.peek() {
            Some('*') => self.more,
            Some('+') => 1 + self.more,
            Some('?') => self.more.min(1),
            Some('{') => return self.counted(),
            _ => return Some(1),
        };
        self.at += 1;
        self.takes('?');
        Some(times)
    }

    fn counted(&mut self) -> Option<usize> {
        self.at += 1;
        let mut text = String::new();
        loop {
            match self.take()? {
                '}' => break,
                other => text.push(other),
            }
        }
        self.takes('?');
        let (least, most) = match text.split_once(',') {
            None => (text.parse().ok()?, text.parse().ok()?),
            Some((least, "")) => (least.parse().ok()?, usize::MAX),
            Some((least, most)) => (least.parse().ok()?, most.parse().ok()?),
        };
        Some(most.min(self.more.saturating_add(least)).min(5_000))
    }
}

fn class_of(escaped: char) -> char {
    match escaped {
        'd' => '7',
        'w' | 'S' | 'D' => 'w',
        's' => ' ',
        'W' => '-',
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_patterns_have_strings() {
        let made = |pattern| matching(pattern, 0);
        assert_eq!(made("^x-").as_deref(), Some("x-"));
        assert_eq!(made(r"^[a-z]{3}\d+$").as_deref(), Some("aaa7"));
        assert_eq!(matching("^(one|two)*$", 1).as_deref(), Some("two"));
        assert_eq!(made("[^a]").as_deref(), Some("0"));
        assert_eq!(made("(?=a)b"), None);
    }
}
