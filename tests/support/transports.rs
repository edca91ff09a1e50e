//! Transports that wait for timeouts, but not between attempts.

use std::time::Duration;

use stripe_account_links::runtime::{
    BlockingTransport, Bytes, Limits, ReqwestTransport, Transport, TransportError, UreqTransport,
};

/// No attempt waits for its next as long as this.
const TIMEOUTS: Duration = Duration::from_secs(60);

/// Awaited.
#[derive(Clone, Debug, Default)]
pub struct Quick(ReqwestTransport);

impl Transport for Quick {
    async fn send(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> Result<http::Response<Bytes>, TransportError> {
        self.0.send(request, limits).await
    }

    async fn sleep(&self, duration: Duration) {
        if duration >= TIMEOUTS {
            self.0.sleep(duration).await;
        }
    }
}

/// On the calling thread.
#[derive(Clone, Debug, Default)]
pub struct QuickBlocking(UreqTransport);

impl BlockingTransport for QuickBlocking {
    fn send(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> Result<http::Response<Bytes>, TransportError> {
        self.0.send(request, limits)
    }

    fn sleep(&self, _: Duration) {}
}
