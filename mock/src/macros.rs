//! Declares the mock of a generated crate.

/// Declares the mock of a generated crate: `Mock`, a type of that crate, so
/// that it can add a method an operation. The arguments are the crate's
/// `static` [`Api`](openapi_bindgen_runtime::Api), its client, and its operations.
#[macro_export]
macro_rules! mock {
    ($api:expr, $client:ident, [$($(#[$gate:meta])* $operation:ty),* $(,)?]) => {
        /// A server on loopback in place of the API, with a method an
        /// operation that says what it is answered and what it was called
        /// with.
        ///
        /// It runs on a thread of its own, so that awaited and blocking calls
        /// both reach it, and ends when it is dropped.
        #[derive(Debug)]
        pub struct Mock($crate::Server);

        impl Mock {
            /// Starts a server on a port of its own.
            ///
            /// # Errors
            ///
            /// When the operating system gives no thread or no port.
            pub fn start() -> ::std::io::Result<Self> {
                let routes = ::std::vec::Vec::from([
                    $($(#[$gate])* $crate::Route::of::<$operation>()),*
                ]);
                ::core::result::Result::Ok(Self($crate::Server::start(&$api, routes)?))
            }

            /// Where the server is: `http://127.0.0.1:port`.
            #[must_use]
            pub fn url(&self) -> ::std::string::String {
                self.0.url()
            }

            /// A client of this server, with made-up credentials.
            #[must_use]
            pub fn client(&self) -> $client {
                self.client_over(::core::default::Default::default())
            }

            /// A client of this server over a transport of your own.
            #[must_use]
            pub fn client_over<T>(&self, transport: T) -> $client<T> {
                let client = $client::with_transport(transport).base_url(self.url());
                $api.security_schemes.iter().fold(client, |client, scheme| {
                    client.credential(scheme.name, $crate::credential(scheme))
                })
            }

            /// Every call as its request, in the order they arrived.
            #[must_use]
            pub fn requests(&self) -> ::std::vec::Vec<$crate::Request> {
                self.0.requests()
            }

            /// Every request that no answer was meant for: to no operation, one
            /// that can't be read as its operation's, or one whose operation
            /// has no example and was told no answer.
            #[must_use]
            pub fn unexpected(&self) -> ::std::vec::Vec<$crate::Unexpected> {
                self.0.unexpected()
            }
        }
    };
}
