//! A server on loopback that gives one answer and keeps, byte for byte, what it is sent.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, LazyLock, Mutex};

use openapi_bindgen_behaviour::current::runtime::{CallResult, Operation};
use openapi_bindgen_behaviour::current::{Call, Client};

/// A request as it came over the wire.
#[derive(Clone, Debug)]
pub struct Received {
    pub method: String,
    /// Path and query.
    pub target: String,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Received {
    /// The one header of that name.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter().filter(|(known, _)| known == name);
        let value = found.next().map(|(_, value)| value.as_str());
        assert!(found.next().is_none(), "`{name}` was sent twice");
        value
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("the body is text")
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).expect("the body is JSON")
    }
}

/// What the server says to every request.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub content_type: &'static str,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn json(status: u16, body: impl Into<String>) -> Self {
        Self {
            status,
            content_type: "application/json",
            body: body.into().into_bytes(),
        }
    }

    pub fn nothing() -> Self {
        Self::json(204, "")
    }

    fn bytes(&self) -> Vec<u8> {
        let Self {
            status,
            content_type,
            body,
        } = self;
        let mut text = format!("HTTP/1.1 {status} Said\r\nconnection: close\r\n");
        if *status != 204 {
            text.push_str(&format!(
                "content-type: {content_type}\r\ncontent-length: {}\r\n",
                body.len()
            ));
        }
        text.push_str("\r\n");
        let mut bytes = text.into_bytes();
        bytes.extend_from_slice(body);
        bytes
    }
}

/// One for all tests: a client reads the system's certificates before its first call.
static CLIENT: LazyLock<Client> = LazyLock::new(Client::new);

pub struct Server {
    url: String,
    received: Arc<Mutex<Vec<Received>>>,
}

impl Server {
    pub fn answering(answer: Answer) -> Self {
        Self::saying(move |_| answer.bytes())
    }

    /// Says what the function makes of a request. Its thread ends with the program.
    pub fn saying(answer: impl Fn(&Received) -> Vec<u8> + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = listener.local_addr().expect("it has an address");
        let received = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&received);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.expect("a connection");
                if let Some(request) = read(&stream) {
                    let answer = answer(&request);
                    kept.lock().expect("no test panics here").push(request);
                    // A client that doesn't wait for the answer is none of the server's business.
                    let _ = stream.write_all(&answer);
                }
            }
        });
        Self {
            url: format!("http://{address}"),
            received,
        }
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    /// A client of this server, without credentials.
    pub fn client(&self) -> Client {
        CLIENT.clone().base_url(&self.url).retries(0)
    }

    pub fn requests(&self) -> Vec<Received> {
        self.received.lock().expect("no test panics here").clone()
    }

    /// The one request that came.
    pub fn request(&self) -> Received {
        let mut requests = self.requests();
        assert_eq!(requests.len(), 1, "requests on the wire: {requests:?}");
        requests.remove(0)
    }
}

fn read(stream: &TcpStream) -> Option<Received> {
    let mut reader = BufReader::new(stream);
    let line = |reader: &mut BufReader<&TcpStream>| {
        let mut text = String::new();
        reader.read_line(&mut text).ok().filter(|read| *read > 0)?;
        Some(text.trim_end_matches(['\r', '\n']).to_owned())
    };
    let first = line(&mut reader)?;
    let mut words = first.split(' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?.to_owned());
    assert_eq!(words.collect::<Vec<_>>(), ["HTTP/1.1"], "{first}");
    let mut headers = Vec::new();
    loop {
        let text = line(&mut reader)?;
        let Some((name, value)) = text.split_once(": ") else {
            break;
        };
        headers.push((name.to_ascii_lowercase(), value.to_owned()));
    }
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length = length.map_or(0, |(_, value)| value.parse().expect("a length"));
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Received {
        method,
        target,
        headers,
        body,
    })
}

/// What a call sends. The transport changes nothing of where it goes.
pub async fn sent<O: Operation>(call: impl FnOnce(&Client) -> Call<O>) -> Received {
    let server = Server::answering(Answer::nothing());
    let call = call(&server.client());
    let planned = call.to_request().expect("it can be sent");
    if let Err(error) = call.send().await {
        panic!("{error}");
    }
    let request = server.request();
    let target = planned.uri().path_and_query().expect("there is a path");
    assert_eq!(request.target, target.as_str());
    request
}

/// The path and query that a call sends, the same over both transports.
pub async fn target<O: Operation>(call: impl Fn(&Client) -> Call<O>) -> String {
    let awaited = sent(&call).await.target;
    let server = Server::answering(Answer::nothing());
    if let Err(error) = call(&server.client()).send_blocking() {
        panic!("{error}");
    }
    assert_eq!(server.request().target, awaited);
    awaited
}

/// What a call makes of an answer.
pub async fn answered<O: Operation>(
    answer: Answer,
    call: impl FnOnce(&Client) -> Call<O>,
) -> CallResult<O> {
    let server = Server::answering(answer);
    let result = call(&server.client()).send().await;
    server.request();
    result
}

/// Why a call is not made; nothing of it reaches the server.
pub async fn refused<O: Operation>(call: impl FnOnce(&Client) -> Call<O>) -> String {
    use std::error::Error as _;
    let server = Server::answering(Answer::nothing());
    let Err(error) = call(&server.client()).send().await else {
        panic!("it was sent: {:?}", server.requests());
    };
    assert!(server.requests().is_empty(), "{error}");
    let source = error.source().expect("there is a reason");
    source.to_string()
}
