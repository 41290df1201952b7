//! The words of the program on the screen, in both languages: one constant for each key of `words.toml`.

#![cfg_attr(not(feature = "net"), expect(dead_code, reason = "what only concerns the network"))]

use modelpick::knowledge::words::str::Str;
use modelpick::knowledge::words::text::Text;

pub(crate) use modelpick::knowledge::words::text::fill;

include!(concat!(env!("OUT_DIR"), "/words.rs"));
