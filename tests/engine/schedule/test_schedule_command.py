"""The schedule as it is run: the service and --once in processes of their own, and killed."""

import json
import os
import re
import secrets
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from house import House, build_house, stop, wait_for
from planning import patch_settings

pytestmark = pytest.mark.skipif(os.name != "posix", reason="ends processes by signals")

HANG = "import time\nopen({!r}, 'w').close()\nwhile True: time.sleep(0.1)"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A house of a test's own."""
    made = build_house(tmp_path / "house", Path(f"/tmp/h{secrets.token_hex(4)}"))
    yield made
    made.close()


def hang(house: House) -> Path:
    """Have the notebook run for ever; return the file that appears when it does."""
    mark = house.root / "hangs"
    house.behave(HANG.format(str(mark)))
    return mark


def test_once_renders_what_is_due_and_nothing_twice(house: House) -> None:
    """The first call renders, the second finds nothing due; the status agrees."""
    first = house.once()
    assert first.returncode == 0, first.stderr
    assert (house.out / "tiny-r-en.ipynb").is_file()
    second = house.once()
    assert (second.returncode, house.statuses) == (0, ["done"])
    assert "nothing is due before" in second.stderr
    assert house.once("0 7 * * *", "--quiet").stderr == ""  # for cron, which mails what is said
    status = house.run("status")
    assert status.returncode == 0
    assert "last success: 20" in status.stdout
    assert "last failure: none" in status.stdout
    house.check_clean()


def test_a_failing_notebook_fails_the_run(house: House) -> None:
    """Status 1; the record, the status command and the index name document, cell and error."""
    house.behave("{}['lost']")
    done = house.once()
    assert done.returncode == 1
    (run,) = house.runs
    assert (run["status"], run["tries"], run["documents"]) == ("failed", 1, {"failed": 1})
    assert run["failures"][0]["document"] == "tiny-r-en"
    assert run["failures"][0]["error"].startswith("w.ipynb, cell 2: KeyError: 'lost'")
    status = house.run("status")
    assert status.returncode == 1
    assert "tiny-r-en: w.ipynb, cell 2: KeyError: 'lost'" in status.stdout
    assert "KeyError" in (house.out / "index.html").read_text(encoding="utf-8")
    house.check_clean()


def test_bad_data_fail_the_run_at_once_and_the_index_says_so(house: House) -> None:
    """Status 2, no second try; when the data are mended the next run takes the notice away."""
    house.once()
    coding = house.root / "data" / "tiny" / "coding.csv"
    good = coding.read_text(encoding="utf-8")
    coding.write_text(good.replace("001,R1,C1,K,2", "001,R1,C1,K,9"), encoding="utf-8")
    done = house.once("0 7 * * *", "-p", "language=en")  # other options: due at once
    assert done.returncode == 2, done.stderr
    assert (house.runs[-1]["kind"], house.runs[-1]["tries"]) == ("data", 1)
    index = house.out / "index.html"
    assert "The newest run failed" in index.read_text(encoding="utf-8")
    assert "data/tiny: coding.csv, row 2, column level" in house.run("status").stdout
    coding.write_text(good, encoding="utf-8")
    assert house.once().returncode == 0
    assert "The newest run failed" not in index.read_text(encoding="utf-8")


def test_a_first_call_with_a_mistake_writes_nothing(house: House) -> None:
    """A report that the plan lacks is one message and status 2."""
    done = house.run("schedule", "0 7 * * *", "poster", "--data", "tiny", "--once")
    assert (done.returncode, house.out.exists()) == (2, False)
    assert "report poster: the plan has r" in done.stderr


def test_sigterm_abandons_a_run_and_the_next_start_takes_it_up(house: House) -> None:
    """Kernel, worker and files are gone; the run is on record, and due again."""
    mark = hang(house)
    service = house.serve()
    wait_for(mark.exists, "the notebook runs")
    stop(service)
    assert house.statuses == ["abandoned"]
    assert house.state["running"] is None
    house.check_clean()
    house.behave("1")
    assert house.once().returncode == 0
    assert house.statuses == ["abandoned", "done"]
    house.check_clean()


def test_a_service_that_is_killed_reports_its_run_at_the_next_start(house: House) -> None:
    """Nothing of the old run goes on, the run counts as lost, the user is notified, it is due again."""
    record = house.root / "notified"
    notify = (
        f"{sys.executable} -c \"import sys; open({str(record)!r}, 'a').write(sys.stdin.read())\""
    )
    mark = hang(house)
    service = house.serve("0 7 * * *", "--notify", notify)
    wait_for(mark.exists, "the notebook runs")
    service.kill()
    service.wait()
    # the worker sees that its service is gone, and ends by itself
    wait_for(lambda: not house.list_processes(), "the worker ends")
    assert house.run("status").returncode == 1
    house.behave("1")
    done = house.once("0 7 * * *", "--notify", notify)
    assert done.returncode == 0, done.stderr
    assert house.statuses == ["lost", "done"]
    assert [
        json.loads(line)["status"] for line in record.read_text().splitlines()
    ] == house.statuses
    house.check_clean()


def test_what_a_killed_run_left_is_removed_at_the_next_start(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Service and worker killed at once: the orphaned kernel and the files go when it starts."""
    patch_settings(monkeypatch, warm=False)  # a warm kernel would go with its fork server
    mark = hang(house)
    service = house.serve()
    wait_for(mark.exists, "the notebook runs")
    (kernel,) = house.list_kernels()
    kernel.suspend()  # so that it does not notice by itself that its parent is gone
    for process in (service, *house.list_processes("schedule.run_process")):
        process.kill()
    service.wait()
    wait_for(lambda: house.list_processes() == [kernel], "only the kernel is left")
    house.behave("1")
    assert house.once().returncode == 0
    assert house.statuses == ["lost", "done"]
    house.check_clean()


def test_a_killed_worker_is_a_failure_that_can_pass(house: House) -> None:
    """The run is tried again after a while, and the log says why."""
    mark = hang(house)
    service = house.serve()
    wait_for(mark.exists, "the notebook runs")
    (kernel,) = house.list_kernels()
    kernel.suspend()  # so that it does not notice by itself that its worker is gone
    house.list_processes("schedule.run_process")[0].kill()
    line = wait_for(
        lambda: next((line for line in service.stderr if "another try" in line), ""), "the news"
    )
    assert "the run broke off: it was ended by SIGKILL (out of memory?)" in line
    assert "another try in 60 s" in line
    wait_for(lambda: not house.list_kernels(), "the kernel is gone")
    stop(service)
    assert house.statuses == ["abandoned"]
    house.check_clean(staging=True)  # the next run removes what it was building


def test_two_schedules_do_not_share_a_folder(house: House) -> None:
    """A second service is refused; --once leaves the work to the first."""
    service = house.serve()
    wait_for(lambda: house.statuses == ["done"], "the first run")
    second = house.serve()
    _, err = second.communicate(timeout=60)
    assert second.returncode == 2
    assert "another schedule works here; end it or choose another --out" in err
    once = house.once()
    assert once.returncode == 0
    assert "another schedule works here; it does what is due" in once.stderr
    stop(service)
    assert house.statuses == ["done"]


def test_sighup_reads_the_plan_and_makes_up_for_a_failed_run(house: House) -> None:
    """The plan is checked, and a run that failed is run again at once; one that did not is not."""
    house.behave("{}['lost']")
    service = house.serve()
    wait_for(lambda: house.statuses == ["failed"], "the first run")
    plan = house.root / "reports.yaml"
    good = plan.read_text()
    plan.write_text("reports: {")
    service.send_signal(signal.SIGHUP)
    wait_for(lambda: len(house.statuses) == 2, "a run with a plan that cannot be read")
    assert house.runs[-1]["kind"] == "data"
    plan.write_text(good)
    house.behave("1")
    service.send_signal(signal.SIGHUP)
    wait_for(lambda: house.statuses[2:] == ["done"], "a run with what was mended")
    service.send_signal(signal.SIGHUP)
    log = stop(service)
    assert house.statuses == ["failed", "failed", "done"]
    assert "the plan: reports.yaml, line 1: not readable" in log
    assert "the plan has 1 document\n" in log


def test_a_limit_of_time_is_kept(house: House) -> None:
    """A notebook that hangs ends its document, and counts as a failure that can pass."""
    hang(house)
    service = house.serve("0 7 * * *", "--timeout", "4", "--log-format", "json")
    lines = (json.loads(line) for line in service.stderr)
    facts = next(line for line in lines if line["level"] == "error")
    # which cell that is depends on how fast this machine is
    assert re.match(
        r"w\.ipynb, cell \w+: stopped: the document took longer than 4 s \(--timeout\)",
        facts["document"]["error"],
    )
    assert facts["run"]
    assert "another try in 60 s" in next(lines)["message"]
    stop(service)
    house.check_clean()
