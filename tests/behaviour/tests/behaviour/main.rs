//! What generated clients send and read over loopback. What is expected stands here by hand, after the tables of OpenAPI
//! 3.1.1 §4.8.12.5 and RFC 6570, never taken over from what was sent.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "these are tests"
)]

mod bodies;
mod media_types;
mod mocks;
mod names;
mod pages;
mod parameters;
mod properties;
mod replies;
mod round_trips;
mod schemas;
mod security;
mod server;
mod servers;
mod values;
mod walk;
