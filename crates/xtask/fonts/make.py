"""Makes the embedded faces: subsets OFL fonts, gives punctuation the cells of the official faces, takes redundant
points out of outlines, renames.

Run by `cargo xtask fonts`, which fetches the inputs and checks their hashes.
Usage: make.py INPUTS ASSETS CHARACTERS
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

import outlines

# Role, file of the input, style of the cut, whether it holds all of the characters.
FACES = [
    ("FangSong", "LXGWWenKaiMono-Light.ttf", True),
    ("KaiTi", "LXGWWenKaiMono-Regular.ttf", True),
    ("HeiTi", "NotoSansSC_400Regular.ttf", True),
    ("XiaoBiaoSong", "NotoSerifSC_700Bold.ttf", True),
    ("Song", "NotoSerifSC_400Regular.ttf", False),
]

FULL = "“”‘’·—…"


def symbols():
    """Characters beside the Han ones that official documents use."""
    ranges = [
        (0x20, 0x7E), (0xA0, 0xFF), (0x391, 0x3A9), (0x3B1, 0x3C9), (0x2010, 0x2027), (0x2030, 0x203B),
        (0x2103, 0x2103), (0x2109, 0x2109), (0x2116, 0x2116), (0x2160, 0x216B), (0x2170, 0x2179),
        (0x2190, 0x2199), (0x2200, 0x22FF), (0x2460, 0x2473), (0x2474, 0x249B), (0x2500, 0x257F),
        (0x25A0, 0x25FF), (0x2605, 0x2606), (0x2640, 0x2642), (0x3000, 0x301E), (0x3021, 0x3029),
        (0x3105, 0x3129), (0x3220, 0x3229), (0x338E, 0x33A5), (0x33C4, 0x33D5), (0xFF01, 0xFF5E), (0xFFE0, 0xFFE5),
        (0x2713, 0x2717), (0x20AC, 0x20AC),
    ]
    return {code for first, last in ranges for code in range(first, last + 1)}


def gb2312(first=0xA1, last=0xF7):
    codes = set()
    for high in range(first, last + 1):
        for low in range(0xA1, 0xFF):
            try:
                codes.add(ord(bytes([high, low]).decode("gb2312")))
            except UnicodeDecodeError:
                pass
    return codes


def bounds(glyf, name):
    glyph = glyf[name]
    glyph.recalcBounds(glyf)
    return getattr(glyph, "xMin", 0), getattr(glyph, "xMax", 0)


def redraw(font, name, scale_x, shift_x, advance):
    """Scales and shifts a glyph along x and gives it an advance."""
    glyphs = font.getGlyphSet()
    pen = TTGlyphPen(None)
    from fontTools.pens.recordingPen import DecomposingRecordingPen

    record = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(record)
    record.replay(TransformPen(pen, (scale_x, 0, 0, 1, shift_x, 0)))
    glyph = pen.glyph()
    font["glyf"][name] = glyph
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (round(advance), getattr(glyph, "xMin", 0))


def cells(font):
    """Punctuation and digits get the cells they have in the official faces: a full one, and half a one."""
    em, cmap, glyf = font["head"].unitsPerEm, font.getBestCmap(), font["glyf"]
    for character in FULL:
        name = cmap.get(ord(character))
        if name is None:
            raise SystemExit(f"no {character}")
        left, right = bounds(glyf, name)
        width = right - left
        if character == "—":
            redraw(font, name, em / width, -left * em / width, em)
        elif character in "“‘":
            redraw(font, name, 1, round(em * 0.93) - right, em)
        elif character in "”’":
            redraw(font, name, 1, round(em * 0.07) - left, em)
        else:
            redraw(font, name, 1, (em - width) / 2 - left, em)
    for name, (advance, bearing) in font["hmtx"].metrics.items():
        if abs(advance - em) < em / 50:  # a slip of a unit in a few Han glyphs
            font["hmtx"][name] = (em, bearing)
    half = em / 2
    for character in "0123456789":
        name = cmap[ord(character)]
        advance = font["hmtx"][name][0]
        if advance != half:
            redraw(font, name, half / advance, 0, half)


def rename(font, role):
    family, postscript = f"Gongwen {role}", f"Gongwen{role}-Regular"
    table = font["name"]
    notices = {r.nameID: r.toUnicode() for r in table.names if r.nameID in (0, 13, 14) and r.isUnicode()}
    table.names = []
    values = {1: family, 2: "Regular", 3: postscript, 4: family, 5: "Version 1.000", 6: postscript, **notices}
    for name_id, value in sorted(values.items()):
        table.setName(value, name_id, 3, 1, 0x409)
    os2 = font["OS/2"]
    os2.usWeightClass, os2.fsType = 400, 0
    os2.fsSelection = (os2.fsSelection & ~0x21) | 0x40
    font["head"].macStyle = 0


def make(source, target, role, codes):
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.glyph_names = False
    options.legacy_cmap = False
    options.symbol_cmap = False
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG", "DSIG", "STAT", "meta", "gasp"]
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    cells(font)
    outlines.simplify(font)
    rename(font, role)
    font["head"].modified = font["head"].created = 3786825600
    font.recalcTimestamp = False
    font.save(str(target))


def main():
    inputs, assets, characters = map(Path, sys.argv[1:4])
    table = {ord(c) for line in characters.read_text("utf-8").splitlines() if not line.startswith("#") for c in line}
    assert len(table) == 8105, len(table)
    everything = table | gb2312() | symbols()
    small = {c for c in symbols() if c < 0x2100 or c > 0x2FFF} | gb2312(0xA1, 0xA3)
    for role, name, full in FACES:
        make(inputs / name, assets / ("wenkai" if name.startswith("LXGW") else "noto") / f"Gongwen{role}.ttf", role, everything if full else small)


main()
