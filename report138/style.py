"""The look in one place: colours, type sizes and measures shared by figures, HTML and PDF."""

INK = "#1f2933"
MUTED = "#5b6775"  # #667085 would be 4.3:1 on the tinted header; this is 5.2:1
RULE = "#cbd2d9"
ACCENT = "#0b4f6c"
WARN = "#b35806"  # a hindering link; always with its sign too
PAPER = "#ffffff"
TINT = "#eef3f6"  # table headers, notes

# One hue, lightness falling with the level; index = level.  Level 3 equals the accent by choice:
# either can be changed alone.
LEVEL_FILL = (PAPER, "#d5e4ea", "#7fb0c0", "#0b4f6c")
LEVEL_TEXT = (MUTED, INK, INK, PAPER)

# Scales of more than three steps need more tiles: eight between the paper and the accent, an equal
# step of contrast apart, but for the one where text turns from dark to light.
MORE_FILL = (
    *("#dae7ec", "#b6d2db", "#95bdcb", "#77aaba", "#6297ab"),
    *("#437e94", "#2f6e86", "#1e5e79"),
)
SHADE_FILL = (*LEVEL_FILL, *MORE_FILL)
SHADE_TEXT = (*LEVEL_TEXT, *[INK] * 5, *[PAPER] * 3)
SHADES = (
    (0, 3),  # the tiles of a scale of one step, by rank, of two steps, of three …
    (0, 2, 3),
    (0, 1, 2, 3),
    (0, 4, 6, 8, 3),
    (0, 4, 6, 8, 10, 3),
    (0, 4, 5, 7, 8, 10, 3),
    (0, 4, 5, 6, 7, 8, 10, 3),
    (0, 4, 5, 6, 7, 8, 9, 10, 3),
    (0, 4, 5, 6, 7, 8, 9, 10, 11, 3),
)

# Dark mode has a set of its own from the same hue: for every colour that figures and pages
# use, the one that stands in for it on a dark page.
DARK = {
    INK: "#e4e9ee",
    MUTED: "#a3b1bf",
    RULE: "#46535f",
    LEVEL_FILL[3]: "#8cc7de",
    ACCENT: "#8cc7de",
    WARN: "#f0a35e",
    PAPER: "#14191e",
    TINT: "#1e262d",
    LEVEL_FILL[1]: "#21404d",
    LEVEL_FILL[2]: "#31687c",
    **dict(
        zip(
            MORE_FILL,
            (
                *("#1b2e38", "#213f4c", "#27505f", "#2e5f72", "#387084"),
                *("#50899e", "#629bb1", "#76b1c7"),
            ),
            strict=True,
        )
    ),
}

# Of lines and bars in plots that people draw themselves: each 3:1 or better on white.
PLOT_COLOURS = (ACCENT, WARN, "#4a90a8", MUTED, "#2f7d5b", "#94546e")

# Millimetres.  Text, figures and tables have one right edge: 40 Chinese characters at 9.6 pt, which
# is all of an A4 page inside its margins.
COLUMN_MM = 136.0
PAGE_MM = COLUMN_MM
LANDSCAPE_MM = 243.0  # of a table on a page that lies across
TALLEST_MM = 222.0  # a figure with its words fits a page up to here

# Points.
SIZE_LABEL = 8.5
SIZE_NOTE = 7.0
SIZE_DIGIT = 12.0
SIZE_HEADLINE = 11.5
