"""Sets the documents of a JSON file with typst, as a program that embeds it would: argv = input, folder of fonts, how many."""

import json
import sys

import typst

FACES = {
    "title": ("Gongwen XiaoBiaoSong", "22pt"),
    "heading1": ("Gongwen HeiTi", "16pt"),
    "heading2": ("Gongwen KaiTi", "16pt"),
    "body": ("Gongwen FangSong", "16pt"),
}
HEAD = """#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm), numbering: "— 1 —")
#set text(font: "Gongwen FangSong", size: 16pt, lang: "zh")
#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: 12.95pt, spacing: 12.95pt)
"""


def escape(text):
    return "".join("\\" + c if c in "\\#$*_`<>@[]~=-+/\"'" else c for c in text)


def source(blocks):
    out = [HEAD]
    for block in blocks:
        if "rows" in block:
            columns = len(block["rows"][0])
            cells = ", ".join(f"[{escape(cell)}]" for row in block["rows"] for cell in row)
            out.append(f"#table(columns: {columns}, {cells})\n")
            continue
        face, size = FACES[block["role"]]
        text = f'#text(font: "{face}", size: {size})[{escape(block["text"])}]'
        out.append(f"#align(center)[{text}]\n" if block["role"] == "title" else text + "\n")
    return "\n".join(out)


documents = json.load(open(sys.argv[1], encoding="utf-8"))[: int(sys.argv[3])]
size = 0
for document in documents:
    size += len(typst.compile(source(document).encode(), font_paths=[sys.argv[2]], ignore_system_fonts=True))
print(size)
