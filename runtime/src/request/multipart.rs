use bytes::{BufMut as _, Bytes, BytesMut};

use super::style::scalar;
use crate::json::Json;
use crate::types::File;

/// The text before a boundary that no body may hold; the rest is random.
const BOUNDARY: &str = "openapi-bindgen-";

/// A body in `multipart/form-data` (RFC 7578), and its content type.
///
/// Each member is a part: strings, numbers and booleans as plain text, files as they are, lists as a part an item, and
/// objects as JSON (OpenAPI 3.1 §4.8.14.4). `null` members are left out.
pub(super) fn multipart(json: Json<'_>) -> Result<(String, Bytes), &'static str> {
    let Json::Object(object) = json else {
        return Err("is not an object");
    };
    let boundary = format!("{BOUNDARY}{}", uuid::Uuid::new_v4().simple());
    let mut body = Body {
        boundary: &boundary,
        bytes: BytesMut::new(),
    };
    for (name, value) in object {
        match value {
            Json::Array(items)
                if !items
                    .iter()
                    .any(|item| matches!(item, Json::Array(_) | Json::Null)) =>
            {
                for item in items {
                    body.part(&name, item)?;
                }
            }
            value => body.part(&name, value)?,
        }
    }
    body.line(&format!("--{boundary}--"));
    let bytes = body.bytes.freeze();
    Ok((format!("multipart/form-data; boundary={boundary}"), bytes))
}

struct Body<'a> {
    boundary: &'a str,
    bytes: BytesMut,
}

impl Body<'_> {
    fn line(&mut self, text: &str) {
        self.bytes.put_slice(text.as_bytes());
        self.bytes.put_slice(b"\r\n");
    }

    fn part(&mut self, name: &str, value: Json<'_>) -> Result<(), &'static str> {
        match value {
            Json::Null => Ok(()),
            Json::File(file) => self.file(name, &file),
            Json::Array(_) | Json::Object(_) => {
                let text = serde_json::to_vec(&value).map_err(|_| "holds what JSON can't write")?;
                self.head(name, None, Some("application/json"));
                self.content(&text);
                Ok(())
            }
            value => {
                let Some(text) = scalar(value)? else {
                    return Ok(());
                };
                self.head(name, None, None);
                self.content(text.as_bytes());
                Ok(())
            }
        }
    }

    fn file(&mut self, name: &str, file: &File) -> Result<(), &'static str> {
        let content_type = file
            .sent_content_type()
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

/// As browsers write names (WHATWG's multipart encoding): what would end the name is percent-encoded.
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
        let (content_type, body) = multipart(object.into()).unwrap();
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
        assert!(multipart(object.into()).is_err());
        assert!(multipart(file.to_json()).is_err());
    }
}
