"""How NotoSansSC-SemiBold.ttf was made; run by hand, and only to renew it.

    python report138/engine/typeset/typefaces/cut_semibold.py "NotoSansSC[wght].ttf"

No package has a static Noto Sans SC in a weight for headings, and the variable font is 18 MB.
This cuts that one to the characters of GB 2312 with the Latin ones that go with them, at weight
600: 700 fills the counters of Chinese characters at 8 points.  The family has a name of its own,
so that a character it lacks is taken from the regular font instead of not at all.
"""

import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

WEIGHT = 600
FAMILY = "Noto Sans SC Headings"
LATIN = (range(0x20, 0x7F), range(0xA0, 0x180), range(0x2010, 0x2040), range(0x2190, 0x219A))
SIGNS = "€™−≈≠≤≥"
FEATURES = ["ccmp", "kern", "locl", "mark", "pwid"]


def list_characters() -> Iterator[str]:
    """List GB 2312, Latin letters with their punctuation, arrows and a few signs."""
    for pair in product(range(0xA1, 0xFF), repeat=2):
        yield bytes(pair).decode("gb2312", errors="ignore")
    for block in LATIN:
        yield from map(chr, block)
    yield SIGNS


def cut(variable: Path) -> TTFont:
    """Return the static font."""
    options = subset.Options(layout_features=FEATURES, name_IDs=[0, 1, 2, 6, 13, 14])
    options.drop_tables += ["vhea", "vmtx", "VVAR", "BASE"]  # nothing is set vertically
    font = TTFont(variable, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(list_characters()))
    cutter.subset(font)
    font = instancer.instantiateVariableFont(font, {"wght": WEIGHT})
    for number, text in ((1, FAMILY), (2, "Regular"), (6, "NotoSansSC-SemiBold")):
        font["name"].setName(text, number, 3, 1, 0x409)
    for number in (16, 17, 257, 271):  # what the variable font calls its weights
        font["name"].removeNames(nameID=number)
    del font["STAT"]
    return font


if __name__ == "__main__":
    cut(Path(sys.argv[1])).save(Path(__file__).with_name("NotoSansSC-SemiBold.ttf"))
