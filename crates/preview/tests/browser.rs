//! The page in a real browser: what is seen, found, selected, clicked, and what stays where it is.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Mutex;

use gongwen_tests::browser::Browser;
use serde_json::{Value, json};

use crate::support::{REPORT, Running, start};

/// One window at a time: they are heavy.
static ONE: Mutex<()> = Mutex::new(());

const SHOWN: &str =
    "return document.documentElement.dataset.version && document.querySelectorAll('.paper svg').length";

fn opened(preview: &Running) -> Browser {
    let browser = Browser::open();
    browser.go(&preview.address);
    browser.until(SHOWN, &[]);
    browser
}

/// The real report.
fn seed() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/reports/jinjiang-2024.toml");
    std::fs::read_to_string(path).expect("the fixture")
}

fn tight(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

#[test]
#[ignore = "needs chromium and chromium-driver; the gate runs it"]
fn text_is_found_and_selected_in_the_faces_of_the_pdf() {
    let _one = ONE.lock();
    let preview = start(&seed());
    let browser = opened(&preview);
    assert_eq!(browser.run("return location.search", &[]), "", "the key is not left in the address");
    let selected = browser.run(
        "const all = document.getElementById('pages'); getSelection().selectAllChildren(all); \
         return [...document.querySelectorAll('.paper')].map(it => it.textContent).join('')",
        &[],
    );
    let wanted = preview.text(&preview.state()).replace("&quot;", "\"").replace("&amp;", "&");
    assert_eq!(tight(selected.as_str().expect("text")), wanted);
    let selected = browser.run("return getSelection().toString()", &[]);
    assert!(tight(selected.as_str().expect("text")).contains(&wanted[..wanted.len() / 20]), "{selected}");
    // A word of each line is found, Latin digits among Chinese characters too.
    let missed = browser.run(
        "const lines = [...document.querySelectorAll('.paper text')].map(it => it.textContent.trim()).filter(it => it.length > 3); \
         getSelection().removeAllRanges(); \
         return lines.filter(line => !window.find(line.slice(0, 12), true, false, true)).slice(0, 5)",
        &[],
    );
    assert_eq!(missed, json!([]));
    let faces = browser.run("return [...document.fonts].map(face => face.family + ' ' + face.status)", &[]);
    let faces: Vec<&str> = faces.as_array().expect("faces").iter().filter_map(Value::as_str).collect();
    assert!(faces.len() >= 3 && faces.iter().all(|face| face.ends_with("loaded")), "{faces:?}");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
#[ignore = "needs chromium and chromium-driver; the gate runs it"]
fn a_title_that_would_like_to_be_markup_is_text_in_the_browser() {
    let _one = ONE.lock();
    let title = "<img src=x onerror=alert(1)><script>document.title='x'</script>";
    let preview = start(&REPORT.replace("关于春耕工作的报告", title));
    let browser = opened(&preview);
    let found = browser.run("return document.querySelectorAll('img, .paper script').length", &[]);
    assert_eq!(found, 0);
    let text = browser.run("return document.querySelector('.paper').textContent", &[]);
    assert!(text.as_str().is_some_and(|text| tight(text).contains("<imgsrc=xonerror")), "{text}");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
#[ignore = "needs chromium and chromium-driver; the gate runs it"]
fn what_is_read_stays_where_it_is_when_another_page_changes() {
    let _one = ONE.lock();
    let text = seed();
    let preview = start(&text);
    let browser = opened(&preview);
    let pages = browser.until(SHOWN, &[]).as_u64().expect("pages");
    assert!(pages >= 9, "{pages} pages");
    // Page 9 is in the window, and a line of it in the middle.
    let held = browser.run(
        "document.querySelectorAll('.sheet')[8].scrollIntoView({block: 'center'}); \
         const middle = innerHeight / 2; let best = null, far = 1e9; \
         for (const it of document.querySelectorAll('.paper text[data-path]')) { \
           const box = it.getBoundingClientRect(), away = Math.abs((box.top + box.bottom) / 2 - middle); \
           if (away < far) [best, far] = [it, away]; } \
         return [best.textContent, best.getBoundingClientRect().top, document.documentElement.dataset.version]",
        &[],
    );
    // A paragraph is added far above.
    let at = text.find("[[achievements.areas.items]]").expect("an item");
    let added = "[[achievements.areas.items]]\ntitle = \"示例数据\"\ntext = \"这一段是为了把后面的往下推，推得越远越好，看的地方不动。\"\n\n";
    preview.write(&format!("{}{added}{}", &text[..at], &text[at..]));
    browser.until("return document.documentElement.dataset.version !== arguments[0]", &[held[2].clone()]);
    let top = browser.run(
        "return [...document.querySelectorAll('.paper text')].filter(it => it.textContent === arguments[0]) \
           .map(it => it.getBoundingClientRect().top)",
        &[held[0].clone()],
    );
    let before = held[1].as_f64().expect("a place");
    let nearest =
        top.as_array().expect("places").iter().filter_map(Value::as_f64).map(|top| (top - before).abs());
    let nearest = nearest.fold(f64::INFINITY, f64::min);
    assert!(nearest <= 2.0, "{} moved by {nearest} px", held[0]);
}

#[test]
#[ignore = "needs chromium and chromium-driver; the gate runs it"]
fn a_click_on_a_character_shows_its_line_and_a_line_shows_its_block() {
    let _one = ONE.lock();
    let text = seed();
    let preview = start(&text);
    let browser = opened(&preview);
    let state = preview.state();
    let lines: Vec<&str> = text.lines().collect();
    let count = browser.run("return document.querySelectorAll('.paper text[data-path]').length", &[]);
    let count = count.as_u64().expect("a number");
    assert!(count > 200, "{count} lines");
    for step in 0..50 {
        // Spread over the document, and over the line.
        let index = step * 7919 % count;
        let place = browser.run(
            "const it = document.querySelectorAll('.paper text[data-path]')[arguments[0]]; \
             it.scrollIntoView({block: 'center'}); getSelection().removeAllRanges(); \
             const at = arguments[1] % it.getNumberOfChars(), box = it.getExtentOfChar(at), matrix = it.getScreenCTM(); \
             const point = new DOMPoint(box.x + box.width / 2, box.y + box.height / 2).matrixTransform(matrix); \
             return [point.x, point.y, it.getAttribute('data-path'), it.textContent]",
            &[index.into(), (step * 13).into()],
        );
        browser.click(place[0].as_f64().expect("x"), place[1].as_f64().expect("y"));
        let path = place[2].as_str().expect("a path");
        let told = browser.until(
            "const it = document.querySelector('#place'); \
             return it.textContent.includes(arguments[0]) ? it.querySelector('.at').textContent : null",
            &[path.into()],
        );
        let wanted = &state["places"][path];
        let (line, column) =
            (wanted["line"].as_u64().expect("a line"), wanted["column"].as_u64().expect("a column"));
        let name = preview.report.file_name().expect("a name").to_string_lossy();
        assert_eq!(told, format!("{name}:{line}:{column}"), "{}", place[3]);
        // The file says there what the field is.
        let source = lines[line as usize - 1];
        let key = path.rsplit('.').next().expect("a key").split('[').next().expect("a key");
        assert!(source.contains(key) || source.contains('"') || source.contains('['), "{path}: {source}");
    }
    // And back.
    let other = gongwen_preview::Running::of(&preview.report).expect("it runs");
    let place = &state["places"]["achievements.areas[1].items[0].text"];
    let (path, place) = match place.is_null() {
        false => ("achievements.areas[1].items[0].text".to_owned(), place.clone()),
        true => {
            let places = state["places"].as_object().expect("places");
            let (path, place) = places.iter().rfind(|(path, _)| path.contains("areas[1]")).expect("a place");
            (path.clone(), place.clone())
        }
    };
    other.show_line(place["line"].as_u64().expect("a line") as usize).expect("shown");
    browser.until(
        "return [...document.querySelectorAll('.flash')].some(it => { const box = it.getBoundingClientRect(); \
           return it.getAttribute('data-path') === arguments[0] && box.top > 0 && box.bottom < innerHeight; })",
        &[path.into()],
    );
}

#[test]
#[ignore = "needs chromium and chromium-driver; the gate runs it"]
fn findings_stand_beside_their_page_and_faults_grey_the_pages() {
    let _one = ONE.lock();
    let preview = start(&REPORT.replace("乙片11座", "乙片12座"));
    let browser = opened(&preview);
    let note = browser.until("return document.querySelector('.sheet .note.error')?.textContent", &[]);
    assert!(note.as_str().is_some_and(|note| note.contains("figures/parts-sum")), "{note}");
    let told = browser.run("return document.getElementById('told').textContent", &[]);
    assert_eq!(told, "1 处错误");
    browser.press("n");
    browser.until("return document.querySelector('.flash')?.textContent", &[]);
    preview.write("title = ");
    browser.until("return document.querySelector('main.stale') && document.querySelector('a.file.off')", &[]);
    preview.write(REPORT);
    let told = browser.until(
        "return !document.querySelector('main.stale') && document.getElementById('told').textContent",
        &[],
    );
    assert_eq!(told, "没有发现问题");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
#[ignore = "needs chromium and chromium-driver; the gate runs it"]
fn keys_turn_pages_and_change_their_size() {
    let _one = ONE.lock();
    let preview = start(&seed());
    let browser = opened(&preview);
    let width = "return document.querySelector('.paper').getBoundingClientRect().width";
    let top =
        "return Math.round(document.querySelectorAll('.sheet')[arguments[0]].getBoundingClientRect().top)";
    let before = browser.run(width, &[]).as_f64().expect("a width");
    browser.press("jj");
    assert!(browser.run(top, &[2.into()]).as_i64().expect("a place").abs() < 120);
    browser.press("+");
    assert!(browser.run(width, &[]).as_f64().expect("a width") > before * 1.05);
    browser.press("d");
    let same = browser.run(
        "const box = at => document.querySelectorAll('.sheet')[at].getBoundingClientRect(); \
         return box(1).top === box(2).top && box(1).left < box(2).left && box(0).left === box(2).left",
        &[],
    );
    assert_eq!(same, true, "two pages side by side, odd ones at the right");
    browser.press("g5\u{E007}");
    assert!(browser.run(top, &[4.into()]).as_i64().expect("a place").abs() < 120);
}

/// Another program's page, on this machine too, can neither read nor command.
#[test]
#[ignore = "needs chromium and chromium-driver; the gate runs it"]
fn pages_of_other_servers_are_refused() {
    let _one = ONE.lock();
    let preview = start(REPORT);
    let browser = opened(&preview);
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let other = listener.local_addr().expect("an address");
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut head = [0; 4096];
            let _ = stream.read(&mut head);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\nConnection: close\r\n\r\nother");
        }
    });
    let mut events = preview.events();
    events.next();
    for host in [format!("127.0.0.1:{}", other.port()), format!("localhost:{}", other.port())] {
        browser.go(&format!("http://{host}/"));
        let tried = format!(
            "const to = 'http://127.0.0.1:{}'; window.tried = []; \
             for (const path of ['/state', '/page.js', '/file/0/pdf']) \
               fetch(to + path, {{credentials: 'include'}}).then(it => window.tried.push(it.status), () => window.tried.push('refused')); \
             fetch(to + '/at?line=4', {{method: 'POST', mode: 'no-cors', credentials: 'include'}}).then(() => window.tried.push('sent'), () => window.tried.push('refused')); \
             const frame = document.createElement('iframe'); frame.src = to + '/'; document.body.append(frame); \
             const script = document.createElement('script'); script.src = to + '/page.js'; \
             script.onload = () => window.tried.push('run'); script.onerror = () => window.tried.push('refused'); document.body.append(script);",
            preview.port
        );
        browser.run(&tried, &[]);
        let tried = browser.until("return window.tried.length >= 5 && window.tried", &[]);
        let tried: Vec<&str> = tried.as_array().expect("a list").iter().filter_map(Value::as_str).collect();
        assert!(tried.iter().all(|it| ["refused", "sent"].contains(it)) && tried.len() == 5, "{tried:?}");
    }
    // Nothing was commanded: what comes next is the next save.
    preview.write(&REPORT.replace("现将", "今将"));
    assert_eq!(events.next().0, "state");
}
