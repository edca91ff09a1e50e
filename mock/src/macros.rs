//! The macros that declare the mock of a generated crate.

/// Declares the mock of a generated crate: `Mock`, a type of that crate, to which the crate adds one method per
/// operation. The arguments are the crate's `static` [`Api`](openapi_bindgen_runtime::Api), its client and its
/// operations.
#[macro_export]
macro_rules! mock {
    ($api:expr, $client:ident, [$($(#[$gate:meta])* $operation:ty),* $(,)?]) => {
        /// A mock server on loopback in place of the API. Each operation has a method that configures its responses and
        /// returns the calls that it received.
        ///
        /// It runs on a thread of its own, so both async and blocking calls reach it. Dropping it ends it.
        #[derive(Debug)]
        pub struct Mock($crate::Server);

        impl Mock {
            /// Starts a server on a free port.
            ///
            /// # Errors
            ///
            /// Returns an error if the operating system provides no thread or no port.
            pub fn start() -> ::std::io::Result<Self> {
                let routes = ::std::vec::Vec::from([
                    $($(#[$gate])* $crate::Route::of::<$operation>()),*
                ]);
                ::core::result::Result::Ok(Self($crate::Server::start(&$api, routes)?))
            }

            /// Returns the URL of the server: `http://127.0.0.1:port`.
            #[must_use]
            pub fn url(&self) -> ::std::string::String {
                self.0.url()
            }

            /// Returns a client of this server, with made-up credentials.
            #[must_use]
            pub fn client(&self) -> $client {
                self.client_over(::core::default::Default::default())
            }

            /// Returns a client of this server over a transport of your own.
            #[must_use]
            pub fn client_over<T>(&self, transport: T) -> $client<T> {
                let client = $client::with_transport(transport).base_url(self.url());
                $api.security_schemes.iter().fold(client, |client, scheme| {
                    client.credential(scheme.name, $crate::credential(scheme))
                })
            }

            /// Returns the request of every call, in the order in which they arrived.
            #[must_use]
            pub fn requests(&self) -> ::std::vec::Vec<$crate::Request> {
                self.0.requests()
            }

            /// Returns every request without a response of its own: to no operation, one that its operation can't
            /// decode, or one whose operation has neither an example nor a configured response.
            #[must_use]
            pub fn unexpected(&self) -> ::std::vec::Vec<$crate::Unexpected> {
                self.0.unexpected()
            }
        }
    };
}

/// Declares the mock of a resource, to which the crate adds the mocks of its operations.
#[macro_export]
macro_rules! resource {
    ($name:ident, $title:literal) => {
        #[doc = $title]
        #[derive(Clone, Copy, Debug)]
        pub struct $name<'m>(&'m $crate::Server);
    };
}
