//! The server: a thread that accepts connections and responds to requests.

use std::convert::Infallible;
use std::fmt;
use std::future::poll_fn;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::pin;
use std::sync::{Arc, mpsc};
use std::task::Poll;
use std::thread::JoinHandle;

use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use openapi_bindgen_runtime::{Api, Bytes};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::oneshot;

use super::endpoint::Endpoint;
use super::mocked::Mocked;
use super::request::{Request, Unexpected};
use super::route::Route;
use super::state::{Reaction, State};

/// The size of the largest request body that is read.
const MAX_BODY: usize = 64 * 1024 * 1024;

/// How many connections may wait to be accepted.
const BACKLOG: u32 = 1024;

/// A mock server on loopback: it responds as configured, and logs what it receives.
///
/// Dropping it ends it and closes its connections.
pub struct Server {
    state: Arc<State>,
    address: SocketAddr,
    /// Dropping it ends the thread.
    stop: Option<oneshot::Sender<Infallible>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts a server on a free port.
    ///
    /// # Errors
    ///
    /// Returns an error if the operating system provides no thread or no port.
    pub fn start(api: &'static Api, routes: Vec<Route>) -> io::Result<Self> {
        let state = Arc::new(State::new(api, routes));
        let (stop, stopped) = oneshot::channel();
        let (started, starting) = mpsc::sync_channel(1);
        let shared = Arc::clone(&state);
        let thread = std::thread::Builder::new()
            .name(format!("mock of {}", api.name))
            .spawn(move || run(shared, &started, stopped))?;
        let address = starting
            .recv()
            .map_err(|_| io::Error::other("the server's thread ended"))??;
        Ok(Self {
            state,
            address,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// Returns the URL of the server: `http://127.0.0.1:port`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Returns an operation, to configure its responses and to get its calls.
    pub fn endpoint<O: Mocked>(&self) -> Endpoint<'_, O> {
        Endpoint::new(&self.state)
    }

    /// Returns every call, in the order in which they arrived.
    pub fn requests(&self) -> Vec<Request> {
        self.state.log().requests.clone()
    }

    /// Returns every request without a response of its own, in the order in which they arrived.
    pub fn unexpected(&self) -> Vec<Unexpected> {
        self.state.log().unexpected.clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // The thread ends in any case, and prints a panic itself.
            let _ = thread.join();
        }
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let log = self.state.log();
        f.debug_struct("Server")
            .field("url", &self.url())
            .field("requests", &log.requests.len())
            .field("unexpected", &log.unexpected.len())
            .finish_non_exhaustive()
    }
}

/// Runs the thread: accepts connections until the server is dropped. The async runtime then closes those that are still
/// open.
fn run(
    state: Arc<State>,
    started: &mpsc::SyncSender<io::Result<SocketAddr>>,
    stopped: oneshot::Receiver<Infallible>,
) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let report = |result| {
        // There is no receiver only if the starting thread is gone.
        let _ = started.send(result);
    };
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => return report(Err(error)),
    };
    runtime.block_on(async {
        let listening = listen().and_then(|listener| Ok((listener.local_addr()?, listener)));
        let listener = match listening {
            Ok((address, listener)) => {
                report(Ok(address));
                listener
            }
            Err(error) => return report(Err(error)),
        };
        let mut accepting = pin!(accept(listener, state));
        let mut stopped = pin!(stopped);
        poll_fn(|context| {
            if stopped.as_mut().poll(context).is_ready() {
                return Poll::Ready(());
            }
            accepting.as_mut().poll(context)
        })
        .await;
    });
}

fn listen() -> io::Result<TcpListener> {
    let socket = TcpSocket::new_v4()?;
    socket.bind((Ipv4Addr::LOCALHOST, 0).into())?;
    socket.listen(BACKLOG)
}

async fn accept(listener: TcpListener, state: Arc<State>) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                tokio::spawn(serve(stream, Arc::clone(&state)));
            }
            // Too many open files, for example: some are closed in the meantime.
            Err(_) => tokio::task::yield_now().await,
        }
    }
}

async fn serve(stream: TcpStream, state: Arc<State>) {
    // A response is one packet: waiting for more gains nothing.
    let _ = stream.set_nodelay(true);
    let service = service_fn(|request| respond(request, Arc::clone(&state)));
    let mut connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    if let Err(error) = (&mut connection).await
        && error.is_user()
    {
        // A plain close isn't enough: the client must not take it for the end of a response.
        let stream = connection.into_parts().io.into_inner();
        let _ = stream.set_zero_linger();
    }
}

/// Asks for the connection to be reset.
#[derive(Debug)]
struct Dropped;

impl fmt::Display for Dropped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the connection is to be reset")
    }
}

impl std::error::Error for Dropped {}

async fn respond(
    request: http::Request<Incoming>,
    state: Arc<State>,
) -> Result<http::Response<Full<Bytes>>, Dropped> {
    let (head, body) = request.into_parts();
    let (outcome, delay) = match Limited::new(body, MAX_BODY).collect().await {
        Ok(body) => state.receive(Request::new(head, body.to_bytes())),
        Err(error) => {
            let request = Request::new(head, Bytes::new());
            state.refuse(request, 400, format!("the body can't be read: {error}"))
        }
    };
    if !delay.is_zero() {
        tokio::time::sleep(delay).await;
    }
    let Reaction::Respond(mocked) = outcome else {
        return Err(Dropped);
    };
    let mut response = http::Response::new(Full::new(mocked.body));
    *response.status_mut() = http::StatusCode::from_u16(mocked.status).map_err(|_| Dropped)?;
    *response.headers_mut() = mocked.headers;
    Ok(response)
}
