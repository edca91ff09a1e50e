//! What the server's thread and the test share: routes, scripts, and a log of what arrived.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use openapi_bindgen_runtime::Api;

use super::request::{Request, Unexpected};
use super::response::MockResponse;
use super::route::Route;
use super::script::{Action, Script, Step};

/// How many routes a 404 lists at most.
const ROUTES_NAMED: usize = 20;

/// What the server's thread and the test share.
#[derive(Debug)]
pub(super) struct State {
    pub(super) api: &'static Api,
    /// The most specific first.
    routes: Vec<Route>,
    log: Mutex<Log>,
}

/// What arrived so far, and what happens next.
#[derive(Debug, Default)]
pub(super) struct Log {
    /// By the operation's ID.
    pub(super) scripts: BTreeMap<&'static str, Script>,
    /// In the order in which they arrived, without the unexpected ones.
    pub(super) requests: Vec<Request>,
    pub(super) unexpected: Vec<Unexpected>,
    /// How many responses were sent.
    responses: usize,
}

/// What the server does with a request.
pub(super) enum Reaction {
    Respond(MockResponse),
    Reset,
}

impl State {
    pub(super) fn new(api: &'static Api, mut routes: Vec<Route>) -> Self {
        routes.sort_by_cached_key(Route::precision);
        Self {
            api,
            routes,
            log: Mutex::default(),
        }
    }

    /// Returns the log. A test that panicked fails by itself.
    pub(super) fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Logs a request, and returns what to do with it and when.
    pub(super) fn receive(&self, mut request: Request) -> (Reaction, Duration) {
        let routed = self
            .routes
            .iter()
            .find_map(|route| Some((route, route.captures(&request)?)));
        let Some((route, captured)) = routed else {
            return self.refuse(request, 404, self.no_route());
        };
        request.operation = Some(route.info.id);
        request.captured = captured;
        if let Err(problem) = route.check(&request) {
            return self.refuse(request, 400, problem.to_string());
        }
        let mut log = self.log();
        log.requests.push(request.clone());
        let Step { action, delay, .. } = log.scripts.entry(route.info.id).or_default().next();
        drop(log);
        let response = match (action, &route.examples.success) {
            (Action::Reset, _) => return (Reaction::Reset, delay),
            (Action::Respond(response), _) => response,
            (Action::Example, Some(example)) => MockResponse::example(example),
            (Action::Example, None) => return self.refuse(request, 501, no_example(route)),
        };
        match response.checked() {
            Ok(_) => (Reaction::Respond(self.named(response)), delay),
            Err(problem) => self.refuse(request, 500, problem),
        }
    }

    /// Reports a problem to the client and, later, to the test.
    pub(super) fn refuse(
        &self,
        request: Request,
        status: u16,
        reason: String,
    ) -> (Reaction, Duration) {
        let response = MockResponse::raw(status, format!("{reason}\n").into_bytes());
        self.log().unexpected.push(Unexpected { request, reason });
        (Reaction::Respond(self.named(response)), Duration::ZERO)
    }

    /// Adds a request ID, if the API has them.
    fn named(&self, mut response: MockResponse) -> MockResponse {
        if let Some(name) = self.api.request_id {
            let mut log = self.log();
            log.responses += 1;
            response.or_header(name, &format!("mock_{}", log.responses));
        }
        response
    }

    fn no_route(&self) -> String {
        let named = self.routes.iter().take(ROUTES_NAMED).map(Route::to_string);
        let named: Vec<String> = named.collect();
        let more = match self.routes.len().saturating_sub(ROUTES_NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        format!(
            "no operation has this method and path; there are {}{more}",
            named.join(", ")
        )
    }
}

fn no_example(route: &Route) -> String {
    format!(
        "the document has no example of a response to `{}`: configure one",
        route.info.id
    )
}

impl fmt::Debug for Reaction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Respond(response) => response.fmt(f),
            Self::Reset => f.write_str("Drop"),
        }
    }
}
