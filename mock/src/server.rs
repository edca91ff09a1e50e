//! The server: a thread that takes connections and answers.

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
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::oneshot;

use super::endpoint::Endpoint;
use super::mocked::Mocked;
use super::request::{Request, Unexpected};
use super::route::Route;
use super::state::{Reaction, State};
use openapi_bindgen_runtime::{Api, Bytes};

/// A larger body of a request is not read.
const MAX_BODY: usize = 64 * 1024 * 1024;

/// Connections that may wait to be taken.
const BACKLOG: u32 = 1024;

/// A server on loopback that answers as it is told, and keeps what it is sent.
///
/// It ends when it is dropped, and its connections with it.
pub struct Server {
    state: Arc<State>,
    address: SocketAddr,
    /// Dropping it ends the thread.
    stop: Option<oneshot::Sender<Infallible>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts a server on a port of its own.
    ///
    /// # Errors
    ///
    /// When the operating system gives no thread or no port.
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

    /// Where the server is: `http://127.0.0.1:port`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What an operation is answered, and what it was called with.
    pub fn endpoint<O: Mocked>(&self) -> Endpoint<'_, O> {
        Endpoint::new(&self.state)
    }

    /// Every call, in the order they arrived.
    pub fn requests(&self) -> Vec<Request> {
        self.state.log().requests.clone()
    }

    /// Every request that no answer was meant for, in the order they arrived.
    pub fn unexpected(&self) -> Vec<Unexpected> {
        self.state.log().unexpected.clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // It ends in any case; a panic of it was printed.
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

/// The thread: connections are taken until the server is dropped. What is
/// still open then is closed with the asynchronous runtime.
fn run(
    state: Arc<State>,
    started: &mpsc::SyncSender<io::Result<SocketAddr>>,
    stopped: oneshot::Receiver<Infallible>,
) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let told = |result| {
        // Nobody listens any more only if the starting thread is gone.
        let _ = started.send(result);
    };
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => return told(Err(error)),
    };
    runtime.block_on(async {
        let listening = listen().and_then(|listener| Ok((listener.local_addr()?, listener)));
        let listener = match listening {
            Ok((address, listener)) => {
                told(Ok(address));
                listener
            }
            Err(error) => return told(Err(error)),
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
            // Too many open files, say: some are closed in the meantime.
            Err(_) => tokio::task::yield_now().await,
        }
    }
}

async fn serve(stream: TcpStream, state: Arc<State>) {
    // An answer is one packet: nothing is gained by waiting for more.
    let _ = stream.set_nodelay(true);
    let service = service_fn(|request| answer(request, Arc::clone(&state)));
    let mut connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    if let Err(error) = (&mut connection).await
        && error.is_user()
    {
        // Not only closed: the client has to see that it is no end of an answer.
        let stream = connection.into_parts().io.into_inner();
        let _ = stream.set_zero_linger();
    }
}

/// The connection is to be reset.
#[derive(Debug)]
struct Dropped;

impl fmt::Display for Dropped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the connection is to be reset")
    }
}

impl std::error::Error for Dropped {}

async fn answer(
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
    let Reaction::Respond(answer) = outcome else {
        return Err(Dropped);
    };
    let mut response = http::Response::new(Full::new(answer.body));
    *response.status_mut() = http::StatusCode::from_u16(answer.status).map_err(|_| Dropped)?;
    *response.headers_mut() = answer.headers;
    Ok(response)
}
