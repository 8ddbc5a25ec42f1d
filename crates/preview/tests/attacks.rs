//! Who may not read along, and what cannot be done to the server.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use crate::support::{REPORT, Running, start};

/// A request with these lines in its head.
fn with(preview: &Running, path: &str, lines: &[&str]) -> u16 {
    let lines: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
    preview.raw(&format!("GET {path} HTTP/1.1\r\n{lines}Connection: close\r\n\r\n")).status
}

#[test]
fn nothing_is_served_without_the_key() {
    let preview = start(REPORT);
    let host = format!("Host: 127.0.0.1:{}", preview.port);
    let state = preview.state();
    let page = format!("/page/{}", state["pages"][0]["hash"].as_str().expect("a hash"));
    let paths =
        ["/", "/page.js", "/page.css", "/faces.css", "/events", "/state", "/file/0/pdf", &page, "/nothing"];
    for path in paths {
        assert_eq!(with(&preview, path, &[&host]), 403, "{path}");
        let wrong = format!("Cookie: gongwen-{}={}", preview.port, "0".repeat(32));
        assert_eq!(with(&preview, path, &[&host, &wrong]), 403, "{path}");
    }
    for method in ["POST /row?number=2", "POST /at?line=1", "POST /open?path=issuer", "OPTIONS /state"] {
        let request = format!("{method} HTTP/1.1\r\n{host}\r\nConnection: close\r\n\r\n");
        assert_eq!(preview.raw(&request).status, 403, "{method}");
    }
    assert_eq!(with(&preview, "/?key=00000000000000000000000000000000", &[&host]), 403);
    // The key opens the page alone, and is not left in the address.
    assert_eq!(with(&preview, &format!("/state?key={}", preview.key), &[&host]), 403);
    let request = format!("GET /?key={} HTTP/1.1\r\n{host}\r\nConnection: close\r\n\r\n", preview.key);
    let answer = preview.raw(&request);
    assert_eq!((answer.status, answer.header("location")), (303, Some("/")));
    let cookie = answer.header("set-cookie").expect("a cookie");
    assert!(cookie.starts_with(&preview.cookie()), "{cookie}");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    assert_eq!(preview.key.len(), 32);
}

#[test]
fn other_hosts_origins_and_sites_are_refused_even_with_the_cookie() {
    let preview = start(REPORT);
    let (port, cookie) = (preview.port, format!("Cookie: {}", preview.cookie()));
    let host = format!("Host: 127.0.0.1:{port}");
    assert_eq!(with(&preview, "/state", &[&host, &cookie]), 200);
    assert_eq!(with(&preview, "/state", &[&format!("Host: localhost:{port}"), &cookie]), 200);
    for host in [
        "Host: evil.example",
        "Host: 127.0.0.1",
        "Host: 127.0.0.1:1",
        "Host: 127.0.0.1.evil.example:80",
        "X: y",
    ] {
        // HTTP/1.1 without a host is not even HTTP.
        assert!([400, 403].contains(&with(&preview, "/state", &[host, &cookie])), "{host}");
    }
    for origin in ["http://evil.example", "null", "https://127.0.0.1", "http://127.0.0.1:1"] {
        let origin = format!("Origin: {origin}");
        assert_eq!(with(&preview, "/state", &[&host, &cookie, &origin]), 403, "{origin}");
    }
    let own = format!("Origin: http://127.0.0.1:{port}");
    assert_eq!(with(&preview, "/state", &[&host, &cookie, &own]), 200);
    for (site, status) in [("cross-site", 403), ("same-site", 403), ("same-origin", 200), ("none", 200)] {
        let site = format!("Sec-Fetch-Site: {site}");
        assert_eq!(with(&preview, "/state", &[&host, &cookie, &site]), status, "{site}");
    }
}

#[test]
fn answers_say_what_browsers_may_do_and_allow_no_other_site() {
    let preview = start(REPORT);
    for path in ["/", "/page.js", "/state", "/nothing", "/face/0"] {
        let answer = preview.get(path);
        let policy = answer.header("content-security-policy").expect("a policy");
        assert!(
            policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
            "{policy}"
        );
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert!(!answer.head.to_lowercase().contains("access-control"), "{}", answer.head);
    }
}

#[test]
fn paths_are_names_and_never_files() {
    let preview = start(REPORT);
    for path in [
        "/../../etc/passwd",
        "/page/../../../etc/passwd",
        "/page/..%2f..%2f..%2fetc%2fpasswd",
        "/face/%2e%2e",
        "//etc/passwd",
        "/file/0/..%2fpdf",
        "/file/9/pdf",
        "/file/-1/pdf",
        "/page.js/../../Cargo.toml",
    ] {
        let answer = preview.get(path);
        assert!([400, 404].contains(&answer.status), "{path}: {}", answer.head);
        assert!(!answer.text().contains("root:"), "{path}");
    }
}

#[test]
fn bodies_are_refused_by_their_length_and_streams_of_them_at_once() {
    let preview = start(REPORT);
    let head = |line: &str| {
        format!(
            "POST /at?line=1 HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nCookie: {}\r\nConnection: close\r\n{line}\r\n\r\n",
            preview.port,
            preview.cookie()
        )
    };
    assert_eq!(preview.raw(&head("Content-Length: 10485760")).status, 413);
    assert_eq!(preview.raw(&head("Transfer-Encoding: chunked")).status, 413);
    assert_eq!(preview.raw(&head("Content-Length: 0")).status, 204);
}

#[test]
fn a_thousand_slow_connections_do_not_hold_it_up() {
    let preview = start(REPORT);
    let mut slow = Vec::new();
    for _ in 0..1_000 {
        let Ok(mut stream) = std::net::TcpStream::connect(("127.0.0.1", preview.port)) else { continue };
        // Those beyond the limit are closed already.
        let _ = stream.write_all(b"GET / HT");
        slow.push(stream);
    }
    let begun = Instant::now();
    // Heads that do not come are waited for no longer than five seconds.
    while preview.get("/state").status != 200 {
        assert!(begun.elapsed() < Duration::from_secs(20), "still held up");
        std::thread::sleep(Duration::from_millis(100));
    }
    let mut first = slow.swap_remove(0);
    first.set_read_timeout(Some(Duration::from_secs(20))).expect("a timeout");
    let mut rest = Vec::new();
    assert!(first.read_to_end(&mut rest).is_ok_and(|_| !rest.starts_with(b"HTTP/1.1 200")));
}

#[test]
fn a_title_that_would_like_to_be_markup_is_shown_as_it_is_written() {
    let title = "<img src=x onerror=alert(1)>&<script>";
    let preview = start(&REPORT.replace("关于春耕工作的报告", title));
    let state = preview.state();
    let hash = state["pages"][0]["hash"].as_str().expect("a hash");
    let svg = preview.get(&format!("/page/{hash}")).text();
    assert!(!svg.contains("<img") && !svg.contains("<script"), "{svg}");
    let shown = preview.text(&state);
    assert!(shown.contains("&lt;img"), "{shown}");
}

#[test]
fn the_page_is_small_and_asks_for_nothing_from_elsewhere() {
    let preview = start(REPORT);
    let script = preview.get("/page.js").text();
    assert!(script.len() < 60 * 1024, "{} bytes", script.len());
    for path in ["/", "/page.js", "/page.css"] {
        let text = preview.get(path).text();
        assert!(!text.contains("http://") && !text.contains("https://"), "{path}");
        assert!(!text.contains("innerHTML") && !text.contains("eval("), "{path}");
    }
}
