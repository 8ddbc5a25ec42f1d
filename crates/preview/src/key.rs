//! Who may talk to the server: whoever has the key, from a page of the server itself.

use axum::http::{HeaderMap, Method, StatusCode, Uri, header};

/// A body is never read; one of more than this is refused by its length.
const MOST_BODY: u64 = 1 << 20;

/// The key of a running preview: 128 random bits.
#[derive(Clone)]
pub(crate) struct Key {
    text: String,
    port: u16,
}

/// What a request may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// What it asks for.
    Served,
    /// The key as a cookie, and the address without it.
    Exchanged,
    Refused(StatusCode),
}

impl Key {
    /// A key that nobody knows.
    ///
    /// # Errors
    /// When the system has no random numbers.
    pub(crate) fn new(port: u16) -> std::io::Result<Key> {
        let mut bits = [0; 16];
        getrandom::fill(&mut bits).map_err(|error| std::io::Error::other(error.to_string()))?;
        Ok(Key { text: bits.iter().map(|byte| format!("{byte:02x}")).collect(), port })
    }

    /// The address to open.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/?key={}", self.port, self.text)
    }

    /// `name=value` of the cookie. Cookies know no ports, so its name does.
    pub(crate) fn cookie(&self) -> String {
        format!("gongwen-{}={}", self.port, self.text)
    }

    pub(crate) fn judge(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Verdict {
        let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or_default());
        let own = ["127.0.0.1", "localhost"].map(|host| format!("{host}:{}", self.port));
        let forbidden = Verdict::Refused(StatusCode::FORBIDDEN);
        // A name that leads here by DNS is not ours.
        if text(header::HOST).is_none_or(|host| !own.iter().any(|own| own == host)) {
            return forbidden;
        }
        if let Some(origin) = text(header::ORIGIN)
            && !own.iter().any(|own| origin.strip_prefix("http://") == Some(own))
        {
            return forbidden;
        }
        // Pages of other servers on this machine are "same-site".
        if text(header::HeaderName::from_static("sec-fetch-site"))
            .is_some_and(|site| !matches!(site, "same-origin" | "none"))
        {
            return forbidden;
        }
        let length = text(header::CONTENT_LENGTH).map(|length| length.parse().unwrap_or(u64::MAX));
        if headers.contains_key(header::TRANSFER_ENCODING) || length.is_some_and(|length| length > MOST_BODY)
        {
            return Verdict::Refused(StatusCode::PAYLOAD_TOO_LARGE);
        }
        let cookies = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
        let own = self.cookie();
        if cookies.flat_map(|cookies| cookies.split(';')).any(|cookie| same(cookie.trim(), &own)) {
            return Verdict::Served;
        }
        let given = uri.query().and_then(|query| query.strip_prefix("key="));
        match given.is_some_and(|given| same(given, &self.text)) {
            true if uri.path() == "/" && method == Method::GET => Verdict::Exchanged,
            _ => forbidden,
        }
    }
}

/// Whether two texts are the same, in a time that does not tell where they differ.
fn same(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.bytes().zip(other.bytes()).fold(0, |seen, (a, b)| seen | (a ^ b)) == 0
}
