//! A server on loopback that does what a script says and keeps what it got.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What the server does with a request. The last step of a script repeats.
#[derive(Clone, Debug)]
pub enum Step {
    /// Answers, and keeps the connection.
    Reply(u16, Vec<(&'static str, String)>, Vec<u8>),
    /// Sends these bytes and closes the connection.
    Raw(String),
    /// Sends these bytes and resets the connection.
    RawThenReset(String),
    /// Sends these bytes, then nothing more.
    RawThenStall(String),
}

impl Step {
    pub fn reply(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::Reply(
            status,
            vec![("request-id", "req_1".to_owned())],
            body.into(),
        )
    }

    pub fn with(self, name: &'static str, value: &str) -> Self {
        match self {
            Self::Reply(status, mut headers, body) => {
                headers.push((name, value.to_owned()));
                Self::Reply(status, headers, body)
            }
            other => other,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Recorded {
    pub line: String,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Recorded {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(other, _)| other == name)
            .map(|(_, value)| value.as_str())
    }
}

#[derive(Default)]
struct State {
    requests: Vec<Recorded>,
    connections: usize,
}

type Script = dyn Fn(usize, &Recorded) -> Step + Send + Sync;

pub struct Server {
    pub url: String,
    state: Arc<Mutex<State>>,
}

impl Server {
    pub fn start(script: Vec<Step>) -> Self {
        Self::answering(move |count, _| script[count.min(script.len()) - 1].clone())
    }

    /// A server that decides by how many requests it got and the last one.
    pub fn answering(script: impl Fn(usize, &Recorded) -> Step + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let state = Arc::new(Mutex::new(State::default()));
        let shared = Arc::clone(&state);
        let script = Arc::new(script);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (state, script) = (Arc::clone(&shared), Arc::clone(&script));
                state.lock().unwrap().connections += 1;
                std::thread::spawn(move || serve(stream.unwrap(), &state, &*script));
            }
        });
        Self { url, state }
    }

    pub fn requests(&self) -> Vec<Recorded> {
        self.state.lock().unwrap().requests.clone()
    }

    pub fn connections(&self) -> usize {
        self.state.lock().unwrap().connections
    }
}

/// An address where nobody listens.
pub fn refusing_url() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

fn serve(stream: TcpStream, state: &Mutex<State>, script: &Script) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut stream = stream;
    while let Some(request) = read_request(&mut reader) {
        let step = {
            let mut state = state.lock().unwrap();
            state.requests.push(request);
            let count = state.requests.len();
            script(count, &state.requests[count - 1])
        };
        let sent = match &step {
            Step::Reply(status, headers, body) => stream.write_all(&reply(*status, headers, body)),
            Step::Raw(bytes) | Step::RawThenReset(bytes) | Step::RawThenStall(bytes) => {
                stream.write_all(bytes.as_bytes())
            }
        };
        match step {
            _ if sent.is_err() => return,
            Step::Reply(..) => {}
            Step::Raw(_) => return,
            Step::RawThenReset(_) => {
                socket2::SockRef::from(&stream)
                    .set_linger(Some(Duration::ZERO))
                    .unwrap();
                return;
            }
            Step::RawThenStall(_) => {
                // Until the client gives up.
                let _ = reader.read(&mut [0]);
                return;
            }
        }
    }
}

fn reply(status: u16, headers: &[(&str, String)], body: &[u8]) -> Vec<u8> {
    let mut text = format!("HTTP/1.1 {status} Test\r\n");
    for (name, value) in headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    if status != 204 {
        text.push_str(&format!("content-length: {}\r\n", body.len()));
    }
    text.push_str("\r\n");
    [text.as_bytes(), body].concat()
}

fn read_request(reader: &mut BufReader<TcpStream>) -> Option<Recorded> {
    let mut line = String::new();
    if reader.read_line(&mut line).ok()? == 0 {
        return None;
    }
    let mut request = Recorded {
        line: line.trim_end().to_owned(),
        headers: Vec::new(),
        body: String::new(),
    };
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else {
            break;
        };
        let (name, value) = (name.to_ascii_lowercase(), value.trim().to_owned());
        if name == "content-length" {
            length = value.parse().unwrap();
        }
        request.headers.push((name, value));
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    request.body = String::from_utf8(body).unwrap();
    Some(request)
}
