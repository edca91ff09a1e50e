//! The client: what all calls of an API have in common.

mod api;
mod config;
mod hook;
mod operation;
mod server;
pub(crate) mod trace;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

pub use api::{Api, SecurityKind, SecurityScheme};
pub(crate) use config::Config;
pub use hook::{AfterAttempt, BeforeAttempt, Hook, Mismatched};
pub use operation::{Operation, OperationInfo};
pub use server::ServerUrl;

use crate::call::Options;
use crate::transport::DefaultTransport;
use crate::types::SecretKey;

/// A client of an API: what its calls have in common. Generated crates wrap
/// it by [`client!`](crate::client).
///
/// Clones are cheap and share connections.
#[derive(Clone)]
pub struct Client<T = DefaultTransport> {
    api: &'static Api,
    transport: T,
    config: Arc<Config>,
}

impl<T> Client<T> {
    /// A client without credentials.
    pub fn new(api: &'static Api, transport: T) -> Self {
        Self {
            api,
            transport,
            config: Arc::new(Config::new(api)),
        }
    }

    /// The API.
    pub const fn api(&self) -> &'static Api {
        self.api
    }

    /// The transport.
    pub const fn transport(&self) -> &T {
        &self.transport
    }

    pub(crate) fn into_transport(self) -> T {
        self.transport
    }

    pub(crate) const fn config(&self) -> &Arc<Config> {
        &self.config
    }

    fn set(mut self, set: impl FnOnce(&mut Options)) -> Self {
        set(&mut Arc::make_mut(&mut self.config).options);
        self
    }

    /// Sets the credential of a security scheme.
    #[must_use]
    pub fn credential(
        self,
        scheme: impl Into<Cow<'static, str>>,
        key: impl Into<SecretKey>,
    ) -> Self {
        self.set(|options| options.set_credential(scheme.into(), key.into()))
    }

    /// Sends no credentials, and asks for none: those that were set before are
    /// gone, and what is set later is sent again.
    #[must_use]
    pub fn without_credentials(self) -> Self {
        self.set(Options::without_credentials)
    }

    /// Sets where the API is, by a server of its description.
    #[must_use]
    pub fn server(self, server: &ServerUrl) -> Self {
        self.set(|options| options.set_server(server))
    }

    /// Sets where the API is.
    #[must_use]
    pub fn base_url(self, url: impl AsRef<str>) -> Self {
        self.set(|options| options.set_base_url(url.as_ref()))
    }

    /// Sets a header of every call.
    #[must_use]
    pub fn header(self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.set(|options| options.set_header(name.as_ref(), value.as_ref()))
    }

    /// Sets how long an attempt may take.
    #[must_use]
    pub fn timeout(self, timeout: Duration) -> Self {
        self.set(|options| options.timeout = Some(timeout))
    }

    /// Sets how long a call may take.
    #[must_use]
    pub fn deadline(self, deadline: Duration) -> Self {
        self.set(|options| options.deadline = Some(deadline))
    }

    /// Sets how many attempts may follow the first.
    #[must_use]
    pub fn retries(self, retries: u32) -> Self {
        self.set(|options| options.retries = Some(retries))
    }

    /// Sets the longest `Retry-After` that is waited for in full.
    #[must_use]
    pub fn max_retry_after(self, cap: Duration) -> Self {
        self.set(|options| options.retry_after_cap = Some(cap))
    }

    /// Adds a hook: it sees every attempt of every call.
    #[must_use]
    pub fn hook(mut self, hook: impl Hook) -> Self {
        Arc::make_mut(&mut self.config).hooks.add(Arc::new(hook));
        self
    }

    /// Sets how many bytes of a response's body are read.
    #[must_use]
    pub fn max_response_size(self, bytes: usize) -> Self {
        self.set(|options| options.max_body = Some(bytes))
    }

    /// Sets whether a field that isn't required and doesn't fit is read as absent.
    #[must_use]
    pub fn lenient(self, lenient: bool) -> Self {
        self.set(|options| options.lenient = Some(lenient))
    }
}

impl<T> fmt::Debug for Client<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("api", &self.api.name)
            .field("options", &self.config.options)
            .finish_non_exhaustive()
    }
}
