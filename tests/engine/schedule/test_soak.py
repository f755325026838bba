"""Many runs with kernels, workers and services killed at random, or as they start: nothing gives way.

The clock of the schedule runs fast, so that an hour passes in seconds.  In the ordinary suite a
few runs are made; `make soak` makes 200 (REPORT138_SOAK says how many, REPORT138_SEED which).
"""

import os
import random
import re
import secrets
import signal
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest
from house import PATIENCE, House, build_house, wait_for

from report138.engine.publish.manifest import ARCHIVE, is_intact, matches, read_manifest

RUNS = int(os.environ.get("REPORT138_SOAK", "6"))
SEED = int(os.environ.get("REPORT138_SEED", "138"))
STEP = 2.0  # seconds that an hour of the schedule takes
GROWTH = 1.1  # that the memory of the service may show over its runs: nothing but noise
NOISE = 5e6  # bytes that may come and go in any case
WARM = 5  # runs after which a service has imported and filled all that it keeps
BUILDS = max(3, RUNS * 3 // 20)
FILES = 12  # that the service may hold open: 4 by itself, 7 with a worker

DRIVER = """\
import sys, time
from dataclasses import replace
from datetime import UTC, datetime
from report138.engine.schedule import clock, loop, settings
from report138.engine.schedule.log import open_log

begun, step, record = float(sys.argv[1]), float(sys.argv[2]), sys.argv[3]
speed = 3600 / step
clock.now = lambda: datetime.fromtimestamp(begun + (time.time() - begun) * speed, UTC)
loop.LOOK = 0.2
options = {"out": "reports", "names": ["r"], "data": "tiny", "keep": 3, "timeout": 20.0}
notify = f"{sys.executable} record.py {record}"
open_log("text")
made = settings.read_settings("0 * * * *", "UTC", notify, options)
sys.exit(loop.serve(replace(made, delays=(0.1, 0.1, 0.1))))
"""
RECORD = "import sys; open(sys.argv[1], 'a').write(sys.stdin.read())"
# What notebooks do: most end well, some late, some loudly, some badly, and none twice the same.
CELLS = (
    "import uuid; print(uuid.uuid4())",
    "import time, uuid; time.sleep(1.5); print(uuid.uuid4())",
    "import os, time, uuid; print(uuid.uuid4())\nif os.fork() == 0:\n    os.setsid(); time.sleep(60); os._exit(0)",
    "raise KeyError('lost')",
    "raise ConnectionError('down')",
    "import os; os._exit(1)",
    "for i in range(1000): print('x' * 100_000)",
)
WEIGHTS = (6, 4, 2, 1, 1, 1, 1)
VICTIMS = ("kernel", "worker", "service", "service and worker", "stop", "reload", "nothing")
ODDS = {"all": (4, 4, 1, 1, 1, 1, 6), "not the service": (4, 4, 0, 0, 0, 1, 6)}
LONG = 50  # runs from which on memory can be judged

pytestmark = pytest.mark.skipif(os.name != "posix", reason="ends processes by signals")


@dataclass
class Soak:
    """A house under fire."""

    house: House
    chance: random.Random
    log: Path
    odds: tuple[int, ...] = ODDS["all"]
    begun: float = field(default_factory=time.time)
    service: subprocess.Popen[bytes] | None = None
    kills: Counter[str] = field(default_factory=Counter)
    # of each service: runs ended, memory and files held, at every look
    lives: list[list[tuple[int, int, int]]] = field(default_factory=list)

    def start(self) -> None:
        """Start the service, if it does not run."""
        if self.service and self.service.poll() is None:
            return
        with self.log.open("ab") as log:
            self.service = subprocess.Popen(
                [sys.executable, "soak.py", str(self.begun), str(STEP), "notified.jsonl"],
                cwd=self.house.root,
                env=self.house.environment,
                stderr=log,
            )
        self.lives.append([])

    @property
    def ended(self) -> int:
        """How many runs have come to an end of their own."""
        return sum(status in ("done", "failed") for status in self.house.statuses)

    def go_on(self) -> None:
        """Let some time pass, change what the notebook does, and hit something."""
        time.sleep(self.chance.uniform(0.2, 4.0))
        (cell,) = self.chance.choices(CELLS, WEIGHTS)
        aside = self.house.root / "cell.new"
        aside.write_text(cell)
        aside.replace(self.house.root / "cell.py")
        # another notebook is another document to render
        data = self.house.root / "data" / "tiny" / "about.csv"
        text = data.read_text(encoding="utf-8")
        swapped = (
            text.replace("last year", "this year")
            if "last year" in text
            else text.replace("this year", "last year")
        )
        data.write_text(swapped, encoding="utf-8")
        (victim,) = self.chance.choices(VICTIMS, self.odds)
        self.kills[victim] += self.hit(victim)
        self.start()

    def hit(self, victim: str) -> int:
        """Kill something; return whether there was something to kill."""
        lists = {
            "kernel": self.house.list_kernels,
            "worker": lambda: self.house.list_processes("schedule.run_process"),
        }
        if victim in lists:
            found = lists[victim]()
            for process in found[:1]:
                with suppress(psutil.Error):
                    process.kill()
            return len(found[:1])
        if victim == "service and worker":
            self.service.kill()
            self.hit("worker")
        elif victim == "service":
            self.service.kill()
        elif victim == "stop":
            self.service.send_signal(signal.SIGTERM)
        elif victim == "reload":
            self.service.send_signal(signal.SIGHUP)
            return 1
        else:
            return 0
        self.service.wait(PATIENCE)
        return 1

    def look(self) -> None:
        """Check what must hold at every moment, and note what the service holds."""
        manifest = read_manifest(self.house.out)
        for name, edition in manifest["editions"].items():
            kept = is_intact(self.house.out / ARCHIVE / name, edition["files"])
            # it may have been given up since
            assert kept or name not in read_manifest(self.house.out)["editions"], name
        with suppress(psutil.Error):
            process = psutil.Process(self.service.pid)
            memory, files = process.memory_info().rss, process.num_fds()
            if memory and files:  # nothing: it is ending
                self.lives[-1].append((self.ended, memory, files))


@pytest.fixture
def soak(tmp_path: Path) -> Iterator[Soak]:
    """A house whose service runs on a fast clock."""
    house = build_house(tmp_path / "house", Path(f"/tmp/k{secrets.token_hex(4)}"))
    (house.root / "soak.py").write_text(DRIVER)
    (house.root / "record.py").write_text(RECORD)
    made = Soak(house, random.Random(SEED), tmp_path / "log")
    made.start()
    yield made
    made.service.kill()
    made.service.wait()
    house.close()


@pytest.mark.parametrize("hit", ODDS)
def test_nothing_gives_way(soak: Soak, hit: str) -> None:
    """No half edition, no run lost unreported, no process, socket or file left, memory flat."""
    if hit != "all" and RUNS < LONG:
        pytest.skip(f"REPORT138_SOAK is below {LONG}: too few runs to judge memory by")
    house, soak.odds = soak.house, ODDS[hit]
    while soak.ended < RUNS:
        soak.go_on()
        soak.look()
    house.behave("1")  # and now in peace
    ended = soak.ended
    wait_for(lambda: soak.ended >= ended + 2, "two more runs")
    soak.look()
    soak.service.send_signal(signal.SIGTERM)
    assert soak.service.wait(PATIENCE) == 0
    summarize(soak)
    check_nothing_left(house)
    check_every_run_is_reported(soak)
    check_memory(soak)


def check_nothing_left(house: House) -> None:
    """Check processes, sockets, files, and that what is published agrees with the manifest."""
    house.check_clean()
    sockets = Path("/proc/net/unix")
    if sockets.exists():
        assert str(house.temporary) not in sockets.read_text()
    manifest = read_manifest(house.out)
    assert list(manifest["documents"]) == ["tiny-data", "tiny-r-en"]
    for entry in manifest["documents"].values():
        assert all(matches(house.out / name, facts) for name, facts in entry["files"].items())
    assert len(manifest["editions"]) <= 3


def check_every_run_is_reported(soak: Soak) -> None:
    """Check that each run that began, by the service's own log, is on record once, and the user was notified."""
    began = re.findall(r"info (\S+) due ", soak.log.read_text(encoding="utf-8"))
    recorded = [run["run"] for run in soak.house.runs]
    assert len(began) == len(set(began))
    assert sorted(recorded) == sorted(began)
    notified = (soak.house.root / "notified.jsonl").read_text(encoding="utf-8")
    # a service that is killed while it notifies cannot; the record and the status stay
    missed = [
        run["run"]
        for run in soak.house.runs
        if run["status"] in ("failed", "lost") and run["run"] not in notified
    ]
    assert len(missed) <= soak.kills["service"] + soak.kills["service and worker"]
    assert soak.house.state["running"] is None


def check_memory(soak: Soak) -> None:
    """Check that no service held more and more with the number of its runs, however long they took."""
    for life in soak.lives:
        assert all(files <= FILES for *_, files in life)
        first = life[0][0] if life else 0
        warm = [(ended, memory) for ended, memory, _ in life if ended >= first + WARM]
        if not warm or warm[-1][0] - warm[0][0] < 2 * WARM:
            continue
        middle = (warm[0][0] + warm[-1][0]) / 2
        before, after = (
            statistics.median(memory for ended, memory in warm if (ended > middle) == late)
            for late in (False, True)
        )
        assert after <= before * GROWTH + NOISE


def summarize(soak: Soak) -> None:
    """Print the numbers, for who runs this by hand."""
    lives = [life for life in soak.lives if life]
    print(f"\nseed {SEED}: runs {dict(Counter(soak.house.statuses))}, hits {dict(soak.kills)}")
    print(f"tries {dict(Counter(run['tries'] for run in soak.house.runs))}")
    print(f"services {len(soak.lives)}, the longest lived for {max(map(len, lives))} looks")
    held = [rss / 1e6 for life in lives for _, rss, _ in life]
    print(f"memory of the service {min(held):.1f} to {max(held):.1f} MB")
    print(f"{time.time() - soak.begun:.0f} s")


# --- builds -------------------------------------------------------------------------------------

STARTING = ("worker", "fork server", "warm server")
DELAYS = (0.0, 0.0, 0.02, 0.1, 1.0)  # seconds after it has been seen


def find_starting(house: House, victim: str) -> list[psutil.Process]:
    """Find what a build has just started."""
    if victim == "warm server":
        servers = house.list_processes("report138.engine.run.warm.server")
        return [one for one in servers if one.parent() not in servers]
    found = house.list_processes("forkserver")  # and the workers that it has forked
    forked = [one for one in found if one.parent() in found]
    return forked if victim == "worker" else [one for one in found if one not in forked]


def kill_starting(
    house: House, build: "subprocess.Popen[str]", victim: str, chance: random.Random
) -> int:
    """Kill what a build has just started; return whether it was there."""
    found = wait_for(lambda: find_starting(house, victim) or build.poll() is not None, victim)
    time.sleep(chance.choice(DELAYS))
    if found is True:  # the build was quicker
        return 0
    with suppress(psutil.Error):
        chance.choice(found).kill()
    return 1


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is forked")
def test_builds_bear_kills_while_they_start(tmp_path: Path) -> None:
    """Whatever is killed as soon as it exists: all documents are published, nothing is left."""
    house = build_house(tmp_path / "house", Path(f"/tmp/k{secrets.token_hex(4)}"))
    plan = house.root / "reports.yaml"
    plan.write_text(plan.read_text().replace("language: en", "language: [zh, en]"))
    chance, hits = random.Random(SEED), Counter()
    try:
        for number in range(BUILDS):
            victim = STARTING[number % len(STARTING)]
            build = house.start("build", "r", "--data", "tiny", "--jobs", "3", "--force")
            hits[victim] += kill_starting(house, build, victim, chance)
            _, err = build.communicate(timeout=300)  # it would hang for ever
            assert build.returncode == 0, (victim, err)
            documents = read_manifest(house.out)["documents"]
            assert list(documents) == ["tiny-data", "tiny-r-en", "tiny-r-zh"]
            house.check_clean()
    finally:
        house.close()
    print(f"\nseed {SEED}: {BUILDS} builds, killed while they started: {dict(hits)}")
