"""Make commissioner.woff2 from the slices of the npm package (see README.md here).

The package cuts the family into one file per script. One file with the letters that this
site needs is smaller and kerns across them, so: subset each slice, take its regular and its
bold, join the slices of each weight, and build one variable font from the two.

    python build_font.py PACKAGE_FOLDER commissioner.woff2
"""

import io
import os
import re
import sys
import tempfile
from pathlib import Path

from fontTools import merge, subset, varLib
from fontTools.designspaceLib import (
    AxisDescriptor,
    DesignSpaceDocument,
    SourceDescriptor,
)
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent
from fontTools.varLib import instancer

LIGHT, HEAVY = 400, 700
DIGITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TABULAR = "".join(f"sub {digit} by {digit}.tnum;" for digit in DIGITS)
SLICES = {
    "latin": "".join(map(chr, range(0x20, 0x7F)))
    + "\u00a0§©«°±·»×ÀÁÂÄÅÆÇÈÉÊËÍÎÏÑÒÓÔÖØÚÛÜÝßàáâäåæçèéêëíîïðñòóôöøúûüýÞþ"
    + "ıŒœʼ–—‘’‚“”„•…‹›€™−",
    "latin-ext": "ĀāĂăĄąĆćČčĎďĐđĒēĔĕĖėĘęĚěĞğĢģĪīĮįİĶķĹĺĻļĽľĿŀŁłŃńŅņŇňŐőŔŕŘřŚśŞşŠšŢţŤťŪūŮůŰűŲų"
    + "ŴŵŶŷŸŹźŻżŽžȘșȚțẞ",
    "cyrillic": "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯабвгґдеєжзиіїйклмнопрстуфхцчшщьюя"
    + "ЁЎЪЫЭёўъыэ№\u0301",
    "cyrillic-ext": "₴",
}


def slice_of(package: Path, name: str, letters: str) -> bytes:
    """One slice with only these letters, still variable, not compressed."""
    font = TTFont(package / "files" / f"commissioner-{name}-wght-normal.woff2")
    options = subset.Options(hinting=False, glyph_names=True, layout_features=["kern", "mark"])
    options.drop_tables += ["DSIG", "STAT", "MVAR", "gasp"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(letter) for letter in letters])
    subsetter.subset(font)
    font.flavor = None
    out = io.BytesIO()
    font.save(out, reorderTables=None)
    return out.getvalue()


def share_parts(font: TTFont) -> None:
    """Each slice brought its own copy of the letters that accents sit on: keep one of each."""
    glyphs = font["glyf"]
    first = {}
    for copy in [name for name in font.getGlyphOrder() if re.search(r"\.\d+$", name)]:
        original = re.sub(r"\.\d+$", "", copy)
        same = original in glyphs.glyphs and glyphs[copy] == glyphs[original]
        if same and font["hmtx"][copy] == font["hmtx"][original]:
            first[copy] = original
    for name in font.getGlyphOrder():
        for part in getattr(glyphs[name], "components", ()):
            part.glyphName = first.get(part.glyphName, part.glyphName)
    for table in font["cmap"].tables:
        for letter, name in table.cmap.items():
            table.cmap[letter] = first.get(name, name)


def without_orphans(font: TTFont) -> TTFont:
    """The font without glyphs that no letter leads to."""
    options = subset.Options(hinting=False, layout_features=["kern", "mark", "tnum"])
    options.glyph_names = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(letter) for letters in SLICES.values() for letter in letters])
    subsetter.subset(font)
    return font


def add_tabular_digits(font: TTFont) -> None:
    """Digits of one width, for columns: the package has lost them, so centre its own."""
    width = max(font["hmtx"][digit][0] for digit in DIGITS)
    for digit in DIGITS:
        advance, bearing = font["hmtx"][digit]
        shift = (width - advance) // 2
        part = GlyphComponent()
        part.glyphName, part.x, part.y, part.flags = digit, shift, 0, 0x4
        glyph = Glyph()
        glyph.numberOfContours, glyph.components = -1, [part]
        font["glyf"][f"{digit}.tnum"] = glyph
        font["hmtx"][f"{digit}.tnum"] = (width, bearing + shift)
        glyph.recalcBounds(font["glyf"])
    font.setGlyphOrder(font["glyf"].glyphOrder)


def one_weight(slices: list[bytes], weight: int, folder: Path) -> Path:
    """All slices at one weight, joined, as a file."""
    files = []
    for number, data in enumerate(slices):
        font = instancer.instantiateVariableFont(TTFont(io.BytesIO(data)), {"wght": weight})
        files.append(str(folder / f"{weight}-{number}.ttf"))
        font.save(files[-1])
    joined = merge.Merger(merge.Options(drop_tables=["gasp", "avar"])).merge(files)
    share_parts(joined)
    add_tabular_digits(joined)
    path = folder / f"{weight}.ttf"
    joined["post"].formatType = 2.0
    joined.save(path)
    return path


def variable(masters: dict[int, Path]) -> TTFont:
    """One font with a weight axis between the two masters; both kern as the lighter does."""
    heavy = TTFont(masters[HEAVY])
    heavy["GPOS"] = TTFont(masters[LIGHT])["GPOS"]
    heavy.save(masters[HEAVY])
    design = DesignSpaceDocument()
    design.addAxis(
        AxisDescriptor(tag="wght", name="Weight", minimum=LIGHT, default=LIGHT, maximum=HEAVY)
    )
    for weight, path in masters.items():
        design.addSource(SourceDescriptor(path=str(path), location={"Weight": weight}))
    font, _, _ = varLib.build(design, exclude=["MVAR", "STAT"])
    addOpenTypeFeaturesFromString(
        font,
        f"languagesystem DFLT dflt; languagesystem latn dflt; languagesystem cyrl dflt;"
        f"feature tnum {{ {TABULAR} }} tnum;",
        tables={"GSUB"},
    )
    return font


def main(package: str, output: str) -> None:
    slices = [slice_of(Path(package), name, letters) for name, letters in SLICES.items()]
    with tempfile.TemporaryDirectory() as folder:
        masters = {w: one_weight(slices, w, Path(folder)) for w in (LIGHT, HEAVY)}
        font = without_orphans(variable(masters))
    font["post"].formatType = 3.0
    font.flavor = "woff2"
    font["head"].created = font["head"].modified = 3600000000
    font.recalcTimestamp = False
    font.save(output)
    covered = font.getBestCmap()
    missing = [c for letters in SLICES.values() for c in letters if ord(c) not in covered]
    print(f"{output}: {os.path.getsize(output)} bytes, {len(covered)} letters, missing {missing}")


if __name__ == "__main__":
    main(*sys.argv[1:])
