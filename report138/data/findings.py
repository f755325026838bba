"""What a check finds: the first 50 faults of each kind, and how many more there are."""

from collections import Counter
from collections.abc import Callable, Iterable

from report138.data.read import Fault, Weight

MOST = 50  # of one kind: whoever mends these has mended the others in the same way


class Findings:
    """Faults in the order in which they were found, of each kind the first few."""

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        """Take faults from anywhere, one at a time."""
        self.kept: list[Fault] = []
        self._counts: Counter[tuple[Weight, str, str, str]] = Counter()
        self += faults

    def __iadd__(self, faults: Iterable[Fault]) -> "Findings":
        for fault in faults:
            self._counts[fault.kind] += 1
            if self._counts[fault.kind] <= MOST:
                self.kept.append(fault)
        return self

    def __len__(self) -> int:
        return self._counts.total()

    def change(self, function: Callable[[Fault], Fault]) -> "Findings":
        """Return the same findings with each fault that is kept told in another way."""
        changed = Findings()
        changed.kept = list(map(function, self.kept))
        first = {old.kind: new.kind for old, new in zip(self.kept, changed.kept, strict=True)}
        for kind, number in self._counts.items():
            changed._counts[first[kind]] += number
        return changed

    def pick(self, weight: Weight) -> "Findings":
        """Return those of a weight."""
        chosen = Findings()
        chosen.kept = [fault for fault in self.kept if fault.weight is weight]
        chosen._counts = Counter({k: n for k, n in self._counts.items() if k[0] is weight})
        return chosen

    def list_lines(self) -> list[str]:
        """Say each fault that is kept, and of which kinds there are more."""
        more = [
            f"{file}{f', column {column}' if column else ''}: {count - MOST:,} more of this kind"
            for (_, file, column, _), count in self._counts.items()
            if count > MOST
        ]
        return [*map(str, self.kept), *more]
