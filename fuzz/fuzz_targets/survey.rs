//! Feeds `survey` of the harness with what libFuzzer makes up.
#![no_main]

#[path = "../harness.rs"]
mod harness;

libfuzzer_sys::fuzz_target!(|data: &[u8]| harness::survey(data));
