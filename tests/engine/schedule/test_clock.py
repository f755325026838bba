"""The clock of a schedule."""

import pytest

from report138.engine.errors import UsageError
from report138.engine.schedule.clock import find_zone


@pytest.mark.parametrize("name", ["Mars/Base", "", "/etc/passwd", "../UTC", "Asia", "a\0b"])
def test_an_unknown_zone_is_named(name: str) -> None:
    """The message gives an example."""
    with pytest.raises(UsageError, match=r"no such time zone; write one such as Asia/Shanghai"):
        find_zone(name)
