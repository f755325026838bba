"""Colours of others made readable: contrast of text as WCAG 2.2 measures it."""

READABLE = 4.5  # the least contrast of text
BLACK, WHITE = "#000000", "#ffffff"


def measure_contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    low, high = sorted((_measure_luminance(one), _measure_luminance(other)))
    return (high + 0.05) / (low + 0.05)


def find_ink(fill: str, ink: str = "") -> str:
    """Return an ink that can be read on a fill: the given one if it can, else black or white."""
    if ink and measure_contrast(ink, fill) >= READABLE:
        return ink
    return max((BLACK, WHITE), key=lambda colour: measure_contrast(colour, fill))


def make_readable(ink: str, ground: str) -> str:
    """Return an ink moved towards black or white until it can be read on a ground."""
    end = find_ink(ground)
    for share in range(0, 105, 5):
        mixed = mix(ink, end, share / 100)
        if measure_contrast(mixed, ground) >= READABLE:
            return mixed
    return end


def mix(one: str, other: str, share: float) -> str:
    """Return one colour with a share of another."""
    pairs = zip(_read(one), _read(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def is_grey(colour: str) -> bool:
    """Return whether a colour has no hue to speak of."""
    return max(_read(colour)) - min(_read(colour)) < 24


def _read(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _measure_luminance(colour: str) -> float:
    parts = [value / 255 for value in _read(colour)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
