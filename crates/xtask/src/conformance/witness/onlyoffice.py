"""Turns Word files into PDFs with ONLYOFFICE's document builder, run as a tool.

faces FROM TO: copies of the embedded faces under the official names.
convert OUT FILE...: OUT/NAME.pdf for each file.
"""

import os
import sys

OFFICIAL = {
    "wenkai/GongwenFangSong": "仿宋_GB2312",
    "wenkai/GongwenKaiTi": "楷体_GB2312",
    "noto/GongwenHeiTi": "黑体",
    "noto/GongwenXiaoBiaoSong": "方正小标宋简体",
    "noto/GongwenSong": "宋体",
}


def faces(source, target):
    from fontTools.ttLib import TTFont

    os.makedirs(target, exist_ok=True)
    for file, name in OFFICIAL.items():
        font = TTFont(os.path.join(source, file + ".ttf"))
        for record in font["name"].names:
            if record.nameID in (1, 4, 16):
                record.string = name
            elif record.nameID in (2, 17):
                record.string = "Regular"
        font.save(os.path.join(target, os.path.basename(file) + ".ttf"))


def convert(target, files):
    import docbuilder

    # It remembers the faces of an earlier start.
    common = os.path.join(os.path.dirname(docbuilder.__file__), "lib", "sdkjs", "common")
    for known in ("AllFonts.js", "font_selection.bin", "fonts.log"):
        path = os.path.join(common, known)
        if os.path.exists(path):
            os.remove(path)
    builder = docbuilder.CDocBuilder()
    for file in files:
        out = os.path.join(target, os.path.splitext(os.path.basename(file))[0] + ".pdf")
        if builder.OpenFile(file) or builder.SaveFile("pdf", out):
            sys.exit(f"ONLYOFFICE could not convert {file}")
        builder.CloseFile()


if __name__ == "__main__":
    if sys.argv[1] == "faces":
        faces(sys.argv[2], sys.argv[3])
    else:
        convert(sys.argv[2], sys.argv[3:])
