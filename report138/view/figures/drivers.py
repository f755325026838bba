"""The drivers: what the text itself puts first, with the words of each track marked."""

from dataclasses import dataclass

import pandas as pd

from report138 import style
from report138.analysis.formula_words import FIELDS
from report138.engine.typeset.fonts import POINTS_PER_MM, QUOTES_OPEN, measure_mm, wrap_text
from report138.engine.typeset.outputs import Figure
from report138.view import sentences
from report138.view.canvas import Canvas, Line, finish, measure_lines, set_lines
from report138.view.report import Report
from report138.view.words import say
from report138.view.words.facts.drivers import choose_source_language, find_words

WIDTH = style.COLUMN_MM
LABEL_WIDTH = 31.0
GAP = 4.0
HEAD = 7.0
PAD = 0.8
SIZE_SOURCE = 9.0
LEADING = 4.6  # of a line in the source's words
ABOVE = 3.5  # room for the ids of tracks above one
MOST_LINES = 4
LONGEST_ID = 5.0  # millimetres: where an id is longer, numbers stand for the tracks
LEGEND = 5.2


@dataclass(frozen=True)
class Span:
    """A marked stretch of a line: from where to where, of which tracks, and whether it counts."""

    left: float
    right: float
    tracks: str
    counts: bool


@dataclass(frozen=True)
class Field:
    """A driver or a quality set in lines: the source's own, and a translation."""

    lines: list[str]
    spans: list[list[Span]]  # of each line
    below: list[Line]

    def measure(self, above: float) -> float:
        """Return how high it stands, with some room above its first line."""
        lines = sum(self.measure_line(number, above) for number in range(len(self.lines)))
        return lines + measure_lines(self.below)

    def measure_line(self, number: int, above: float) -> float:
        """Return the height of a line: the first has room for the ids of its whole row."""
        room = ABOVE if self.spans[number] else 0.0
        return LEADING + (room if number else above)


@dataclass(frozen=True)
class Row:
    """A scenario: its name and its fields, in lines."""

    name: list[Line]
    fields: list[Field]

    @property
    def above(self) -> float:
        """The room above the first lines: for ids, if any of them has a marked word."""
        return ABOVE if any(field.spans and field.spans[0] for field in self.fields) else 0.0

    @property
    def height(self) -> float:
        """The height of the fullest of its columns."""
        name = self.above + measure_lines(self.name)
        return max(name, *(field.measure(self.above) for field in self.fields)) + 2 * PAD


def fits_drivers(report: Report) -> bool:
    """Tell whether the figure shows the scenarios; where not, their table stands in."""
    return _lay_out(report) is not None


def draw_drivers(report: Report, *, poster: bool = False) -> Figure | None:
    """Draw a row a scenario: its driver and quality, as the source has them, with marked words.

    Returns None where no driver or quality holds a word of a track, or a page cannot hold all.
    """
    laid = _lay_out(report)
    if laid is None:
        return None
    rows, legend, height = laid
    canvas = Canvas(WIDTH, height, report.language)
    _draw_head(canvas, report.language)
    top, source = HEAD, choose_source_language(report)
    for row in rows:
        canvas.line((0, WIDTH), (top, top), style.RULE, 0.5)
        first = top + PAD + row.above + LEADING / 2  # the middle of the first line
        canvas.lines(0, first - measure_lines(row.name[:1]) / 2, row.name, top=True)
        for position, field in enumerate(row.fields):
            place = _place_column(position), top + PAD
            _draw_field(canvas, field, place, row.above, source != "zh")
        top += row.height
    canvas.line((0, WIDTH), (top, top), style.RULE, 0.5)
    _draw_legend(canvas, legend, top + 2)
    return finish(
        canvas,
        key="drivers",
        headline=sentences.summarize_drivers(report),
        reading=sentences.explain_drivers(report),
        caption=sentences.caption_drivers(report),
        alt=sentences.describe_drivers(report),
        poster=poster,
    )


def _lay_out(report: Report) -> tuple[list[Row], list, float] | None:
    """Set the rows and the legend, and measure the sheet; None where there is nothing to draw."""
    words = find_words(report)
    if words.empty:
        return None
    marks = _mark_tracks(report)
    rows = [_set_row(report, row, words, marks) for row in report.scenarios.to_dict("records")]
    legend = _list_legend(report, words, marks)
    below = 2 + LEGEND * len(_break_legend(legend, report.latin))
    height = HEAD + sum(row.height for row in rows) + below
    return (rows, legend, height) if height <= style.TALLEST_MM else None


def _place_column(position: int) -> float:
    return LABEL_WIDTH + position * _measure_column()


def _measure_column() -> float:
    return (WIDTH - LABEL_WIDTH) / len(FIELDS)


def _mark_tracks(report: Report) -> dict[str, str]:
    """Return the short mark of every track: its id, or a number where ids are long."""
    ids = list(report.tracks["id"])
    short = all(wrap_text(x, LONGEST_ID, style.SIZE_NOTE, 1) == [x] for x in ids)
    return {item: item if short else str(place) for place, item in enumerate(ids, 1)}


def _set_name(report: Report, scenario: str) -> list[Line]:
    name, room = report.names[scenario], LABEL_WIDTH - 3
    return set_lines(name, room, style.SIZE_LABEL, style.INK, report.latin, 3, scenario)


def _set_row(report: Report, scenario: dict, words: pd.DataFrame, marks: dict[str, str]) -> Row:
    mine = words[words["scenario_id"] == scenario["id"]]
    fields = [
        _set_field(report, scenario, field, mine[mine["field"] == field], marks) for field in FIELDS
    ]
    return Row(_set_name(report, scenario["id"]), fields)


def _set_field(
    report: Report, scenario: dict, field: str, words: pd.DataFrame, marks: dict[str, str]
) -> Field:
    source, room = choose_source_language(report), _measure_column() - GAP
    text = scenario[f"{field}_{source}"]
    lines = wrap_text(text, room, SIZE_SOURCE, MOST_LINES, source != "zh") if text else []
    below = report.read(scenario, field) if source != report.language else ""
    return Field(
        lines,
        _place_spans(text, lines, words, marks, source != "zh"),
        set_lines(below, room, style.SIZE_NOTE, style.MUTED, report.latin, MOST_LINES),
    )


def _place_spans(
    text: str, lines: list[str], words: pd.DataFrame, marks: dict[str, str], latin: bool
) -> list[list[Span]]:
    """Find where each word stands in the lines of a text; one that breaks is marked in both."""
    ends = words.groupby(["start", "end"], sort=True)
    spans: list[list[Span]] = []
    at = 0
    for line in lines:
        first = _find_line(text, line, at)
        at = first + len(line)
        inside = []
        for (start, end), group in ends:
            left, right = max(start - first, 0), min(end - first, len(line))
            if left < right:
                edges = (measure_mm(line[:place], SIZE_SOURCE, latin) for place in (left, right))
                tracks = " ".join(marks[track] for track in group["track_id"])
                inside.append(Span(*edges, tracks, bool(group["counts"].any())))
        spans.append(inside)
    return spans


def _find_line(text: str, line: str, at: int) -> int:
    """Return where a line starts in the text; the last one may be cut, or hold code points."""
    for length in (len(line), len(line) // 2, 1):
        found = text.find(line[:length], at)
        if found >= 0:
            return found
    return at


def _draw_head(canvas: Canvas, language: str) -> None:
    for position, field in enumerate(FIELDS):
        x = _place_column(position)
        canvas.text(x, HEAD / 2, say(field, language), style.SIZE_LABEL, style.ACCENT)


def _draw_field(
    canvas: Canvas, field: Field, place: tuple[float, float], above: float, latin: bool
) -> None:
    x, top = place
    for number, line in enumerate(field.lines):
        high = field.measure_line(number, above)
        middle = top + high - LEADING / 2
        hang = _hang(line, latin)
        for span in field.spans[number]:
            _draw_span(canvas, span, x - hang, middle)
        canvas.text(x - hang, middle, line, SIZE_SOURCE, style.INK, latin=latin)
        top += high
    canvas.lines(x, top, field.below, top=True)


def _hang(line: str, latin: bool) -> float:
    """Return how far a line moves left for the blank half of an opening quote."""
    opens = line[:1] in QUOTES_OPEN and bool(line)
    return 0.0 if latin or not opens else measure_mm(line[0], SIZE_SOURCE) / 2


def _draw_span(canvas: Canvas, span: Span, x: float, middle: float) -> None:
    """Mark a word: tinted and underlined where it counts, in a dashed frame where it does not."""
    half = SIZE_SOURCE / POINTS_PER_MM * 0.62
    left, width = x + span.left, span.right - span.left
    if span.counts:
        canvas.box(left, middle - half, width, 2 * half, style.LEVEL_FILL[1])
        canvas.line((left, left + width), (middle + half, middle + half), style.ACCENT, 1.3)
    else:
        canvas.box(left, middle - half, width, 2 * half, edge=style.MUTED, line=0.7, dash=True)
    ink = style.ACCENT if span.counts else style.MUTED
    canvas.text(left + width / 2, middle - half - 1.5, span.tracks, style.SIZE_NOTE, ink, "center")


Entry = tuple[str, str]  # a mark, or a kind of frame, and its words


def _list_legend(report: Report, words: pd.DataFrame, marks: dict[str, str]) -> list[Entry]:
    present = set(words["track_id"])
    entries = [
        (marks[track], report.names[track]) for track in report.tracks["id"] if track in present
    ]
    if not words["counts"].astype(bool).all():
        entries.append(("", say("legend_plain", report.language)))
    return entries


def _break_legend(entries: list[Entry], latin: bool) -> list[list[tuple[float, Entry]]]:
    """Set the legend in lines: each entry with the place where it starts."""
    lines: list[list[tuple[float, Entry]]] = [[]]
    x = 0.0
    for mark, words in entries:
        (shown,) = wrap_text(words, WIDTH - 10, style.SIZE_NOTE, 1, latin)
        needed = 7 + measure_mm(shown, style.SIZE_NOTE, latin)
        if lines[-1] and x + needed > WIDTH:
            lines.append([])
            x = 0.0
        lines[-1].append((x, (mark, shown)))
        x += needed + 4
    return lines


def _draw_legend(canvas: Canvas, entries: list[Entry], top: float) -> None:
    for number, line in enumerate(_break_legend(entries, canvas.latin)):
        y = top + (number + 0.5) * LEGEND
        for x, (mark, words) in line:
            if mark:
                canvas.box(x, y - 1.8, 5.4, 3.6, style.LEVEL_FILL[1])
                canvas.line((x, x + 5.4), (y + 1.8, y + 1.8), style.ACCENT, 1.3)
                canvas.text(x + 2.7, y, mark, style.SIZE_NOTE, style.ACCENT, "center")
            else:
                canvas.box(x + 0.3, y - 1.8, 5.1, 3.6, edge=style.MUTED, line=0.7, dash=True)
            canvas.text(x + 6.8, y, words, style.SIZE_NOTE, style.INK)
