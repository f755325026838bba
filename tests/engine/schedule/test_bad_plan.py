"""A plan that its owner must mend: the run says which file, and is not tried again."""

from pathlib import Path
from typing import Any

import pytest

from report138.engine.plan import reports_yaml
from report138.engine.schedule import run_process


@pytest.mark.parametrize(
    "content",
    ["reports: {书: {notebooks: a}}".encode("gbk"), b"reports: {r: {notebooks: []}}"],
    ids=["in GBK", "without notebooks"],
)
def test_a_bad_plan_is_not_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    """It ends as bad data do, with the file's name, and no other try is worth it."""
    plan = tmp_path / "reports.yaml"
    plan.write_bytes(content)
    read = reports_yaml.read_plan
    monkeypatch.setattr(reports_yaml, "read_plan", lambda catalog: read(catalog, plan))
    events: list[dict[str, Any]] = []
    run_process.render(
        {"out": str(tmp_path / "out")},
        lambda event, **facts: events.append({"event": event, **facts}),
    )
    (end,) = events
    assert (end["event"], end["kind"], end["retryable"]) == ("end", "data", False)
    assert end["error"].startswith("reports.yaml")
