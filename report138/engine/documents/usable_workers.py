"""The workers of a Dask cluster that may be used: those with the versions of this machine."""

import time
from collections.abc import Callable
from typing import Any

from report138.engine.documents.cluster_worker import describe_worker
from report138.engine.errors import ClusterError

PATIENCE = 60.0  # seconds without a worker that may be used
PAUSE = 0.5


class Crew:
    """Those workers of a cluster that may be used, as of the last look."""

    def __init__(self, client: Any, facts: dict[str, str], say: Callable[[str], None]) -> None:
        self.client, self.facts, self.say = client, facts, say
        self.hands: dict[str, int] = {}  # threads by address
        self.refused: dict[str, str] = {}  # why, by address

    @property
    def slots(self) -> int:
        """How many documents they can render at the same time."""
        return sum(self.hands.values())

    def wait(self) -> None:
        """Look who is there; wait for somebody, but not for ever: then raise ClusterError."""
        end = time.monotonic() + PATIENCE
        while not self.look():
            if self.refused:
                raise ClusterError("no worker may be used: " + "; ".join(self.refused.values()))
            if time.monotonic() >= end:
                raise ClusterError(f"no worker for {PATIENCE:.0f} seconds")
            time.sleep(PAUSE)

    def look(self) -> bool:
        """Look who is there, and ask newcomers for their versions; tell if anybody may be used."""
        threads = self.client.nthreads()
        self.refused = {one: why for one, why in self.refused.items() if one in threads}
        new = [one for one in threads if one not in self.hands and one not in self.refused]
        self.hands = {one: threads[one] for one in self.hands if one in threads}
        if new:
            answers = self.client.run(describe_worker, workers=new, on_error="return")
            for address, answer in answers.items():
                if answer == self.facts:
                    self.hands[address] = threads[address]
                else:
                    self.refuse(address, answer)
        return bool(self.hands)

    def refuse(self, address: str, answer: Any) -> None:
        """Refuse a worker, and say once what is different there."""
        self.hands.pop(address, None)
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
