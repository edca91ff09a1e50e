use http::header::{HeaderMap, HeaderName, HeaderValue};

/// The few headers of a call: a list costs less to make, to copy and to drop
/// than a map, and every call does all three.
#[derive(Clone, Debug, Default)]
pub(crate) struct Headers(Vec<(HeaderName, HeaderValue)>);

impl Headers {
    /// The same headers, with room for more.
    pub(crate) fn clone_for(&self, more: usize) -> Self {
        let mut headers = Vec::with_capacity(self.len() + more);
        headers.extend_from_slice(&self.0);
        Self(headers)
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

    /// Sets a header in place of all of that name.
    pub(crate) fn set(&mut self, name: HeaderName, value: HeaderValue) {
        if self.get(&name).is_some() {
            self.0.retain(|(other, _)| *other != name);
        }
        self.0.push((name, value));
    }

    /// Sets all of these, each in place of those of its name.
    pub(crate) fn set_all(&mut self, headers: HeaderMap) {
        let mut last = None;
        for (name, value) in headers {
            // A name comes once, with the first of its values.
            match (name, &last) {
                (Some(name), _) => {
                    last = Some(name.clone());
                    self.set(name, value);
                }
                (None, Some(name)) => self.0.push((name.clone(), value)),
                (None, None) => {}
            }
        }
    }

    /// As a request has them.
    pub(crate) fn to_map(&self) -> HeaderMap {
        // With room for what the transport adds: its host, its length.
        let mut map = HeaderMap::with_capacity(self.len() + 4);
        for (name, value) in &self.0 {
            map.append(name.clone(), value.clone());
        }
        map
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_replaces_those_of_its_name() {
        let value = HeaderValue::from_static;
        let mut headers = Headers::default();
        headers.set(http::header::ACCEPT, value("a"));
        headers.set(http::header::COOKIE, value("b"));
        let mut more = HeaderMap::new();
        more.append(http::header::ACCEPT, value("c"));
        more.append(http::header::ACCEPT, value("d"));
        headers.set_all(more);
        let map = headers.to_map();
        let accept: Vec<_> = map.get_all(http::header::ACCEPT).iter().collect();
        assert_eq!(accept, ["c", "d"]);
        assert_eq!(map[http::header::COOKIE], "b");
        assert_eq!(map.len(), 3);
    }
}
