//! A server on loopback that costs as little as it can: every request gets the same bytes.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};

/// Starts it on a thread of its own; it ends with the program.
pub fn start(answer: &str) -> std::io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let url = format!("http://{}", listener.local_addr()?);
    let answer = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nRequest-Id: req_1\r\nContent-Length: {}\r\n\r\n{answer}",
        answer.len()
    );
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let answer = answer.clone();
            // A broken connection is the end of its thread alone.
            std::thread::spawn(move || serve(stream, answer.as_bytes()));
        }
    });
    Ok(url)
}

fn serve(stream: TcpStream, answer: &[u8]) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(&stream);
    let mut line = String::new();
    let mut body = Vec::new();
    let mut length = 0;
    loop {
        line.clear();
        if reader.read_line(&mut line)? == 0 {
            return Ok(());
        }
        match line.split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse().map_err(std::io::Error::other)?;
            }
            None if line == "\r\n" => {
                body.resize(length, 0);
                reader.read_exact(&mut body)?;
                (&stream).write_all(answer)?;
            }
            _ => {}
        }
    }
}
