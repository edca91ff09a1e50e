//! A server on loopback that costs as little as it can: every request gets the same bytes.

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// Starts it as a task of the same runtime: on a thread of its own, what a call takes would depend on which processor
/// that thread happens to run on.
pub async fn start(answer: &str) -> std::io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    let answer = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nRequest-Id: req_1\r\nContent-Length: {}\r\n\r\n{answer}",
        answer.len()
    );
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let answer = answer.clone();
            // A broken connection is the end of its task alone.
            tokio::spawn(async move { serve(stream, answer.as_bytes()).await });
        }
    });
    Ok(url)
}

async fn serve(stream: TcpStream, answer: &[u8]) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut stream = BufReader::new(stream);
    let mut line = String::new();
    let mut body = Vec::new();
    let mut length = 0;
    loop {
        line.clear();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        match line.split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse().map_err(std::io::Error::other)?;
            }
            None if line == "\r\n" => {
                body.resize(length, 0);
                stream.read_exact(&mut body).await?;
                stream.write_all(answer).await?;
            }
            _ => {}
        }
    }
}
