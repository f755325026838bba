"""The clock of a schedule."""

import pytest

from report138.engine.errors import UsageError
from report138.engine.schedule.clock import find_zone


@pytest.mark.parametrize("name", ["Mars/Base", "", "/etc/passwd", "../UTC", "Asia", "a\0b"])
def test_an_unknown_zone_is_named(name: str) -> None:
    """The message gives an example."""
    with pytest.raises(UsageError, match=r"no such time zone; write one such as Asia/Shanghai"):
        find_zone(name)


@pytest.mark.parametrize("given", ["CST-8", "UTC0", "GMT+8"])
def test_a_machine_whose_zone_has_no_name_is_told_of_tz(
    monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    """POSIX rules name no place; the message says what TZ holds and what to do."""
    monkeypatch.setenv("TZ", given)
    with pytest.raises(UsageError) as caught:
        find_zone(None)
    assert f"TZ={given}" in str(caught.value)
    assert "--tz" in str(caught.value)
    assert "\n" not in str(caught.value)
