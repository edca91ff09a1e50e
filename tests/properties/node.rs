//! Values whose members keep their order.

/// A value of JSON.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// A scalar, or any value that nothing is done with, as JSON.
    Scalar(String),
    Array(Vec<Node>),
    Object(Vec<(String, Node)>),
}

impl From<&serde_json::Value> for Node {
    fn from(value: &serde_json::Value) -> Self {
        match value {
            serde_json::Value::Array(items) => Self::Array(items.iter().map(Self::from).collect()),
            serde_json::Value::Object(members) => {
                let members = members.iter();
                Self::Object(
                    members
                        .map(|(name, value)| (name.clone(), value.into()))
                        .collect(),
                )
            }
            scalar => Self::Scalar(scalar.to_string()),
        }
    }
}

impl Node {
    pub fn text(text: &str) -> Self {
        Self::Scalar(serde_json::Value::from(text).to_string())
    }

    pub fn to_json(&self) -> String {
        match self {
            Self::Scalar(json) => json.clone(),
            Self::Array(items) => {
                let items: Vec<String> = items.iter().map(Self::to_json).collect();
                format!("[{}]", items.join(","))
            }
            Self::Object(members) => {
                let member = |(name, value): &(String, Self)| {
                    format!("{}:{}", Self::text(name).to_json(), value.to_json())
                };
                let members: Vec<String> = members.iter().map(member).collect();
                format!("{{{}}}", members.join(",\n"))
            }
        }
    }

    /// The members of an object.
    pub fn members(&self) -> &[(String, Self)] {
        match self {
            Self::Object(members) => members,
            _ => &[],
        }
    }

    /// Changes the value at the end of a path, where there is one.
    pub fn change(&mut self, path: &[&str], change: impl FnOnce(&mut Self)) {
        match (path, self) {
            ([], node) => change(node),
            ([first, rest @ ..], Self::Object(members)) => {
                if let Some((_, value)) = members.iter_mut().find(|(name, _)| name == first) {
                    value.change(rest, change);
                }
            }
            _ => {}
        }
    }

    /// Takes out the member at the end of a path.
    pub fn remove(&mut self, path: &[&str]) {
        let Some((last, path)) = path.split_last() else {
            return;
        };
        self.change(path, |node| {
            if let Self::Object(members) = node {
                members.retain(|(name, _)| name != last);
            }
        });
    }

    /// The names of an object's members.
    pub fn names(&self) -> Vec<String> {
        let members = self.members().iter();
        members.map(|(name, _)| name.clone()).collect()
    }

    /// With the members of every object in reverse: their order means nothing in JSON.
    pub fn reversed(&self) -> Self {
        match self {
            Self::Scalar(_) => self.clone(),
            Self::Array(items) => Self::Array(items.iter().map(Self::reversed).collect()),
            Self::Object(members) => {
                let members = members.iter().rev();
                Self::Object(
                    members
                        .map(|(name, value)| (name.clone(), value.reversed()))
                        .collect(),
                )
            }
        }
    }

    /// Puts something else in the place of the value with this number; false where there are fewer.
    pub fn replace(&mut self, number: &mut usize, other: &Self) -> bool {
        if *number == 0 {
            self.clone_from(other);
            return true;
        }
        *number -= 1;
        match self {
            Self::Scalar(_) => false,
            Self::Array(items) => items.iter_mut().any(|item| item.replace(number, other)),
            Self::Object(members) => members
                .iter_mut()
                .any(|(_, value)| value.replace(number, other)),
        }
    }
}

pub fn object<const N: usize>(members: [(&str, Node); N]) -> Node {
    Node::Object(members.map(|(name, value)| (name.to_owned(), value)).into())
}

/// The member of an object.
pub fn member<'n>(node: &'n Node, name: &str) -> Option<&'n Node> {
    let mut members = node.members().iter();
    let found = members.find(|(known, _)| known == name);
    found.map(|(_, value)| value)
}
