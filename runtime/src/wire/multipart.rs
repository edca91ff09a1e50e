//! Bodies of parts: `multipart/form-data` and its like.

use bytes::{BufMut as _, Bytes, BytesMut};

use super::style::{UNWRITABLE, scalar};
use crate::json::Json;
use crate::types::File;

/// The content type of a part, if the document says so (OpenAPI 3.1 §4.8.15, encoding objects).
#[derive(Clone, Copy, Debug)]
pub struct PartType {
    /// The name of the part.
    pub name: &'static str,
    /// The content type, unless the part is a file with its own.
    pub content_type: &'static str,
}

/// The beginning of the boundary; the rest is random.
const BOUNDARY: &str = "openapi-bindgen-";

/// Encodes a body of parts like `multipart/form-data` (RFC 7578), and returns it with its content type.
///
/// Each member is a part: strings, numbers and booleans are plain text, files are sent as they are, lists have one part
/// per item, and objects are JSON (OpenAPI 3.1 §4.8.14.4). `parts` sets content types; with one of JSON, plain values
/// are JSON too. A file's own content type takes precedence. `null` members are omitted.
pub(super) fn multipart(
    media_type: &str,
    json: Json<'_>,
    parts: &[PartType],
) -> Result<(String, Bytes), &'static str> {
    let Json::Object(object) = json else {
        return Err("is not an object");
    };
    let boundary = format!("{BOUNDARY}{}", uuid::Uuid::new_v4().simple());
    let mut body = Body {
        boundary: &boundary,
        bytes: BytesMut::new(),
    };
    for (name, value) in object {
        let part = parts.iter().find(|part| part.name == name);
        let content_type = part.map(|part| part.content_type);
        if content_type.is_some_and(|text| text.chars().any(char::is_control)) {
            return Err("has a part whose content type holds control characters");
        }
        match value {
            // A list with a JSON content type is one part.
            value @ Json::Array(_) if content_type.is_some_and(is_json) => {
                body.part(&name, value, content_type)?;
            }
            Json::Array(items)
                if !items
                    .iter()
                    .any(|item| matches!(item, Json::Array(_) | Json::Null)) =>
            {
                for item in items {
                    body.part(&name, item, content_type)?;
                }
            }
            value => body.part(&name, value, content_type)?,
        }
    }
    body.line(&format!("--{boundary}--"));
    let bytes = body.bytes.freeze();
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    Ok((format!("{essence}; boundary={boundary}"), bytes))
}

const JSON: &str = "application/json";

struct Body<'a> {
    boundary: &'a str,
    bytes: BytesMut,
}

impl Body<'_> {
    fn line(&mut self, text: &str) {
        self.bytes.put_slice(text.as_bytes());
        self.bytes.put_slice(b"\r\n");
    }

    fn part(
        &mut self,
        name: &str,
        value: Json<'_>,
        content_type: Option<&str>,
    ) -> Result<(), &'static str> {
        let is_structured = matches!(value, Json::Array(_) | Json::Object(_));
        match value {
            Json::Null => Ok(()),
            Json::Foreign(value) => match value.downcast_ref() {
                Some(file) => self.file(name, file, content_type),
                None => Err(UNWRITABLE),
            },
            value if is_structured || content_type.is_some_and(is_json) => {
                let text = serde_json::to_vec(&value)
                    .map_err(|_| "holds a value that JSON can't represent")?;
                let content_type = content_type.filter(|text| is_json(text));
                self.head(name, None, content_type.or(Some(JSON)));
                self.content(&text);
                Ok(())
            }
            value => {
                let Some(text) = scalar(value)? else {
                    return Ok(());
                };
                self.head(name, None, content_type);
                self.content(text.as_bytes());
                Ok(())
            }
        }
    }

    fn file(
        &mut self,
        name: &str,
        file: &File,
        content_type: Option<&str>,
    ) -> Result<(), &'static str> {
        let content_type = file
            .sent_content_type()
            .or(content_type)
            .unwrap_or("application/octet-stream");
        if content_type.chars().any(char::is_control) {
            return Err("has a file whose content type holds control characters");
        }
        self.head(
            name,
            Some(file.sent_name().unwrap_or(name)),
            Some(content_type),
        );
        self.content(file.as_bytes());
        Ok(())
    }

    fn head(&mut self, name: &str, file: Option<&str>, content_type: Option<&str>) {
        let boundary = self.boundary;
        self.line(&format!("--{boundary}"));
        let file = file
            .map(|file| format!("; filename=\"{}\"", quoted(file)))
            .unwrap_or_default();
        self.line(&format!(
            "Content-Disposition: form-data; name=\"{}\"{file}",
            quoted(name)
        ));
        if let Some(content_type) = content_type {
            self.line(&format!("Content-Type: {content_type}"));
        }
        self.line("");
    }

    fn content(&mut self, bytes: &[u8]) {
        self.bytes.put_slice(bytes);
        self.bytes.put_slice(b"\r\n");
    }
}

fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default();
    let essence = essence.trim().to_ascii_lowercase();
    essence.ends_with("/json") || essence.ends_with("+json")
}

/// Encodes a name as browsers do (WHATWG's multipart encoding): characters that would end it are percent-encoded.
fn quoted(text: &str) -> String {
    text.chars()
        .fold(String::with_capacity(text.len()), |mut quoted, c| {
            match c {
                '"' => quoted.push_str("%22"),
                '\r' => quoted.push_str("%0D"),
                '\n' => quoted.push_str("%0A"),
                c => quoted.push(c),
            }
            quoted
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{Object, ToJson as _};

    #[test]
    fn each_member_is_a_part() {
        let file = File::new("bytes\0")
            .name("a\"b\r\n.bin")
            .content_type("image/png");
        let (tags, meta) = (
            vec!["x".to_owned(), "y".to_owned()],
            serde_json::json!({"k": 1}),
        );
        let mut object = Object::new();
        object.required("file", &file);
        object.required("tags", &tags);
        object.required("meta", &meta);
        object.nullable::<String>("none", &None);
        let (content_type, body) = multipart("multipart/form-data", object.into(), &[]).unwrap();
        let boundary = content_type
            .strip_prefix("multipart/form-data; boundary=")
            .unwrap();
        let text = String::from_utf8(body.to_vec())
            .unwrap()
            .replace(boundary, "B");
        let expected = "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a%22b%0D%0A.bin\"\r\n\
             Content-Type: image/png\r\n\r\nbytes\0\r\n\
             --B\r\nContent-Disposition: form-data; name=\"tags\"\r\n\r\nx\r\n\
             --B\r\nContent-Disposition: form-data; name=\"tags\"\r\n\r\ny\r\n\
             --B\r\nContent-Disposition: form-data; name=\"meta\"\r\nContent-Type: application/json\r\n\r\n{\"k\":1}\r\n\
             --B--\r\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn a_content_type_can_not_add_headers() {
        let file = File::new("x").content_type("a/b\r\nX: y");
        let mut object = Object::new();
        object.required("f", &file);
        assert!(multipart("multipart/form-data", object.into(), &[]).is_err());
        assert!(multipart("multipart/form-data", file.to_json(), &[]).is_err());
        let mut object = Object::new();
        object.required("f", &"x");
        let part = PartType {
            name: "f",
            content_type: "a/b\nX: y",
        };
        assert!(multipart("multipart/form-data", object.into(), &[part]).is_err());
    }

    #[test]
    fn a_part_is_of_the_content_type_that_is_said() {
        let mut object = Object::new();
        let (bare, own) = (File::new("b"), File::new("o").content_type("image/gif"));
        let (tags, meta) = (vec![1, 2], serde_json::json!({"k": 1}));
        object.required("bare", &bare);
        object.required("own", &own);
        object.required("tags", &tags);
        object.required("text", &"t");
        object.required("json", &"t");
        object.required("meta", &meta);
        object.required("xml", &meta);
        let types = [
            ("bare", "image/png"),
            ("own", "image/png"),
            ("tags", "application/json"),
            ("text", "text/csv; header=absent"),
            ("json", "application/vnd.x+json"),
            ("meta", "application/vnd.x+json"),
            ("xml", "application/xml"),
        ];
        let parts = types.map(|(name, content_type)| PartType { name, content_type });
        let (_, body) = multipart("multipart/form-data", object.into(), &parts).unwrap();
        let text = String::from_utf8(body.to_vec()).unwrap();
        let sent: Vec<_> = text
            .split("Content-Type: ")
            .skip(1)
            .map(|part| part.split("\r\n").filter(|line| !line.is_empty()))
            .map(|mut lines| (lines.next().unwrap(), lines.next().unwrap()))
            .collect();
        let expected = [
            ("image/png", "b"),
            ("image/gif", "o"),
            ("application/json", "[1,2]"),
            ("text/csv; header=absent", "t"),
            ("application/vnd.x+json", "\"t\""),
            ("application/vnd.x+json", "{\"k\":1}"),
            // A value that isn't plain text can only be JSON, whatever the content type.
            ("application/json", "{\"k\":1}"),
        ];
        assert_eq!(sent, expected);
    }
}
