//! A call: an operation on its way through a client, from its options to its value or error.

mod credentials;
mod outcome;
mod prepare;
mod prepared;
mod response;
mod retry;
mod run;

use std::borrow::Cow;
use std::fmt;
use std::pin::Pin;
use std::sync::OnceLock;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response as HttpResponse};
use uuid::Uuid;
use uuid::fmt::Hyphenated;

pub(crate) use outcome::read;
pub use outcome::{CallResult, OperationError};
use prepare::EffectiveOptions;
pub(crate) use prepared::{CallOutcome, Prepared};
pub use response::Response;
pub(crate) use run::{run, run_blocking};

use crate::client::{Client, Operation, Options};
use crate::error::ErrorContext;
use crate::stream::{ByteReader, ByteStream};
use crate::transport::{BlockingTransport, DefaultTransport, Transport};
use crate::types::SecretKey;
use crate::wire::{RequestError, RequestParts};

/// A call that isn't sent yet: an operation, a client and options. Generated crates wrap it with
/// [`client!`](crate::client).
///
/// Await it for its value, or [`send`](Self::send) it for the value with everything that came along.
///
/// ```
/// # use openapi_bindgen_runtime as runtime;
/// # fn call<O: runtime::Operation>(client: &runtime::Client, operation: O) -> runtime::Call<O> {
/// use std::time::Duration;
///
/// client
///     .call(operation)
///     .with_idempotency_key("order-42")
///     .header("x-trace", "1")
///     .timeout(Duration::from_secs(10)) // per attempt
///     .deadline(Duration::from_secs(60)) // for all attempts
///     .retries(5)
/// # }
/// ```
#[must_use = "a call does nothing until it is awaited or sent"]
pub struct Call<O, T = DefaultTransport> {
    client: Client<T>,
    operation: O,
    /// Most calls have none.
    options: Option<Box<Options>>,
    key: String,
    /// Generated once: all requests of a call carry the same key.
    generated_key: OnceLock<Bytes>,
}

/// The future of a call's value.
pub type CallFuture<O> =
    Pin<Box<dyn Future<Output = Result<<O as Operation>::Output, OperationError<O>>> + Send>>;

impl<T: Clone> Client<T> {
    /// Starts a call.
    pub fn call<O: Operation>(&self, operation: O) -> Call<O, T> {
        Call::new(self.clone(), operation)
    }
}

impl<O: Operation, T> Call<O, T> {
    pub(crate) fn new(client: Client<T>, operation: O) -> Self {
        Self {
            client,
            operation,
            options: None,
            key: String::new(),
            generated_key: OnceLock::new(),
        }
    }

    /// Returns the operation.
    pub const fn operation(&self) -> &O {
        &self.operation
    }

    /// Returns the operation, to set its parameters.
    pub fn operation_mut(&mut self) -> &mut O {
        &mut self.operation
    }

    /// Returns the client.
    pub const fn client(&self) -> &Client<T> {
        &self.client
    }

    /// Sets the idempotency key. If it is unset or empty, a key is generated for operations that take one.
    pub fn with_idempotency_key(mut self, key: impl Into<String>) -> Self {
        self.key = key.into();
        self
    }

    /// Sets the credential of a security scheme for this call.
    pub fn credential(
        mut self,
        scheme: impl Into<Cow<'static, str>>,
        key: impl Into<SecretKey>,
    ) -> Self {
        self.options_mut().set_credential(scheme.into(), key.into());
        self
    }

    /// Sends no credentials with this call, not even the client's, and requires none. Credentials that are set later
    /// are sent.
    pub fn without_credentials(mut self) -> Self {
        self.options_mut().without_credentials();
        self
    }

    /// Sets the base URL for this call.
    pub fn base_url(mut self, url: impl AsRef<str>) -> Self {
        self.options_mut().set_base_url(url.as_ref());
        self
    }

    /// Sets a header of this call.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.options_mut().set_header(name.as_ref(), value.as_ref());
        self
    }

    /// Sets how long an attempt may take.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options_mut().timeout = Some(timeout);
        self
    }

    /// Sets how long the call may take.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.options_mut().deadline = Some(deadline);
        self
    }

    /// Sets the maximum number of retries.
    pub fn retries(mut self, retries: u32) -> Self {
        self.options_mut().retries = Some(retries);
        self
    }

    /// Sets the longest `Retry-After` to wait for in full.
    pub fn max_retry_after(mut self, cap: Duration) -> Self {
        self.options_mut().retry_after_cap = Some(cap);
        self
    }

    /// Sets the maximum size of the response's body, in bytes.
    pub fn max_response_size(mut self, bytes: usize) -> Self {
        self.options_mut().max_body = Some(bytes);
        self
    }

    /// Sets whether optional fields of the response that don't match their schema decode as absent.
    pub fn lenient(mut self, lenient: bool) -> Self {
        self.options_mut().lenient = Some(lenient);
        self
    }

    /// Returns the request of this call without sending it.
    ///
    /// # Errors
    ///
    /// Returns an error if a parameter, an option or the body can't be sent.
    pub fn to_request(&self) -> Result<Request<Bytes>, RequestError> {
        Ok(self
            .settings(&self.generate_key())
            .prepare(self.operation.request()?)?
            .request())
    }

    /// Decodes a response to [`to_request`](Self::to_request) that didn't come through the client's transport.
    ///
    /// # Errors
    ///
    /// Returns an error if the response isn't a success or can't be decoded.
    pub fn read_response(&self, response: HttpResponse<Bytes>) -> CallResult<O> {
        let record = self.settings(&self.generate_key()).record();
        outcome::read_response::<O>(record, self.client.config(), response)
    }

    fn options_mut(&mut self) -> &mut Options {
        self.options.get_or_insert_with(|| Box::new(Options::new()))
    }

    fn options(&self) -> &Options {
        static NONE: Options = Options::new();
        self.options.as_deref().unwrap_or(&NONE)
    }

    fn generate_key(&self) -> impl Fn() -> Bytes {
        || self.generated_key.get_or_init(new_key).clone()
    }

    fn settings<'a>(&'a self, generated_key: &'a dyn Fn() -> Bytes) -> EffectiveOptions<'a> {
        EffectiveOptions {
            api: self.client.api(),
            operation: O::INFO,
            client: self.client.config(),
            call: self.options(),
            key: &self.key,
            generated_key,
        }
    }

    fn prepare(&self) -> Result<Box<Prepared>, Box<ErrorContext>> {
        self.prepare_parts(self.operation.request())
    }

    pub(crate) fn prepare_parts(
        &self,
        parts: Result<RequestParts, RequestError>,
    ) -> Result<Box<Prepared>, Box<ErrorContext>> {
        let generate_key = self.generate_key();
        let settings = self.settings(&generate_key);
        let prepared = parts.and_then(|parts| settings.prepare(parts));
        prepared.map_err(|error| ErrorContext::request(settings.record(), error))
    }

    /// Resets the idempotency key for the next page's request: it gets a new key, whatever key the options hold.
    pub(crate) fn renew_key(&mut self) {
        self.generated_key = OnceLock::new();
        if O::INFO.idempotency_key.is_some() {
            let key = self.generate_key()();
            self.key = String::from_utf8_lossy(&key).into_owned();
        }
    }

    /// Sets scheme, host and port; the request's path is complete.
    pub(crate) fn set_origin(&mut self, origin: &str) {
        self.options_mut().set_base_url(origin);
    }
}

impl<O: Operation, T: Transport> Call<O, T> {
    /// Sends the call and returns its value with status, headers, request ID and the number of attempts.
    ///
    /// # Errors
    ///
    /// Returns an error if the request fails, the server responds with an error, or the response can't be decoded.
    pub fn send(self) -> impl Future<Output = CallResult<O>> + Send {
        self.send_and(outcome::read::<O>)
    }

    /// Returns a future of the converted outcome. It holds only what it needs: a future inside another one takes its
    /// space twice.
    fn send_and<R>(self, convert: fn(CallOutcome) -> R) -> impl Future<Output = R> + Send {
        let prepared = self.prepare();
        let transport = self.client.into_transport();
        async move {
            convert(match prepared {
                Ok(prepared) => run(&transport, prepared).await,
                Err(context) => Err(context),
            })
        }
    }
}

impl<O: Operation, T: Transport> Call<O, T> {
    /// Sends the call and returns the body of its success as it arrives, with status, headers, request ID and the
    /// number of attempts.
    ///
    /// # Errors
    ///
    /// Returns an error if the request fails or the server responds with an error.
    pub fn send_streaming(
        self,
    ) -> impl Future<Output = Result<Response<ByteStream>, OperationError<O>>> + Send {
        let prepared = self.prepare();
        let transport = self.client.into_transport();
        async move {
            let outcome = match prepared {
                Ok(prepared) => run(&transport, prepared).await,
                Err(context) => Err(context),
            };
            outcome::read_head::<O, _, _>(outcome, |body, head, record| {
                ByteStream::new(transport, body, head, record)
            })
        }
    }
}

impl<O: Operation, T: BlockingTransport> Call<O, T> {
    /// Sends the call on this thread and returns its value with status, headers, request ID and the number of attempts.
    ///
    /// # Errors
    ///
    /// Returns an error if the request fails, the server responds with an error, or the response can't be decoded.
    pub fn send_blocking(self) -> CallResult<O> {
        let prepared = self.prepare();
        outcome::read::<O>(
            prepared.and_then(|prepared| run_blocking(self.client.transport(), prepared)),
        )
    }

    /// Sends the call on this thread and returns its value.
    ///
    /// # Errors
    ///
    /// Returns an error if the request fails, the server responds with an error, or the response can't be decoded.
    pub fn call(self) -> Result<O::Output, OperationError<O>> {
        let prepared = self.prepare();
        outcome::read_value::<O>(
            prepared.and_then(|prepared| run_blocking(self.client.transport(), prepared)),
        )
    }
}

impl<O: Operation, T: BlockingTransport + 'static> Call<O, T> {
    /// Sends the call on this thread and returns the body of its success as it arrives, with status, headers, request
    /// ID and the number of attempts.
    ///
    /// # Errors
    ///
    /// Returns an error if the request fails or the server responds with an error.
    pub fn send_streaming_blocking(self) -> Result<Response<ByteReader>, OperationError<O>> {
        let prepared = self.prepare();
        let transport = self.client.into_transport();
        let outcome = prepared.and_then(|prepared| run_blocking(&transport, prepared));
        outcome::read_head::<O, _, _>(outcome, |body, head, record| {
            ByteReader::new(transport, body, head, record)
        })
    }
}

impl<O: Operation, T: Transport> IntoFuture for Call<O, T> {
    type Output = Result<O::Output, OperationError<O>>;
    type IntoFuture = CallFuture<O>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send_and(outcome::read_value::<O>))
    }
}

impl<O, T> fmt::Debug for Call<O, T>
where
    O: Operation,
{
    /// Shows the operation's name, not its parameters.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &O::INFO.id)
            .field("options", self.options())
            .finish_non_exhaustive()
    }
}

/// Generates an idempotency key with one allocation, however many requests share it.
fn new_key() -> Bytes {
    let mut text = [0; Hyphenated::LENGTH];
    Uuid::new_v4().hyphenated().encode_lower(&mut text);
    Bytes::from_owner(text)
}
