//! What an address answers, and no more of it than a file may hold. Names `ureq`; nothing else reaches the network.

use std::io::{self, Read};
use std::time::Duration;

use modelpick::knowledge::reading::file::{LARGEST, read_bounded};
use modelpick::knowledge::words::date::Date;
use modelpick::knowledge::words::text::Lang;
use ureq::ResponseExt;
use ureq::http::{HeaderMap, StatusCode, Uri};

use super::kept::Kept;
use crate::progress::Progress;
use crate::words::{self, fill};

/// A server that does not even take the call within this time is not there.
const CONNECT: Duration = Duration::from_secs(10);

/// Lists move once or twice; more is a circle.
const REDIRECTS: u32 = 5;

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum Trouble {
    /// Neither `https` nor `http`.
    Scheme,
    /// It took longer than it may.
    Slow(Duration),
    /// It leads on and on.
    Circle,
    /// It leads from an encrypted address to one that is not.
    Unencrypted,
    /// The server refuses.
    Status(u16),
    /// It is a page for people, or something else that is no JSON.
    Type(String),
    /// It is compressed, although nobody asked for that.
    Packed(String),
    /// It is larger than any file may be.
    Large,
    /// The connection failed or broke.
    Broken(String),
}

impl Trouble {
    /// In words.
    pub(super) fn say(&self, lang: Lang) -> String {
        match self {
            Self::Scheme => words::FETCH_SCHEME.in_lang(lang).to_owned(),
            Self::Slow(limit) => fill(words::FETCH_SLOW.in_lang(lang), &[("seconds", &limit.as_secs())]),
            Self::Circle => fill(words::FETCH_CIRCLE.in_lang(lang), &[("count", &REDIRECTS)]),
            Self::Unencrypted => words::FETCH_UNENCRYPTED.in_lang(lang).to_owned(),
            Self::Status(code) => fill(words::FETCH_STATUS.in_lang(lang), &[("code", code)]),
            Self::Type(found) => fill(words::FETCH_TYPE.in_lang(lang), &[("found", found)]),
            Self::Packed(found) => fill(words::FETCH_PACKED.in_lang(lang), &[("found", found)]),
            Self::Large => {
                let most = LARGEST / 1024 / 1024;
                fill(words::FETCH_LARGE.in_lang(lang), &[("most", &most)])
            }
            Self::Broken(said) => fill(words::FETCH_BROKEN.in_lang(lang), &[("said", said)]),
        }
    }

    fn of(error: &ureq::Error, limit: Duration) -> Self {
        match error {
            ureq::Error::Timeout(_) => Self::Slow(limit),
            ureq::Error::TooManyRedirects => Self::Circle,
            other => Self::Broken(modelpick::importing::clean(&other.to_string())),
        }
    }
}

/// Asks once. What was fetched before is taken if the server says that it has not changed.
pub(super) fn fetch(url: &str, limit: Duration, quiet: bool) -> Result<(Vec<u8>, Option<Date>), Trouble> {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    let encrypted = match scheme.as_deref() {
        Some("https") => true,
        Some("http") => false,
        _ => return Err(Trouble::Scheme),
    };
    let config = ureq::Agent::config_builder()
        .timeout_connect(Some(CONNECT.min(limit)))
        .timeout_global(Some(limit))
        .max_redirects(REDIRECTS)
        .save_redirect_history(true)
        .http_status_as_error(false)
        .user_agent(concat!("modelpick/", env!("CARGO_PKG_VERSION")))
        .build();
    let mut request = ureq::Agent::new_with_config(config).get(url).header("accept", "application/json");
    let kept = Kept::of(url);
    if let Some(kept) = &kept {
        request = request.header("if-none-match", &kept.etag);
    }
    let mut answer = request.call().map_err(|error| Trouble::of(&error, limit))?;
    let led: Vec<Uri> = answer.get_redirect_history().unwrap_or_default().to_vec();
    if encrypted && led.iter().any(|uri| uri.scheme_str() != Some("https")) {
        return Err(Trouble::Unencrypted);
    }
    match (answer.status(), kept) {
        (StatusCode::NOT_MODIFIED, Some(kept)) => return Ok((kept.body, kept.sent)),
        (StatusCode::OK, _) => {}
        (status, _) => return Err(Trouble::Status(status.as_u16())),
    }
    check_type(answer.headers())?;
    let (sent, etag) = (sent(answer.headers()), header(answer.headers(), "etag"));
    let length = answer.body().content_length().unwrap_or(0);
    let bar = Progress::new(length, None, quiet);
    let counted = Counted { from: answer.body_mut().as_reader(), done: 0, bar };
    let body = read_bounded(counted).map_err(|error| match error.kind() {
        io::ErrorKind::FileTooLarge => Trouble::Large,
        _ => Trouble::of(&ureq::Error::from(error), limit),
    })?;
    if let Some(etag) = etag {
        Kept { etag, sent, body: body.clone() }.keep(url);
    }
    Ok((body, sent))
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}

/// JSON, whatever it is called: some send it as plain text, or say nothing.
fn check_type(headers: &HeaderMap) -> Result<(), Trouble> {
    if let Some(packed) = header(headers, "content-encoding").filter(|coding| coding != "identity") {
        return Err(Trouble::Packed(modelpick::importing::clean(&packed)));
    }
    let Some(whole) = header(headers, "content-type") else { return Ok(()) };
    let kind = whole.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let good =
        kind.ends_with("json") || ["text/plain", "application/octet-stream", ""].contains(&kind.as_str());
    if good { Ok(()) } else { Err(Trouble::Type(modelpick::importing::clean(&kind))) }
}

/// The day of the last change, else of the answer.
fn sent(headers: &HeaderMap) -> Option<Date> {
    let date = |name| header(headers, name).and_then(|text| http_date(&text));
    date("last-modified").or_else(|| date("date"))
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`, the one form that RFC 9110 lets servers write.
fn http_date(text: &str) -> Option<Date> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let mut words = text.split(' ').skip(1);
    let (day, month, year) = (words.next()?, words.next()?, words.next()?);
    let month = MONTHS.iter().position(|name| *name == month)? + 1;
    Date::new(year.parse().ok()?, u8::try_from(month).ok()?, day.parse().ok()?)
}

/// Tells how much has come.
struct Counted<R> {
    from: R,
    done: u64,
    bar: Progress,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.from.read(into)?;
        self.done += count as u64;
        self.bar.is_over(self.done.next_multiple_of(64));
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_day_of_a_header() {
        assert_eq!(http_date("Sun, 06 Nov 1994 08:49:37 GMT"), Date::new(1994, 11, 6));
        for none in ["", "1994", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun 06 Nov"] {
            assert_eq!(http_date(none), None, "{none}");
        }
    }
}
