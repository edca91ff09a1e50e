use http::header::{HeaderMap, HeaderName, HeaderValue};

/// The few headers of a call: a list costs less to make, to copy and to drop
/// than a map, and every call does all three.
#[derive(Clone, Debug, Default)]
pub(crate) struct Headers(Vec<(HeaderName, HeaderValue)>);

impl Headers {
    pub(crate) const fn new() -> Self {
        Self(Vec::new())
    }

    pub(crate) const fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &(HeaderName, HeaderValue)> {
        self.0.iter()
    }

    pub(crate) fn get(&self, name: &HeaderName) -> Option<&HeaderValue> {
        let mut found = self.0.iter().filter(|(other, _)| other == name);
        found.next().map(|(_, value)| value)
    }

    /// The value of a header by its name in any case.
    pub(crate) fn get_mut(&mut self, name: &str) -> Option<&mut HeaderValue> {
        let is_named = |other: &HeaderName| other.as_str().eq_ignore_ascii_case(name);
        let mut found = self.0.iter_mut().filter(|(other, _)| is_named(other));
        found.next().map(|(_, value)| value)
    }

    /// Sets a header: in place of the one of that name, or else at the end.
    pub(crate) fn set(&mut self, name: HeaderName, value: HeaderValue) {
        match self.0.iter_mut().find(|(other, _)| *other == name) {
            Some((_, earlier)) => *earlier = value,
            None => self.0.push((name, value)),
        }
    }

    /// As a request has them: after those of `base` whose names aren't among
    /// these.
    pub(crate) fn over(&self, base: &Self) -> HeaderMap {
        let mut map = HeaderMap::with_capacity(self.len() + base.len());
        let others = base.iter().filter(|(name, _)| self.get(name).is_none());
        for (name, value) in others.chain(self.iter()) {
            map.insert(name, value.clone());
        }
        map
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::header::{ACCEPT, COOKIE, USER_AGENT};

    #[test]
    fn a_header_replaces_the_one_of_its_name() {
        let value = HeaderValue::from_static;
        let mut base = Headers::default();
        base.set(ACCEPT, value("a"));
        base.set(USER_AGENT, value("b"));
        let mut headers = Headers::default();
        headers.set(COOKIE, value("c"));
        headers.set(ACCEPT, value("d"));
        headers.set(COOKIE, value("e"));
        let map = headers.over(&base);
        let pairs: Vec<_> = map
            .iter()
            .map(|(name, value)| (name.as_str(), value))
            .collect();
        assert_eq!(
            pairs,
            [
                ("user-agent", &value("b")),
                ("cookie", &value("e")),
                ("accept", &value("d")),
            ]
        );
    }
}
