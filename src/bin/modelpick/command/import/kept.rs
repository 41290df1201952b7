//! What an address answered the last time, in the user's folder for what can be fetched again. Whatever is wrong with
//! it, it is fetched again.

use std::fs;
use std::path::PathBuf;

use modelpick::knowledge::reading::file::read_bounded;
use modelpick::knowledge::words::date::Date;

use crate::loading::cache_folder;

/// An answer, with the name that the server gave exactly it.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) etag: String,
    pub(super) sent: Option<Date>,
    pub(super) body: Vec<u8>,
}

impl Kept {
    /// What is kept of an address.
    pub(super) fn of(url: &str) -> Option<Self> {
        let path = path(url)?;
        let whole = read_bounded(fs::File::open(path).ok()?).ok()?;
        // Address, name, day and length stand on a line each before the answer itself.
        let mut parts = whole.splitn(5, |byte| *byte == b'\n');
        let mut line = || parts.next().and_then(|line| std::str::from_utf8(line).ok());
        let (address, etag, sent, length) = (line()?, line()?.to_owned(), line()?, line()?);
        let (address, sent, length) = (address == url, Date::parse(sent), length.parse::<usize>().ok()?);
        let body = parts.next()?.to_vec();
        (address && body.len() == length).then_some(Self { etag, sent, body })
    }

    /// Keeps it; where that cannot be, the next import fetches it again.
    pub(super) fn keep(&self, url: &str) {
        let day = self.sent.map(|sent| sent.to_string()).unwrap_or_default();
        let secret = url.contains('?') || url.split("://").nth(1).is_some_and(|rest| rest.contains('@'));
        if secret || url.contains('\n') || self.etag.contains('\n') {
            return;
        }
        let Some(path) = path(url) else { return };
        let mut whole = format!("{url}\n{}\n{day}\n{}\n", self.etag, self.body.len()).into_bytes();
        whole.extend_from_slice(&self.body);
        let part = path.with_extension("part");
        let kept = path.parent().map_or(Ok(()), fs::create_dir_all);
        drop(kept.and_then(|()| fs::write(&part, whole)).and_then(|()| fs::rename(&part, &path)));
    }
}

fn path(url: &str) -> Option<PathBuf> {
    // FNV-1a, 64 bits (Fowler, Noll, Vo): a file name for any address. Which address it is stands in the file.
    let hash = url.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    Some(cache_folder()?.join("imports").join(format!("{hash:016x}")))
}
