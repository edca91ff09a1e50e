/// Declares the client and the call of a generated crate:
/// `Client<T = DefaultTransport>` and `Call<O, T = DefaultTransport>`, types
/// of that crate, so that it can add a method an operation and a setter a
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
        /// Clones are cheap and share connections. An option that can't be
        /// sent (a line break in a header, say) is the error of every call;
        /// nothing is sent then.
        #[derive(Clone)]
        pub struct Client<T = $crate::DefaultTransport>($crate::Client<T>);

        impl<T> ::core::fmt::Debug for Client<T> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, f)
            }
        }

        impl<T> Client<T> {
            /// A client over a transport of your own, without credentials.
            pub fn with_transport(transport: T) -> Self {
                Self($crate::Client::new(&$api, transport))
            }

            /// The transport.
            pub fn transport(&self) -> &T {
                self.0.transport()
            }

            /// Sets the credential of a security scheme, by the scheme's name
            /// in the API's description.
            #[must_use]
            pub fn credential(
                self,
                scheme: impl ::core::convert::Into<::std::borrow::Cow<'static, str>>,
                key: impl ::core::convert::Into<$crate::SecretKey>,
            ) -> Self {
                Self(self.0.credential(scheme, key))
            }

            /// Sends no credentials, and asks for none: those that were set
            /// before are gone, and what is set later is sent again.
            #[must_use]
            pub fn without_credentials(self) -> Self {
                Self(self.0.without_credentials())
            }

            /// Sets where the API is: scheme, host and perhaps a path.
            #[must_use]
            pub fn base_url(self, url: impl ::core::convert::AsRef<str>) -> Self {
                Self(self.0.base_url(url))
            }

            /// Sets a header of every call, over the API's own.
            #[must_use]
            pub fn header(
                self,
                name: impl ::core::convert::AsRef<str>,
                value: impl ::core::convert::AsRef<str>,
            ) -> Self {
                Self(self.0.header(name, value))
            }

            /// Sets how long one attempt may take, body included (80 seconds).
            #[must_use]
            pub fn timeout(self, timeout: ::core::time::Duration) -> Self {
                Self(self.0.timeout(timeout))
            }

            /// Sets how long a call may take, all attempts and the waits
            /// between them included (no bound).
            #[must_use]
            pub fn deadline(self, deadline: ::core::time::Duration) -> Self {
                Self(self.0.deadline(deadline))
            }

            /// Sets how many attempts may follow the first (2).
            #[must_use]
            pub fn retries(self, retries: u32) -> Self {
                Self(self.0.retries(retries))
            }

            /// Sets the longest `Retry-After` that is waited for in full
            /// (60 seconds).
            #[must_use]
            pub fn max_retry_after(self, cap: ::core::time::Duration) -> Self {
                Self(self.0.max_retry_after(cap))
            }

            /// Adds a hook: it sees every attempt of every call.
            #[must_use]
            pub fn hook(self, hook: impl $crate::Hook) -> Self {
                Self(self.0.hook(hook))
            }

            /// Sets how many bytes of a response's body are read (16 MiB);
            /// more is an error.
            #[must_use]
            pub fn max_response_size(self, bytes: usize) -> Self {
                Self(self.0.max_response_size(bytes))
            }

            /// Sets whether a field of a response that isn't required and
            /// doesn't fit is read as absent, and reported by
            /// `Response::mismatches`, by hooks and by `tracing` (no: such a
            /// field is an error). Required fields that don't fit stay errors.
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
        /// A call that was not made yet. Await it for its value, or
        /// [`send`](Self::send) it for the value with all that came with it.
        #[must_use = "a call does nothing until it is awaited or sent"]
        pub struct Call<O, T = $crate::DefaultTransport>($crate::Call<O, T>);

        impl<O: $crate::Operation, T> ::core::fmt::Debug for Call<O, T> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, f)
            }
        }

        impl<O: $crate::Operation, T> Call<O, T> {
            /// The operation with its parameters.
            pub fn operation(&self) -> &O {
                self.0.operation()
            }

            /// The operation, to set its parameters.
            pub fn operation_mut(&mut self) -> &mut O {
                self.0.operation_mut()
            }

            /// Sets the idempotency key. Without one, or with an empty one, a
            /// new one is made for the call, if the operation takes any.
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

            /// Sends no credentials with this call, also none of the client's,
            /// and asks for none.
            pub fn without_credentials(self) -> Self {
                Self(self.0.without_credentials())
            }

            /// Sets where the API is for this call.
            pub fn base_url(self, url: impl ::core::convert::AsRef<str>) -> Self {
                Self(self.0.base_url(url))
            }

            /// Sets a header of this call, over the client's and the API's.
            pub fn header(
                self,
                name: impl ::core::convert::AsRef<str>,
                value: impl ::core::convert::AsRef<str>,
            ) -> Self {
                Self(self.0.header(name, value))
            }

            /// Sets how long one attempt may take, body included.
            pub fn timeout(self, timeout: ::core::time::Duration) -> Self {
                Self(self.0.timeout(timeout))
            }

            /// Sets how long the call may take, all attempts and the waits
            /// between them included.
            pub fn deadline(self, deadline: ::core::time::Duration) -> Self {
                Self(self.0.deadline(deadline))
            }

            /// Sets how many attempts may follow the first.
            pub fn retries(self, retries: u32) -> Self {
                Self(self.0.retries(retries))
            }

            /// Sets the longest `Retry-After` that is waited for in full.
            pub fn max_retry_after(self, cap: ::core::time::Duration) -> Self {
                Self(self.0.max_retry_after(cap))
            }

            /// Sets how many bytes of the response's body are read; more is
            /// an error.
            pub fn max_response_size(self, bytes: usize) -> Self {
                Self(self.0.max_response_size(bytes))
            }

            /// Sets whether a field of the response that isn't required and
            /// doesn't fit is read as absent, and reported by
            /// `Response::mismatches`, by hooks and by `tracing`. Required
            /// fields that don't fit stay errors.
            pub fn lenient(self, lenient: bool) -> Self {
                Self(self.0.lenient(lenient))
            }

            /// The request that the call sends, without sending it.
            ///
            /// # Errors
            ///
            /// When a parameter, an option or the body can't be sent.
            pub fn to_request(
                &self,
            ) -> ::core::result::Result<
                $crate::__private::http::Request<$crate::Bytes>,
                $crate::RequestError,
            > {
                self.0.to_request()
            }

            /// Reads a response to the request that came by other ways than
            /// the client's transport.
            ///
            /// # Errors
            ///
            /// When the response is no success or can't be read.
            pub fn read_response(
                &self,
                response: $crate::__private::http::Response<$crate::Bytes>,
            ) -> $crate::CallResult<O> {
                self.0.read_response(response)
            }
        }

        impl<O: $crate::Operation, T: $crate::Transport> Call<O, T> {
            /// Makes the call and gives its value with status, headers,
            /// request ID and the number of attempts.
            ///
            /// # Errors
            ///
            /// When the call does not end in a success that can be read.
            pub fn send(
                self,
            ) -> impl ::core::future::Future<Output = $crate::CallResult<O>> + Send {
                self.0.send()
            }

            /// Makes the call and gives the body of its success as it arrives,
            /// chunk by chunk and without a bound of its size, with status,
            /// headers, request ID and the number of attempts.
            ///
            /// The time for an attempt bounds the time until the body begins,
            /// and then the time for each chunk.
            ///
            /// # Errors
            ///
            /// When the call does not end in a success.
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
            /// The pages, one call each, as a stream.
            ///
            /// A page is asked for when it is awaited, with all options of
            /// this call; a deadline is each page's own.
            pub fn pages(self) -> $crate::Pages<O, T> {
                self.0.pages()
            }

            /// The items of all pages as a stream.
            ///
            /// A deadline is for all pages that one item takes.
            pub fn items(self) -> $crate::Items<O, T> {
                self.0.items()
            }
        }

        impl<O: $crate::Paginated, T: $crate::BlockingTransport> Call<O, T> {
            /// The pages, one call each, made on this thread.
            ///
            /// A page is asked for when the iterator is, with all options of
            /// this call; a deadline is each page's own.
            pub fn pages_blocking(self) -> $crate::BlockingPages<O, T> {
                self.0.pages_blocking()
            }

            /// The items of all pages, called for on this thread.
            ///
            /// A deadline is for all pages that one item takes.
            pub fn items_blocking(self) -> $crate::BlockingItems<O, T> {
                self.0.items_blocking()
            }
        }

        impl<O: $crate::Operation, T: $crate::BlockingTransport> Call<O, T> {
            /// Makes the call on this thread and gives its value.
            ///
            /// # Errors
            ///
            /// When the call does not end in a success that can be read.
            pub fn call(self) -> ::core::result::Result<O::Output, $crate::OperationError<O>> {
                self.0.call()
            }

            /// Makes the call on this thread and gives its value with status,
            /// headers, request ID and the number of attempts.
            ///
            /// # Errors
            ///
            /// When the call does not end in a success that can be read.
            pub fn send_blocking(self) -> $crate::CallResult<O> {
                self.0.send_blocking()
            }
        }

        impl<O: $crate::Operation, T: $crate::BlockingTransport + 'static> Call<O, T> {
            /// Makes the call on this thread and gives the body of its success
            /// as it arrives, to read and without a bound of its size, with
            /// status, headers, request ID and the number of attempts.
            ///
            /// The time for an attempt bounds each step until the body begins,
            /// and then each read.
            ///
            /// # Errors
            ///
            /// When the call does not end in a success.
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
