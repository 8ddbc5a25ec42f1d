//! What `gongwen check --format html` makes, as a browser prints it.

use std::fs;
use std::process::Command;

use crate::common::{gongwen, out, write};

fn tight(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

/// What a program of poppler says.
fn poppler(program: &str, words: &[&str], path: &std::path::Path, more: &[&str]) -> String {
    let read = Command::new(program).args(words).arg(path).args(more).output();
    let read = read.unwrap_or_else(|error| panic!("{program} of poppler-utils is needed: {error}"));
    assert!(read.status.success(), "{program}: {}", String::from_utf8_lossy(&read.stderr));
    String::from_utf8(read.stdout).expect("UTF-8")
}

#[test]
#[ignore = "needs chromium and poppler-utils; the gate runs it"]
fn the_page_of_a_check_prints_on_a4_with_all_its_text() {
    let folder = tempfile::tempdir().expect("a folder");
    // 示例数据: three pages of prose, slips at both ends, and a line that no blank parts.
    let long = "A1".repeat(120);
    let mut lines =
        vec!["某某镇2024年工作总结".to_owned(), "新建站点20个，其中甲类9个、乙类12个。".to_owned(), long];
    lines.extend((1..=90).map(|number| format!("第{number}件事已经办结，群众满意，，下一步继续抓好。")));
    lines.push("全年接待来访50批，其中集体访20批、个体访31批。".to_owned());
    write(folder.path(), "草稿.txt", lines.join("\n"));
    let output = gongwen(folder.path(), &["check", "草稿.txt", "--format", "html", "--relations"]);
    // A machine that tests need not have Chinese faces: the page finds one under the names that it asks for.
    let fonts = gongwen::Fonts::embedded();
    let (face, _) = fonts.resolve(gongwen::document::FaceRole::FangSong, '镇').expect("a face");
    fs::write(folder.path().join("face.ttf"), fonts.face(face).data()).expect("written");
    let faces = ["FangSong", "SimHei", "Consolas"]
        .map(|name| format!("@font-face{{font-family:{name};src:url(face.ttf)}}"))
        .concat();
    let page = folder.path().join("page.html");
    fs::write(&page, out(&output).replace("</head>", &format!("<style>{faces}</style></head>")))
        .expect("written");
    let pdf = folder.path().join("page.pdf");
    let browser = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    let browser = browser.into_iter().find(|path| std::path::Path::new(path).exists());
    let printed = Command::new(browser.expect("chromium is needed: apt-get install chromium"))
        .args([
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-pdf-header-footer",
        ])
        .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
        .arg(format!("--print-to-pdf={}", pdf.display()))
        .arg(format!("file://{}", page.display()))
        .output()
        .expect("it runs");
    assert!(printed.status.success(), "{}", String::from_utf8_lossy(&printed.stderr));

    let told = poppler("pdfinfo", &["-f", "1", "-l", "999"], &pdf, &[]);
    let sizes: Vec<&str> =
        told.lines().filter(|line| line.contains(" size:") && line.starts_with("Page ")).collect();
    assert!(sizes.len() >= 3, "{told}");
    for size in sizes {
        let points: Vec<f64> = size.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        // The number of the page, its width and its height.
        let [.., width, height] = points[..] else { panic!("{size}") };
        assert!((width - 595.28).abs() < 1.0 && (height - 841.89).abs() < 1.0, "{size}");
    }
    let text = tight(&poppler("pdftotext", &["-raw", "-enc", "UTF-8"], &pdf, &["-"]));
    for line in &lines {
        // The number of a mark may stand in it.
        for piece in line
            .split(['，', '。', '、'])
            .filter(|piece| piece.chars().count() > 3 && !piece.contains(char::is_numeric))
        {
            assert!(text.contains(&tight(piece)), "{piece} is not on paper");
        }
    }
    for words in ["9+12=21", "20+31=51", "第90件事", &lines[2]] {
        assert!(text.contains(words), "{words} is not on paper");
    }
    // Nothing is cut at the edge: all words stand on the paper.
    let boxes = poppler("pdftotext", &["-bbox"], &pdf, &["-"]);
    for word in boxes.lines().filter(|line| line.trim_start().starts_with("<word ")) {
        let number = |name: &str| -> f64 {
            let rest = word.split(&format!("{name}=\"")).nth(1).expect(name);
            rest.split('"').next().and_then(|number| number.parse().ok()).expect("a number")
        };
        assert!(number("xMin") >= 0.0 && number("xMax") <= 596.0 && number("yMax") <= 842.5, "{word}");
    }
}
