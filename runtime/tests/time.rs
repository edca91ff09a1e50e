//! Retries, timeouts and deadlines on clocks that tests move: awaited calls
//! on tokio's paused one, blocking calls on one of their own.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod common;

use std::io::Read as _;
use std::time::Duration;

use common::transports::Fate::{Fails, Hangs, Reply};
use common::transports::{BlockingScript, Fate, Script};
use common::{Call, Create, OK, create};
use openapi_bindgen_runtime::{
    CallResult, Error, ErrorKind, ReqwestTransport, TransportErrorKind, UreqTransport,
};

const BUSY: Fate = Reply(503, &[], "");
const FINE: Fate = Reply(200, &[], OK);

fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// The same call over both kinds of transport, from the same script.
fn both(
    steps: &[(Duration, Fate)],
    check: impl Fn(CallResult<Create>),
    set: impl Fn(AnyCall) -> AnyCall,
) {
    let script = Script::new(steps.to_vec());
    let client = common::client(script, "http://localhost");
    common::block_on_paused(async {
        let options = set(AnyCall::default());
        check(options.apply(client.call(create())).send().await);
    });
    let script = BlockingScript(Script::new(steps.to_vec()));
    let client = common::client(script, "http://localhost");
    check(
        set(AnyCall::default())
            .apply(client.call(create()))
            .send_blocking(),
    );
}

/// Options of a call over any transport.
#[derive(Default)]
struct AnyCall {
    timeout: Option<Duration>,
    deadline: Option<Duration>,
    retries: Option<u32>,
}

impl AnyCall {
    fn apply<T>(self, mut call: Call<Create, T>) -> Call<Create, T> {
        if let Some(timeout) = self.timeout {
            call = call.timeout(timeout);
        }
        if let Some(deadline) = self.deadline {
            call = call.deadline(deadline);
        }
        if let Some(retries) = self.retries {
            call = call.retries(retries);
        }
        call
    }
}

fn error(result: CallResult<Create>) -> Error<common::ErrorCode, common::ErrorBody> {
    result.map(|_| ()).unwrap_err()
}

#[test]
fn waits_grow_between_attempts() {
    let check = |result| {
        let error = error(result);
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Status, 6));
        // 0.5, then random halves of 1, 2, 4 and 5 seconds.
        let elapsed = error.elapsed().as_secs_f64();
        assert!((6.5..12.6).contains(&elapsed), "{elapsed}");
    };
    both(&[(Duration::ZERO, BUSY)], check, |call| AnyCall {
        retries: Some(5),
        ..call
    });
}

#[test]
fn retry_after_is_waited_for_up_to_a_minute() {
    for (value, expected) in [("7", 7), ("3600", 60)] {
        let busy = Reply(
            503,
            if value == "7" {
                &[("retry-after", "7")]
            } else {
                &[("retry-after", "3600")]
            },
            "",
        );
        let check = |result: CallResult<Create>| {
            let response = result.unwrap();
            assert_eq!(
                (response.attempts(), response.elapsed().as_secs()),
                (2, expected)
            );
        };
        both(
            &[(Duration::ZERO, busy), (Duration::ZERO, FINE)],
            check,
            |call| call,
        );
    }
}

#[test]
fn an_attempt_may_take_80_seconds_and_there_are_three() {
    let check = |result| {
        let error = error(result);
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 3));
        assert_eq!(error.elapsed().as_secs(), 241);
        assert!(error.is_retryable());
    };
    both(&[(Duration::ZERO, Hangs)], check, |call| call);
    let check = |result: CallResult<Create>| assert_eq!(result.unwrap().attempts(), 1);
    both(&[(secs(79), FINE)], check, |call| call);
}

#[test]
fn a_deadline_ends_a_call_inside_of_an_attempt() {
    let check = |result| {
        let error = error(result);
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Deadline, 2));
        assert_eq!(error.elapsed(), secs(100));
        assert!(error.is_retryable());
        assert!(error.idempotency_key().is_some());
    };
    both(&[(Duration::ZERO, Hangs)], check, |call| AnyCall {
        deadline: Some(secs(100)),
        ..call
    });
}

#[test]
fn a_wait_beyond_the_deadline_is_not_begun() {
    let busy = Reply(
        503,
        &[("retry-after", "30")],
        r#"{"error":{"code":"busy"}}"#,
    );
    let check = |result| {
        let error = error(result);
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Status, 1));
        assert_eq!(error.code().unwrap().as_str(), "busy");
        assert_eq!(error.elapsed(), secs(1));
    };
    both(&[(secs(1), busy)], check, |call| AnyCall {
        deadline: Some(secs(20)),
        ..call
    });
}

#[test]
fn without_any_time_nothing_is_sent() {
    let check = |result| {
        let error = error(result);
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Deadline, 0));
    };
    both(&[(Duration::ZERO, FINE)], check, |call| AnyCall {
        deadline: Some(Duration::ZERO),
        ..call
    });
}

#[test]
fn times_beyond_the_clock_are_no_bound() {
    let check = |result: CallResult<Create>| assert_eq!(result.unwrap().attempts(), 1);
    let set = |call| AnyCall {
        deadline: Some(Duration::MAX),
        timeout: Some(Duration::MAX),
        ..call
    };
    both(&[(secs(1000), FINE)], check, set);
}

/// Times at the ends of what clocks can tell, taken by the clocks and timers of the real transports.
#[test]
fn no_time_is_too_long_for_a_transport() {
    let server = common::server::Server::answering(|_, _| common::server::Step::reply(200, OK));
    let largest = i64::MAX.unsigned_abs();
    let (awaited, blocking) = (ReqwestTransport::new(), UreqTransport::new());
    for time in [
        Duration::MAX,
        secs(u64::MAX / 2),
        secs(largest - 2 * 86_400),
        secs(largest),
    ] {
        let awaited = common::client(awaited.clone(), &server.url);
        let blocking = common::client(blocking.clone(), &server.url);
        for (awaited, blocking) in [
            (
                awaited.clone().timeout(time),
                blocking.clone().timeout(time),
            ),
            (
                awaited.clone().deadline(time),
                blocking.clone().deadline(time),
            ),
            (
                awaited.timeout(time).deadline(time).max_retry_after(time),
                blocking.timeout(time).deadline(time).max_retry_after(time),
            ),
        ] {
            common::block_on(async {
                awaited.call(create()).send().await.unwrap();
                let streamed = awaited.call(create()).send_streaming().await;
                let mut body = streamed.unwrap().into_value();
                while body.chunk().await.unwrap().is_some() {}
            });
            blocking.call(create()).send_blocking().unwrap();
            let streamed = blocking.call(create()).send_streaming_blocking();
            let mut text = String::new();
            streamed
                .unwrap()
                .into_value()
                .read_to_string(&mut text)
                .unwrap();
            assert_eq!(text, OK);
        }
    }
}

#[test]
fn any_sequence_of_faults_ends_by_the_deadline() {
    let seed = fastrand::u64(..);
    println!("seed {seed}");
    let mut random = fastrand::Rng::with_seed(seed);
    for _ in 0..500 {
        let steps: Vec<_> = (0..random.usize(1..8))
            .map(|_| random_step(&mut random))
            .collect();
        let deadline = Duration::from_millis(random.u64(1..60_000));
        let timeout = Duration::from_millis(random.u64(1..30_000));
        let retries = random.u32(0..6);
        let check = |result: CallResult<Create>| {
            let (attempts, elapsed) = match &result {
                Ok(response) => (response.attempts(), response.elapsed()),
                Err(error) => (error.attempts(), error.elapsed()),
            };
            // The tick is that of tokio's clock.
            assert!(
                elapsed <= deadline + Duration::from_millis(1),
                "{elapsed:?} {deadline:?} {steps:?}"
            );
            assert!(
                (1..=retries + 1).contains(&attempts),
                "{attempts} {retries} {steps:?}"
            );
        };
        both(&steps, check, |_| AnyCall {
            deadline: Some(deadline),
            timeout: Some(timeout),
            retries: Some(retries),
        });
    }
}

fn random_step(random: &mut fastrand::Rng) -> (Duration, Fate) {
    use TransportErrorKind::{Connect, Io, Request, Timeout, TooLarge};
    const ADVICE: &[&[(&str, &str)]] = &[
        &[],
        &[("should-retry", "true")],
        &[("should-retry", "false")],
        &[("retry-after", "5")],
        &[("retry-after", "Sun, 06 Nov 2094 08:49:37 GMT")],
    ];
    const KINDS: [TransportErrorKind; 5] = [Connect, Io, Request, Timeout, TooLarge];
    let time = Duration::from_millis(random.u64(0..20_000));
    let fate = match random.u8(0..4) {
        0 => Hangs,
        1 => Fails(*random.choice(&KINDS).unwrap()),
        _ => {
            let status = *random
                .choice(&[200, 204, 302, 400, 404, 409, 429, 500, 503])
                .unwrap();
            Reply(
                status,
                random.choice(ADVICE).unwrap(),
                if random.bool() { OK } else { "" },
            )
        }
    };
    (time, fate)
}
