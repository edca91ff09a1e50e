//! The macro that declares the client and the call of a generated crate.

/// Declares the client and the call of a generated crate: `Client<T = DefaultTransport>` and `Call<O, T =
/// DefaultTransport>`. They are types of that crate, so that it can add one method per operation and one setter per
/// parameter. The argument is the crate's `static` [`Api`](crate::Api).
#[macro_export]
macro_rules! client {
    ($api:expr) => {
        $crate::__client_type!($api);
        $crate::__call_type!();
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __client_type {
    ($api:expr) => {
        /// A client of the API: what its calls have in common.
        ///
        /// Clones are cheap and share connections. An option that can't be sent, such as a header with a line break,
        /// fails every call before anything is sent.
        #[derive(Clone)]
        pub struct Client<T = $crate::DefaultTransport>($crate::Client<T>);

        impl<T> ::core::fmt::Debug for Client<T> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, f)
            }
        }

        impl<T> Client<T> {
            /// Creates a client over a transport of your own, without credentials.
            pub fn with_transport(transport: T) -> Self {
                Self($crate::Client::new(&$api, transport))
            }

            /// Returns the transport.
            pub fn transport(&self) -> &T {
                self.0.transport()
            }

            /// Sets the credential of a security scheme, by the scheme's name in the API's document.
            #[must_use]
            pub fn credential(
                self,
                scheme: impl ::core::convert::Into<::std::borrow::Cow<'static, str>>,
                key: impl ::core::convert::Into<$crate::SecretKey>,
            ) -> Self {
                Self(self.0.credential(scheme, key))
            }

            /// Removes all credentials and requires none. Credentials that are set later are sent.
            #[must_use]
            pub fn without_credentials(self) -> Self {
                Self(self.0.without_credentials())
            }

            /// Sets the base URL: scheme, host and an optional path.
            #[must_use]
            pub fn base_url(self, url: impl ::core::convert::AsRef<str>) -> Self {
                Self(self.0.base_url(url))
            }

            /// Sets a header of all calls. It takes precedence over the API's own.
            #[must_use]
            pub fn header(
                self,
                name: impl ::core::convert::AsRef<str>,
                value: impl ::core::convert::AsRef<str>,
            ) -> Self {
                Self(self.0.header(name, value))
            }

            /// Sets how long an attempt may take, including the body (default: 80 seconds).
            #[must_use]
            pub fn timeout(self, timeout: ::core::time::Duration) -> Self {
                Self(self.0.timeout(timeout))
            }

            /// Sets how long a call may take, including all attempts and the waits between them (default: no limit).
            #[must_use]
            pub fn deadline(self, deadline: ::core::time::Duration) -> Self {
                Self(self.0.deadline(deadline))
            }

            /// Sets the maximum number of retries (default: 2).
            #[must_use]
            pub fn retries(self, retries: u32) -> Self {
                Self(self.0.retries(retries))
            }

            /// Sets the longest `Retry-After` to wait for in full (default: 60 seconds).
            #[must_use]
            pub fn max_retry_after(self, cap: ::core::time::Duration) -> Self {
                Self(self.0.max_retry_after(cap))
            }

            /// Adds a hook: it runs per attempt.
            #[must_use]
            pub fn hook(self, hook: impl $crate::Hook) -> Self {
                Self(self.0.hook(hook))
            }

            /// Sets the maximum size of a response's body, in bytes (default: 16 MiB). A larger one is an error.
            ///
            /// Decoding takes memory of up to 28 times the size. A value of raw JSON takes up to 128 times its size, if it
            /// is full of objects with a single member.
            #[must_use]
            pub fn max_response_size(self, bytes: usize) -> Self {
                Self(self.0.max_response_size(bytes))
            }

            /// Sets whether optional fields of a response that don't match their schema decode as absent (default: no).
            /// `Response::mismatches`, hooks and `tracing` report them. Required fields that don't match stay errors.
            #[must_use]
            pub fn lenient(self, lenient: bool) -> Self {
                Self(self.0.lenient(lenient))
            }
        }

        impl<T: ::core::clone::Clone> Client<T> {
            /// Starts the call of an operation.
            pub fn call<O: $crate::Operation>(&self, operation: O) -> Call<O, T> {
                Call(self.0.call(operation))
            }
        }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __call_type {
    () => {
        /// A call that isn't sent yet. Await it for its value, or [`send`](Self::send) it for the value with everything
        /// that came along.
        #[must_use = "a call does nothing until it is awaited or sent"]
        pub struct Call<O, T = $crate::DefaultTransport>($crate::Call<O, T>);

        impl<O: $crate::Operation, T> ::core::fmt::Debug for Call<O, T> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, f)
            }
        }

        impl<O: $crate::Operation, T> Call<O, T> {
            /// Returns the operation with its parameters.
            pub fn operation(&self) -> &O {
                self.0.operation()
            }

            /// Returns the operation, to set its parameters.
            pub fn operation_mut(&mut self) -> &mut O {
                self.0.operation_mut()
            }

            /// Sets the idempotency key. If it is unset or empty, a key is generated for operations that take one.
            pub fn with_idempotency_key(
                self,
                key: impl ::core::convert::Into<::std::string::String>,
            ) -> Self {
                Self(self.0.with_idempotency_key(key))
            }

            /// Sets the credential of a security scheme for this call.
            pub fn credential(
                self,
                scheme: impl ::core::convert::Into<::std::borrow::Cow<'static, str>>,
                key: impl ::core::convert::Into<$crate::SecretKey>,
            ) -> Self {
                Self(self.0.credential(scheme, key))
            }

            /// Sends no credentials with this call, not even the client's, and requires none.
            pub fn without_credentials(self) -> Self {
                Self(self.0.without_credentials())
            }

            /// Sets the base URL for this call.
            pub fn base_url(self, url: impl ::core::convert::AsRef<str>) -> Self {
                Self(self.0.base_url(url))
            }

            /// Sets a header of this call. It takes precedence over the client's and the API's.
            pub fn header(
                self,
                name: impl ::core::convert::AsRef<str>,
                value: impl ::core::convert::AsRef<str>,
            ) -> Self {
                Self(self.0.header(name, value))
            }

            /// Sets how long an attempt may take, including the body.
            pub fn timeout(self, timeout: ::core::time::Duration) -> Self {
                Self(self.0.timeout(timeout))
            }

            /// Sets how long the call may take, including all attempts and the waits between them.
            pub fn deadline(self, deadline: ::core::time::Duration) -> Self {
                Self(self.0.deadline(deadline))
            }

            /// Sets the maximum number of retries.
            pub fn retries(self, retries: u32) -> Self {
                Self(self.0.retries(retries))
            }

            /// Sets the longest `Retry-After` to wait for in full.
            pub fn max_retry_after(self, cap: ::core::time::Duration) -> Self {
                Self(self.0.max_retry_after(cap))
            }

            /// Sets the maximum size of the response's body, in bytes. A larger one is an error.
            pub fn max_response_size(self, bytes: usize) -> Self {
                Self(self.0.max_response_size(bytes))
            }

            /// Sets whether optional fields of the response that don't match their schema decode as absent.
            /// `Response::mismatches`, hooks and `tracing` report them. Required fields that don't match stay errors.
            pub fn lenient(self, lenient: bool) -> Self {
                Self(self.0.lenient(lenient))
            }

            /// Returns the request of this call without sending it.
            ///
            /// # Errors
            ///
            /// Returns an error if a parameter, an option or the body can't be sent.
            pub fn to_request(
                &self,
            ) -> ::core::result::Result<
                $crate::__private::http::Request<$crate::Bytes>,
                $crate::RequestError,
            > {
                self.0.to_request()
            }

            /// Decodes a response that didn't come through the client's transport.
            ///
            /// # Errors
            ///
            /// Returns an error if the response isn't a success or can't be decoded.
            pub fn read_response(
                &self,
                response: $crate::__private::http::Response<$crate::Bytes>,
            ) -> $crate::CallResult<O> {
                self.0.read_response(response)
            }
        }

        impl<O: $crate::Operation, T: $crate::Transport> Call<O, T> {
            /// Sends the call and returns its value with status, headers, request ID and the number of attempts.
            ///
            /// # Errors
            ///
            /// Returns an error if the request fails, the server responds with an error, or the response can't be
            /// decoded.
            pub fn send(
                self,
            ) -> impl ::core::future::Future<Output = $crate::CallResult<O>> + Send {
                self.0.send()
            }

            /// Sends the call and streams the body of its success, with status, headers, request ID and the number of
            /// attempts. The size of the body isn't limited.
            ///
            /// The timeout limits the time until the body begins, and then the time for each chunk.
            ///
            /// # Errors
            ///
            /// Returns an error if the request fails or the server responds with an error.
            pub fn send_streaming(
                self,
            ) -> impl ::core::future::Future<
                Output = ::core::result::Result<
                    $crate::Response<$crate::ByteStream>,
                    $crate::OperationError<O>,
                >,
            > + Send {
                self.0.send_streaming()
            }
        }

        impl<O: $crate::Operation, T: $crate::Transport> ::core::future::IntoFuture for Call<O, T> {
            type Output = ::core::result::Result<O::Output, $crate::OperationError<O>>;
            type IntoFuture = $crate::CallFuture<O>;

            fn into_future(self) -> Self::IntoFuture {
                ::core::future::IntoFuture::into_future(self.0)
            }
        }

        impl<O: $crate::Paginated, T: $crate::Transport> Call<O, T> {
            /// Returns the pages as a stream, with one call per page.
            ///
            /// A page is requested when it is awaited, with all options of this call; a deadline applies to each page.
            pub fn pages(self) -> $crate::Pages<O, T> {
                self.0.pages()
            }

            /// Returns the items of all pages as a stream.
            ///
            /// A deadline applies to all pages that one item takes.
            pub fn items(self) -> $crate::Items<O, T> {
                self.0.items()
            }
        }

        impl<O: $crate::Paginated, T: $crate::BlockingTransport> Call<O, T> {
            /// Returns the pages as an iterator, with one call per page on this thread.
            ///
            /// A page is requested when the iterator advances, with all options of this call; a deadline applies to
            /// each page.
            pub fn pages_blocking(self) -> $crate::BlockingPages<O, T> {
                self.0.pages_blocking()
            }

            /// Returns the items of all pages as an iterator, with calls on this thread.
            ///
            /// A deadline applies to all pages that one item takes.
            pub fn items_blocking(self) -> $crate::BlockingItems<O, T> {
                self.0.items_blocking()
            }
        }

        impl<O: $crate::Operation, T: $crate::BlockingTransport> Call<O, T> {
            /// Sends the call on this thread and returns its value.
            ///
            /// # Errors
            ///
            /// Returns an error if the request fails, the server responds with an error, or the response can't be
            /// decoded.
            pub fn call(self) -> ::core::result::Result<O::Output, $crate::OperationError<O>> {
                self.0.call()
            }

            /// Sends the call on this thread and returns its value with status, headers, request ID and the number of
            /// attempts.
            ///
            /// # Errors
            ///
            /// Returns an error if the request fails, the server responds with an error, or the response can't be
            /// decoded.
            pub fn send_blocking(self) -> $crate::CallResult<O> {
                self.0.send_blocking()
            }
        }

        impl<O: $crate::Operation, T: $crate::BlockingTransport + 'static> Call<O, T> {
            /// Sends the call on this thread and returns a reader of the body of its success, with status, headers,
            /// request ID and the number of attempts. The size of the body isn't limited.
            ///
            /// The timeout limits each step until the body begins, and then each read.
            ///
            /// # Errors
            ///
            /// Returns an error if the request fails or the server responds with an error.
            pub fn send_streaming_blocking(
                self,
            ) -> ::core::result::Result<
                $crate::Response<$crate::ByteReader>,
                $crate::OperationError<O>,
            > {
                self.0.send_streaming_blocking()
            }
        }
    };
}

/// Declares a resource of a generated crate: a view of the client with the operations of one group.
#[macro_export]
macro_rules! resource {
    ($name:ident, $($client:ident)::+, $docs:expr) => {
        #[doc = $docs]
        pub struct $name<'c, T = $crate::DefaultTransport>(&'c $($client)::+<T>);

        impl<'c, T> $name<'c, T> {
            pub(super) const fn new(client: &'c $($client)::+<T>) -> Self {
                Self(client)
            }
        }

        impl<T> ::core::clone::Clone for $name<'_, T> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<T> ::core::marker::Copy for $name<'_, T> {}

        impl<T> ::core::fmt::Debug for $name<'_, T> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(::core::stringify!($name))
            }
        }
    };
}
