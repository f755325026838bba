"""The workers of a Dask cluster that may be used: those with the versions of this machine."""

import time
from collections.abc import Callable
from typing import Any

from report138.engine.documents.dask_task import describe_worker
from report138.engine.errors import ClusterError

PATIENCE = 60.0  # seconds without a worker that may be used
PAUSE = 0.5


class UsableWorkers:
    """Those workers of a cluster that may be used, as of the last look."""

    def __init__(self, client: Any, facts: dict[str, str], say: Callable[[str], None]) -> None:
        self.client, self.facts, self.say = client, facts, say
        self.threads: dict[str, int] = {}  # by address
        self.refused: dict[str, str] = {}  # why, by address

    @property
    def slots(self) -> int:
        """How many documents they can render at the same time."""
        return sum(self.threads.values())

    def wait(self) -> None:
        """Wait until a worker may be used; raise ClusterError when it takes too long."""
        end = time.monotonic() + PATIENCE
        while not self.look():
            if self.refused:
                raise ClusterError("no worker may be used: " + "; ".join(self.refused.values()))
            if time.monotonic() >= end:
                raise ClusterError(f"no worker for {PATIENCE:.0f} seconds")
            time.sleep(PAUSE)

    def look(self) -> bool:
        """Update the list, and check the versions of new workers; return whether any is usable."""
        threads = self.client.nthreads()
        self.refused = {one: why for one, why in self.refused.items() if one in threads}
        new = [one for one in threads if one not in self.threads and one not in self.refused]
        self.threads = {one: threads[one] for one in self.threads if one in threads}
        if new:
            answers = self.client.run(describe_worker, workers=new, on_error="return")
            for address, answer in answers.items():
                if answer == self.facts:
                    self.threads[address] = threads[address]
                else:
                    self.refuse(address, answer)
        return bool(self.threads)

    def refuse(self, address: str, answer: Any) -> None:
        """Refuse a worker, and say once what is different there."""
        self.threads.pop(address, None)
        if isinstance(answer, dict):
            different = [
                f"{name} is {answer.get(name, 'absent')} there, {here} here"
                for name, here in self.facts.items()
                if answer.get(name) != here
            ]
            reason = ", ".join(different)
        else:
            reason = f"it does not say its versions: {answer}"
        self.refused[address] = f"worker {address}: {reason}"
        self.say(f"not used: {self.refused[address]}")
