"""The clock of a schedule: the time now, time zones, and how a time is written."""

import os
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from report138.engine.errors import UsageError


def now() -> datetime:
    """Return the time now; a function of its own, so that a test can let time pass."""
    return datetime.now(UTC)


def find_zone(name: str | None) -> ZoneInfo:
    """Return a time zone by its name, or the machine's own."""
    if name is None:
        from tzlocal import get_localzone

        try:
            found = get_localzone()
        except (LookupError, ValueError, OSError):  # TZ=CST-8 and the like name no place
            given = os.environ.get("TZ", "")
            raise UsageError(
                f"the machine's time zone{f' (TZ={given})' if given else ''} has no name such as "
                "Asia/Shanghai: give one with --tz"
            ) from None
        return found if isinstance(found, ZoneInfo) else ZoneInfo("UTC")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UsageError(
            f"--tz {name}: no such time zone; write one such as Asia/Shanghai or UTC"
        ) from None


def format_time(moment: datetime, zone: str) -> str:
    """Return a moment by the clock of a zone, to the minute."""
    return f"{moment.astimezone(find_zone(zone)):%Y-%m-%d %H:%M} {zone}"
