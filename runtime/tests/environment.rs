//! What the environment decides: which certificates are trusted, which proxy is taken. It is a process's, so that each
//! case runs the calls in a process of its own.
//!
//! TLS is by rustls, or by the operating system's library with the features `…-native-tls`.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod common;

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use common::server::{Server, Step};
use common::{OK, block_on, client, create};
use openapi_bindgen_runtime::{ReqwestTransport, UreqTransport};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

type Authority = CertifiedIssuer<'static, KeyPair>;

/// Names what the child is to call.
const URL: &str = "WIDGETS_URL";

/// Not a test of its own: what the others run in a process whose environment they set.
#[test]
#[ignore = "run by the other tests"]
fn child() {
    let url = std::env::var(URL).unwrap();
    let awaited = block_on(async {
        let call = client(ReqwestTransport::new(), &url).call(create());
        call.retries(0).await
    });
    let blocking = client(UreqTransport::new(), &url)
        .call(create())
        .retries(0)
        .call();
    for result in [awaited, blocking] {
        match result {
            Ok(widget) => println!("outcome: {}", widget.id),
            Err(error) => println!("outcome: {:?}, {error}", error.kind()),
        }
    }
}

/// What came of the two calls, in a process with this environment.
fn outcomes(url: &str, environment: &[(&str, &str)]) -> [String; 2] {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--ignored", "--exact", "child", "--nocapture"]);
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"] {
        command.env_remove(name).env_remove(name.to_lowercase());
    }
    command.env(URL, url).envs(environment.iter().copied());
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).unwrap();
    let outcomes = text
        .lines()
        .filter_map(|line| line.split_once("outcome: "))
        .map(|(_, outcome)| outcome.to_owned());
    outcomes.collect::<Vec<_>>().try_into().unwrap()
}

fn authority() -> Authority {
    let mut parameters = CertificateParams::new([]).unwrap();
    parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    // Named apart from what it signs: OpenSSL takes a certificate of its own issuer's name for self-signed.
    parameters
        .distinguished_name
        .push(DnType::CommonName, "authority of the tests");
    CertifiedIssuer::self_signed(parameters, KeyPair::generate().unwrap()).unwrap()
}

/// A file with the authority's certificate: what the environment names.
fn trusting(name: &str, authority: &Authority) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.pem"));
    std::fs::write(&path, authority.pem()).unwrap();
    path
}

/// A server with a certificate for `host`: it answers every request alike.
fn start(authority: &Authority, host: &str) -> String {
    let key = KeyPair::generate().unwrap();
    let parameters = CertificateParams::new([host.to_owned()]).unwrap();
    let certificate = parameters.signed_by(&key, authority).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![CertificateDer::from(certificate)],
            PrivateKeyDer::try_from(key.serialize_der()).unwrap(),
        )
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!(
        "https://localhost:{}",
        listener.local_addr().unwrap().port()
    );
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            // A client that doesn't trust the certificate breaks off.
            let _ = answer(StreamOwned::new(connection, stream.unwrap()));
        }
    });
    url
}

fn answer(mut stream: impl Read + Write) -> std::io::Result<()> {
    let mut request = Vec::new();
    let mut bytes = [0; 4096];
    // The body is the last that comes: a JSON object.
    while !request.ends_with(b"}") {
        match stream.read(&mut bytes)? {
            0 => return Ok(()),
            count => request.extend_from_slice(&bytes[..count]),
        }
    }
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n", OK.len());
    stream.write_all(format!("{head}Connection: close\r\n\r\n{OK}").as_bytes())?;
    stream.flush()
}

#[test]
fn what_the_environment_trusts_is_trusted() {
    let authority = authority();
    let url = start(&authority, "localhost");
    let file = trusting("trusted", &authority);
    let outcomes = outcomes(&url, &[("SSL_CERT_FILE", file.to_str().unwrap())]);
    assert_eq!(outcomes, ["w 1", "w 1"]);
}

#[test]
fn nobody_elses_certificate_is_trusted() {
    let url = start(&authority(), "localhost");
    let file = trusting("another", &authority());
    for outcome in outcomes(&url, &[("SSL_CERT_FILE", file.to_str().unwrap())]) {
        assert!(
            outcome.starts_with("Connect, POST /widgets/{id}: no connection"),
            "{outcome}"
        );
    }
}

#[test]
fn a_certificate_for_another_host_is_not_trusted() {
    let authority = authority();
    let url = start(&authority, "elsewhere.example");
    let file = trusting("elsewhere", &authority);
    for outcome in outcomes(&url, &[("SSL_CERT_FILE", file.to_str().unwrap())]) {
        assert!(
            outcome.starts_with("Connect, POST /widgets/{id}: no connection"),
            "{outcome}"
        );
    }
}

/// reqwest asks the proxy for the page, ureq for a way through.
#[test]
fn proxies_are_taken_from_the_environment() {
    let proxy = Server::answering(|_, request| match request.line.starts_with("CONNECT") {
        true => Step::Reply(200, Vec::new(), Vec::new()),
        false => Step::reply(200, OK),
    });
    let url = "http://widgets.example/base";
    assert_eq!(outcomes(url, &[("HTTP_PROXY", &proxy.url)]), ["w 1", "w 1"]);
    let requests = proxy.requests().into_iter();
    let lines: Vec<String> = requests.map(|request| request.line).collect();
    assert_eq!(
        lines,
        [
            "POST http://widgets.example/base/widgets/w%201 HTTP/1.1",
            "CONNECT widgets.example:80 HTTP/1.1",
            "POST /base/widgets/w%201 HTTP/1.1",
        ]
    );
}

/// Under CGI `HTTP_PROXY` is a header of whoever sends the request.
#[test]
fn no_proxy_is_taken_from_a_request() {
    let proxy = Server::answering(|_, request| match request.line.starts_with("CONNECT") {
        true => Step::Reply(200, Vec::new(), Vec::new()),
        false => Step::reply(200, OK),
    });
    let api = Server::answering(|_, _| Step::reply(200, OK));
    let environment = [("HTTP_PROXY", &*proxy.url), ("REQUEST_METHOD", "GET")];
    assert_eq!(outcomes(&api.url, &environment), ["w 1", "w 1"]);
    assert_eq!((api.requests().len(), proxy.requests().len()), (2, 0));
}
