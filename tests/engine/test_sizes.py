"""Sizes as people read and write them."""

import pytest

from report138.engine.sizes import format_size, parse_size


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (12, "1 KB"),
        (401_600, "402 KB"),
        (999_499, "999 KB"),
        (999_600, "1.0 MB"),
        (2_000_000_000, "2.0 GB"),
    ],
)
def test_sizes_are_short(count: int, words: str) -> None:
    """Kilobytes up to a million bytes, then megabytes."""
    assert format_size(count) == words


@pytest.mark.parametrize(
    ("words", "count"), [("800M", 800_000_000), ("1.5 gb", 1_500_000_000), ("64k", 64_000)]
)
def test_sizes_are_read(words: str, count: int) -> None:
    """As people write them, with or without a B."""
    assert parse_size(words) == count


@pytest.mark.parametrize("words", ["", "12", "-1M", "1e9", "1,5G", "G", "٣M"])
def test_what_is_no_size_is_refused(words: str) -> None:
    """The message gives an example."""
    with pytest.raises(ValueError, match="such as 800M or 2G"):
        parse_size(words)
