"""Where documents may go."""

from pathlib import Path

import pytest

from report138.engine.errors import UsageError
from report138.engine.publish.destination import Destination, parse_out


def test_a_file_is_no_destination(tmp_path: Path) -> None:
    """Only a folder, there or yet to be made, can hold documents."""
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="file: a file, not a folder"):
        Destination(tmp_path / "file")
    assert Destination(tmp_path).out == tmp_path
    assert Destination(tmp_path / "new").keep is None


def test_a_password_is_not_shown() -> None:
    """A URL as text is for messages; what is opened is the whole of it."""
    out = parse_out("s3://user:secret@host/reports")
    assert str(out) == "s3://user:***@host/reports"
    assert out.full == "s3://user:secret@host/reports"
