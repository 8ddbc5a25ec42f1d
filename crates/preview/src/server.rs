//! The server: names in a table, never files.

use std::convert::Infallible;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, RawQuery, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use futures_util::future::{Either, select};
use futures_util::stream;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::{Notify, Semaphore, watch};

use crate::key::{Key, Verdict};
use crate::places::at_line;
use crate::published::Published;
use crate::watch::Waker;

/// So many connections at once; a window has seven at most.
const CONNECTIONS: usize = 64;
/// A request's head has to be here by then.
const HEADER_TIME: Duration = Duration::from_secs(5);

/// What all requests share.
#[derive(Clone)]
pub(crate) struct Shared {
    pub(crate) key: Key,
    pub(crate) published: watch::Sender<Published>,
    pub(crate) waker: Waker,
    pub(crate) report: Arc<std::path::Path>,
    pub(crate) editor: Option<Arc<str>>,
}

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; \
    img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Serves until it is told to stop; streams of events that are open end with it.
pub(crate) async fn serve(listener: TcpListener, shared: Shared, stop: Arc<Notify>) {
    let router = router(shared);
    let slots = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let accept = std::pin::pin!(listener.accept());
        let stopped = std::pin::pin!(stop.notified());
        let stream = match select(stopped, accept).await {
            Either::Left(_) => return,
            Either::Right((Ok((stream, _)), _)) => stream,
            Either::Right((Err(_), _)) => {
                // Too many open files, perhaps; it passes.
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        // One too many is closed.
        let Ok(slot) = slots.clone().try_acquire_owned() else { continue };
        let service = TowerToHyperService::new(router.clone());
        tokio::spawn(async move {
            let mut http = hyper::server::conn::http1::Builder::new();
            http.timer(TokioTimer::new()).header_read_timeout(HEADER_TIME).max_buf_size(64 * 1024);
            // Whoever goes away in the middle of an answer has gone away.
            let _ = http.serve_connection(TokioIo::new(stream), service).await;
            drop(slot);
        });
    }
}

fn router(shared: Shared) -> Router {
    Router::new()
        .route("/", get(|| asset("text/html; charset=utf-8", include_bytes!("../assets/page.html"))))
        .route("/page.css", get(|| asset("text/css; charset=utf-8", include_bytes!("../assets/page.css"))))
        .route(
            "/page.js",
            get(|| asset("text/javascript; charset=utf-8", include_bytes!("../assets/page.js"))),
        )
        .route("/faces.css", get(style))
        .route("/face/{hash}", get(face))
        .route("/page/{hash}", get(page))
        .route("/file/{document}/{kind}", get(file))
        .route("/events", get(events))
        .route("/state", get(state))
        .route("/open", post(open))
        .route("/row", post(row))
        .route("/at", post(at))
        .layer(from_fn_with_state(shared.clone(), guard))
        .with_state(shared)
}

/// Lets nobody in without the key, and says to browsers what they may do.
async fn guard(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let verdict = shared.key.judge(request.method(), request.uri(), request.headers());
    let mut response = match verdict {
        Verdict::Served => next.run(request).await,
        Verdict::Refused(status) => status.into_response(),
        Verdict::Exchanged => {
            let cookie = format!("{}; HttpOnly; SameSite=Strict; Path=/", shared.key.cookie());
            (StatusCode::SEE_OTHER, [(header::LOCATION, "/".to_owned()), (header::SET_COOKIE, cookie)])
                .into_response()
        }
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

async fn asset(kind: &'static str, bytes: &'static [u8]) -> Response {
    ([(header::CONTENT_TYPE, kind)], bytes).into_response()
}

/// What has its hash in its address is never another.
fn kept(kind: &'static str, body: impl Into<Body>) -> Response {
    let headers =
        [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "private, max-age=31536000, immutable")];
    (headers, body.into()).into_response()
}

async fn style(State(shared): State<Shared>) -> Response {
    let style = shared.published.borrow().style.to_string();
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], style).into_response()
}

async fn face(State(shared): State<Shared>, Path(hash): Path<String>) -> Response {
    let face = shared.published.borrow().faces.get(&hash).cloned();
    face.map_or_else(|| StatusCode::NOT_FOUND.into_response(), |face| kept("font/sfnt", face))
}

async fn page(State(shared): State<Shared>, Path(hash): Path<String>) -> Response {
    let shown = shared.published.borrow().shown.clone();
    let page = shown.pages.iter().find(|page| page.hash == hash);
    page.map_or_else(
        || StatusCode::NOT_FOUND.into_response(),
        |page| kept("image/svg+xml; charset=utf-8", page.svg.to_string()),
    )
}

/// The DOCX or PDF of a document, by the press that made the pages.
async fn file(State(shared): State<Shared>, Path((document, kind)): Path<(usize, String)>) -> Response {
    let (shown, good) = {
        let published = shared.published.borrow();
        (published.shown.clone(), published.good.clone())
    };
    let (Some(good), Some(names)) = (good, shown.documents.get(document)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let (which, mime) = match kind.as_str() {
        "docx" => (0, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        "pdf" | "print" => (1, "application/pdf"),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    // Nobody should send out a file that is not what the report says now.
    if shown.stale {
        return StatusCode::CONFLICT.into_response();
    }
    let name = names.files.get(which).cloned().unwrap_or_default();
    let made = tokio::task::spawn_blocking(move || {
        let printed = good.press.print(&good.report).ok()?;
        let (_, printed) = printed.all().nth(document)?;
        match which {
            0 => printed.docx().ok(),
            _ => printed.pdf().ok(),
        }
    });
    let Ok(Some(bytes)) = made.await else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let how = if kind == "print" { "inline" } else { "attachment" };
    let name: String = name
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect();
    let how = format!("{how}; filename*=UTF-8''{name}");
    let mut response = ([(header::CONTENT_TYPE, mime)], Bytes::from(bytes)).into_response();
    if let Ok(how) = HeaderValue::try_from(how) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, how);
    }
    response
}

async fn state(State(shared): State<Shared>) -> Response {
    let json = shared.published.borrow().json.to_string();
    ([(header::CONTENT_TYPE, "application/json")], json).into_response()
}

/// The state now, and at each change; and each place that somebody wants to see.
async fn events(State(shared): State<Shared>) -> Response {
    let receiver = shared.published.subscribe();
    let gone = receiver.borrow().go.as_ref().map_or(0, |(number, _)| *number);
    let events = stream::unfold((receiver, None, gone), |(mut receiver, seen, gone)| async move {
        loop {
            let (json, version, go) = {
                let published = receiver.borrow_and_update();
                (published.json.clone(), published.shown.version, published.go.clone())
            };
            if seen != Some(version) {
                let event = Event::default().event("state").data(&*json);
                return Some((Ok::<_, Infallible>(event), (receiver, Some(version), gone)));
            }
            if let Some((number, path)) = go.filter(|(number, _)| *number != gone) {
                let data = serde_json::Value::String(path.to_string()).to_string();
                let event = Event::default().event("go").data(data);
                return Some((Ok(event), (receiver, seen, number)));
            }
            if receiver.changed().await.is_err() {
                return None;
            }
        }
    });
    Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(15))).into_response()
}

/// The value of a query that has this one name.
fn value(query: Option<String>, name: &str) -> Option<String> {
    let query = query?;
    let value = query.strip_prefix(name)?.strip_prefix('=')?;
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        let hex = |byte: Option<u8>| char::from(byte?).to_digit(16);
        bytes.push(match byte {
            b'%' => u8::try_from(hex(rest.next())? * 16 + hex(rest.next())?).ok()?,
            b'+' => b' ',
            _ => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

/// Opens a field in the editor. What is run comes from the command line, the field from the table of places.
async fn open(State(shared): State<Shared>, RawQuery(query): RawQuery) -> StatusCode {
    let Some(editor) = &shared.editor else { return StatusCode::NOT_FOUND };
    let place = value(query, "path").and_then(|path| {
        let shown = shared.published.borrow().shown.clone();
        shown.places.get(path.as_str()).map(|place| (place.line, place.column))
    });
    match place.map(|place| crate::editor::open(editor, &shared.report, place)) {
        Some(Ok(())) => StatusCode::NO_CONTENT,
        Some(Err(_)) => StatusCode::BAD_GATEWAY,
        None => StatusCode::NOT_FOUND,
    }
}

async fn row(State(shared): State<Shared>, RawQuery(query): RawQuery) -> StatusCode {
    let Some(number) = value(query, "number").and_then(|number| number.parse().ok()) else {
        return StatusCode::BAD_REQUEST;
    };
    shared.waker.row(number);
    StatusCode::NO_CONTENT
}

/// Shows what stands at a line of the report file.
async fn at(State(shared): State<Shared>, RawQuery(query): RawQuery) -> StatusCode {
    let Some(line) = value(query, "line").and_then(|line| line.parse().ok()) else {
        return StatusCode::BAD_REQUEST;
    };
    let Some(path) = at_line(&shared.published.borrow().shown.places, line) else {
        return StatusCode::NOT_FOUND;
    };
    shared.published.send_modify(|published| {
        let number = published.go.as_ref().map_or(0, |(number, _)| *number);
        published.go = Some((number + 1, path.into()));
    });
    StatusCode::NO_CONTENT
}

/// The server on a thread of its own program.
pub(crate) fn block_on(future: impl Future<Output = ()>) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(future);
    // Open streams and files in the making do not hold the program up.
    runtime.shutdown_background();
    Ok(())
}
