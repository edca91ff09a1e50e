//! The client: what all calls of an API have in common.

mod api;
mod config;
mod hook;
mod operation;
mod options;
mod record;
mod retry_advice;
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
pub(crate) use options::{Credential, Options};
pub(crate) use record::CallRecord;
pub(crate) use retry_advice::{advised, wants_retry};
pub use server::ServerUrl;

use crate::transport::DefaultTransport;
use crate::types::SecretKey;

/// A client of an API: what its calls have in common. Generated crates wrap it with [`client!`](crate::client).
///
/// Clones are cheap and share connections.
///
/// ```
/// use std::time::Duration;
///
/// # fn client<T>(client: openapi_bindgen_runtime::Client<T>) -> openapi_bindgen_runtime::Client<T> {
/// client
///     .credential("bearer", "sk_test_123")
///     .base_url("http://localhost:8080")
///     .timeout(Duration::from_secs(30))
///     .retries(3)
///     .lenient(true)
/// # }
/// ```
#[derive(Clone)]
pub struct Client<T = DefaultTransport> {
    api: &'static Api,
    transport: T,
    config: Arc<Config>,
}

impl<T> Client<T> {
    /// Creates a client without credentials.
    pub fn new(api: &'static Api, transport: T) -> Self {
        Self {
            api,
            transport,
            config: Arc::new(Config::new(api)),
        }
    }

    /// Returns the API.
    pub const fn api(&self) -> &'static Api {
        self.api
    }

    /// Returns the transport.
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

    /// Removes all credentials and requires none. Credentials that are set later are sent.
    #[must_use]
    pub fn without_credentials(self) -> Self {
        self.set(Options::without_credentials)
    }

    /// Sets the base URL to that of a server of the document.
    #[must_use]
    pub fn server(self, server: &ServerUrl) -> Self {
        self.set(|options| options.set_server(server))
    }

    /// Sets the base URL.
    #[must_use]
    pub fn base_url(self, url: impl AsRef<str>) -> Self {
        self.set(|options| options.set_base_url(url.as_ref()))
    }

    /// Sets a header of all calls.
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

    /// Sets the maximum number of retries.
    #[must_use]
    pub fn retries(self, retries: u32) -> Self {
        self.set(|options| options.retries = Some(retries))
    }

    /// Sets the longest `Retry-After` to wait for in full.
    #[must_use]
    pub fn max_retry_after(self, cap: Duration) -> Self {
        self.set(|options| options.retry_after_cap = Some(cap))
    }

    /// Adds a hook: it runs per attempt.
    #[must_use]
    pub fn hook(mut self, hook: impl Hook) -> Self {
        Arc::make_mut(&mut self.config).hooks.add(Arc::new(hook));
        self
    }

    /// Sets the maximum size of a response's body, in bytes.
    #[must_use]
    pub fn max_response_size(self, bytes: usize) -> Self {
        self.set(|options| options.max_body = Some(bytes))
    }

    /// Sets whether optional fields that don't match their schema decode as absent.
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
