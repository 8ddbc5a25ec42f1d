//! Pictures as they come, made ready for both files; what is wrong with them, said so that somebody can mend it.

use std::sync::Arc;

use gongwen_core::Report;
use gongwen_core::report::FileKind;
use gongwen_document::{BlockKind, Diagnostic, Diagnostics, Document, Message, Origin, Picture, Place};
use gongwen_pictures::{PictureError, is_svg, make_clear, read_picture};
#[cfg(feature = "svg")]
use gongwen_pictures::{SvgError, read_svg};

use crate::file_fault::{fault, in_report};

/// A picture that is whole and that both files can show; one over text wipes nothing out.
pub(crate) fn read(bytes: Arc<[u8]>, over_text: bool) -> Result<Picture, Diagnostics> {
    let mut picture = if is_svg(&bytes) { svg(&bytes)? } else { read_picture(bytes).map_err(wrong)? };
    if over_text {
        make_clear(&mut picture).map_err(wrong)?;
    }
    Ok(picture)
}

/// Makes those pictures of a document ready that nobody has looked at, as when a program hands in bytes, and finds
/// places that would stay empty.
pub(crate) fn make_ready(document: &mut Document, report: &Report) -> Result<(), Diagnostics> {
    let mut found = Vec::new();
    for named in report.pictures_shown() {
        let over_text = named.kind == FileKind::Picture { over_text: true };
        let Some(picture) = document.pictures.get_mut(named.path.as_str()) else { continue };
        if picture.sound && (picture.clear.is_some() || !over_text) {
            continue;
        }
        match make_one_ready(picture, over_text) {
            Ok(()) => {}
            Err(faults) => found.extend(faults.0.into_iter().map(|fault| in_report(fault, &named))),
        }
    }
    for block in &document.blocks {
        if let BlockKind::Illustration(figure) = &block.kind
            && !document.pictures.contains_key(&figure.picture)
        {
            found.push(unknown(&figure.picture, &block.origin));
        }
    }
    if found.is_empty() { Ok(()) } else { Err(Diagnostics(found)) }
}

/// A picture that a template of the user's own names and that the report has not.
fn unknown(name: &str, origin: &Origin) -> Diagnostic {
    let message = Message::new(
        format!("没有图片 {name}，它的位置会空着"),
        format!("there is no picture {name}, its place would be empty"),
    );
    Diagnostic::error("files/picture-unknown", message)
        .at(Place::report(origin.path.to_string(), origin.span.clone()))
        .help(Message::new(
            "模板里 picture 写的名字要是报告里的图片",
            "a template names pictures that the report has",
        ))
}

fn make_one_ready(picture: &mut Picture, over_text: bool) -> Result<(), Diagnostics> {
    if picture.drawing.is_none() && !picture.sound {
        *picture = read(picture.bytes.clone(), over_text)?;
    } else if over_text {
        make_clear(picture).map_err(wrong)?;
    }
    Ok(())
}

fn wrong(error: PictureError) -> Diagnostics {
    let (code, zh, help_zh, help_en) = match &error {
        PictureError::Kind => (
            "files/picture-kind",
            "这不是 PNG、JPEG 或者 SVG 图片".to_owned(),
            "用看图软件打开，另存为 PNG",
            "open it in a viewer and save it as PNG",
        ),
        PictureError::Empty => {
            ("files/picture", "图片的宽或者高是 0".to_owned(), "换一张图片", "take another picture")
        }
        PictureError::TooLarge(width, height) => (
            "files/picture",
            format!("图片太大：{width}×{height} 点，超过 5000 万点"),
            "用看图软件缩小再存，印到纸上 4000 点宽就够了",
            "make it smaller: 4000 dots across are enough for paper",
        ),
        PictureError::Unusual(kind) => (
            "files/picture",
            format!("这种 JPEG（{kind}）Word 和 PDF 都显示不了"),
            "用看图软件打开，另存为普通的 JPEG 或者 PNG",
            "open it in a viewer and save it as a plain JPEG or as PNG",
        ),
        PictureError::NoJpeg => (
            "files/picture-kind",
            "这个程序没有编入 JPEG".to_owned(),
            "用看图软件打开，另存为 PNG",
            "open it in a viewer and save it as PNG",
        ),
        PictureError::Broken(reason) => (
            "files/picture",
            format!("图片不完整或者损坏，画不出来（{reason}）"),
            "重新拷贝或者下载；看图软件打得开的，另存为 PNG",
            "copy or download it again; if a viewer opens it, save it as PNG",
        ),
        _ => (
            "files/picture",
            format!("图片画不出来：{error}"),
            "用看图软件打开，另存为 PNG",
            "open it in a viewer and save it as PNG",
        ),
    };
    fault(code, Message::new(zh, error.to_string()), Message::new(help_zh, help_en))
}

#[cfg(not(feature = "svg"))]
fn svg(_: &[u8]) -> Result<Picture, Diagnostics> {
    let message = Message::new("这个程序没有编入 SVG", "this build reads no SVG (feature svg)");
    Err(fault("files/svg", message, Message::new("另存为 PNG", "save it as PNG")))
}

#[cfg(feature = "svg")]
fn svg(bytes: &[u8]) -> Result<Picture, Diagnostics> {
    read_svg(bytes).map_err(|error| {
        let (zh, help_zh, help_en) = match &error {
            SvgError::Text => (
                "SVG 里有文字，换一台电脑字体就不一样".to_owned(),
                "在绘图软件里选中文字，“转换为路径”（转曲）再存；或者另存为 PNG",
                "turn the text into paths in the drawing program, or save it as PNG",
            ),
            SvgError::Image => (
                "SVG 里嵌了别的图片".to_owned(),
                "在绘图软件里导出为 PNG",
                "export it as PNG from the drawing program",
            ),
            SvgError::Filter => (
                "SVG 里有滤镜（模糊、阴影、发光）".to_owned(),
                "在绘图软件里去掉这些效果，或者导出为 PNG",
                "take the blurs and shadows away in the drawing program, or export it as PNG",
            ),
            SvgError::TooFar(number) => (
                format!("SVG 里有大得没有道理的数：{number}"),
                "在绘图软件里把画面放回页面里，重新存一次，或者导出为 PNG",
                "put the drawing back on its page and save it again, or export it as PNG",
            ),
            SvgError::TooMuch => (
                "SVG 太复杂，画起来要太久".to_owned(),
                "在绘图软件里简化（去掉看不见的层、虚线、透明），或者导出为 PNG",
                "simplify it in the drawing program, or export it as PNG",
            ),
            SvgError::Empty => (
                "这个 SVG 画面是空的".to_owned(),
                "在绘图软件里检查画面内容和页面大小，重新存一次",
                "check the drawing and the size of its page in a drawing program, and save it again",
            ),
            _ => (
                format!("SVG 文件有错：{error}"),
                "用绘图软件打开，重新存一次，或者导出为 PNG",
                "open and save it again in a drawing program, or export it as PNG",
            ),
        };
        fault("files/svg", Message::new(zh, error.to_string()), Message::new(help_zh, help_en))
    })
}
