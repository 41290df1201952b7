//! In the place of the client where the program is built without the feature `net`.

use std::time::Duration;

use modelpick::knowledge::words::date::Date;
use modelpick::knowledge::words::text::Lang;

/// No answer.
#[derive(Debug)]
pub(super) struct Trouble;

impl Trouble {
    /// Whoever asks was told before.
    pub(super) fn say(&self, _: Lang) -> String {
        String::new()
    }
}

/// Asks nobody.
pub(super) fn fetch(_: &str, _: Duration, _: bool) -> Result<(Vec<u8>, Option<Date>), Trouble> {
    Err(Trouble)
}
