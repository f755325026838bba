"""papermill's engine and client, held to limits: one kernel a document, and no flood of output."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import zmq
from nbclient.exceptions import DeadKernelError
from papermill.clientwrap import PapermillNotebookClient

from report138.engine.run.limits import MESSAGE, Guard
from report138.engine.sizes import format_size

# What a document may show, in characters: printed text, which a report hardly has, and everything
# with its figures.  The largest report tried shows about a tenth of it.
PRINTED = 10_000_000
SHOWN = 500_000_000
ENGINE = "report138"
START = 60  # seconds that a kernel may take to answer
# Seconds that what a cell showed may take to arrive after its end: nbclient's own 4 are too few for
# some megabytes on a busy machine.
ARRIVAL = 60
LOOK = 1  # seconds between two looks whether the connection was cut


class GuardedClient(PapermillNotebookClient):
    """A client whose kernel is watched, and ended when it floods the document."""

    def __init__(self, nb_man: Any, guard: Guard, **options: Any) -> None:
        """Put the kernel under a guard."""
        super().__init__(nb_man, **options)
        self.guard = guard
        self.printed = self.shown = 0

    def start_new_kernel(self, **options: Any) -> None:
        """Start the kernel with the mark of its guard."""
        super().start_new_kernel(env=self.guard.environment, **options)

    def start_new_kernel_client(self) -> Any:
        """Connect with the kernel; with another one where it died first, or a port was taken."""
        try:
            return self._connect()
        except RuntimeError:
            if self.guard.verdict:
                raise
        self.create_kernel_manager()
        self.start_new_kernel()
        return self._connect()

    def _connect(self) -> Any:
        """Have the kernel watched before it is waited for, and its connection after."""
        self.guard.watch(self.km.provisioner)
        client = super().start_new_kernel_client()
        self.cuts = self.kc.iopub_channel.socket.get_monitor_socket(zmq.EVENT_DISCONNECTED)
        return client

    @contextmanager
    def setup_kernel(self, **options: Any) -> Iterator[None]:
        """Keep a kernel, then end all that it started: that is found as long as the kernel lives."""
        with super().setup_kernel(**options):
            try:
                yield
            finally:
                self.guard.end_kernel()

    async def _async_poll_output_msg(self, *place: Any) -> None:
        """Take outputs in until the cell's last one; none comes once the connection was cut."""
        task = asyncio.ensure_future(super()._async_poll_output_msg(*place))
        try:
            while not task.done():
                await asyncio.wait([task], timeout=LOOK)
                if await self.cuts.poll(0):
                    await asyncio.wait([task], timeout=LOOK)
                    if not task.done() and await self.km.is_alive():  # one that ends cuts it too
                        self.guard.stop(
                            f"stopped: it showed more than {format_size(MESSAGE)} at once"
                        )
                        return
            task.result()
        finally:
            task.cancel()

    def process_message(self, msg: dict[str, Any], cell: Any, cell_index: int) -> Any:
        """Take an output in, unless the document has had too much."""
        if self.guard.verdict:
            return None
        self._count(msg)
        return None if self.guard.verdict else super().process_message(msg, cell, cell_index)

    def _count(self, msg: dict[str, Any]) -> None:
        text, other = measure_output(msg)
        self.printed += text
        self.shown += text + other
        if self.printed > PRINTED:
            self.guard.stop(f"stopped: it printed more than {format_size(PRINTED)}")
        elif self.shown > SHOWN:
            self.guard.stop(f"stopped: it showed more than {format_size(SHOWN)}")


def refuse_exit(cell: Any, cell_index: int, execute_reply: dict[str, Any]) -> None:
    """Fail where a cell called exit(): whether later cells still ran would be a matter of luck."""
    payload = execute_reply["content"].get("payload", [])
    if any(item.get("source") == "ask_exit" for item in payload):
        raise DeadKernelError("it called exit()")


def measure_output(msg: dict[str, Any]) -> tuple[int, int]:
    """Return how many characters of plain text, and of anything else, a message brings."""
    kind, content = msg["msg_type"], msg["content"]
    if kind == "stream":
        return len(content["text"]), 0
    if kind == "error":
        return len(str(content)), 0
    data = content.get("data")
    if not isinstance(data, dict):
        return 0, 0
    text = len(data.get("text/plain", ""))
    return text, sum(len(str(value)) for value in data.values()) - text


def register_engine(guard: Guard) -> str:
    """Register papermill's own engine with a guard; return its name."""
    from papermill.engines import NBClientEngine, papermill_engines
    from papermill.log import logger

    class GuardedEngine(NBClientEngine):
        """Papermill's engine with a guarded client."""

        @classmethod
        def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> Any:
            """Run the cells."""
            client = GuardedClient(
                nb_man,
                guard,
                kernel_name=kernel_name,
                startup_timeout=START,
                iopub_timeout=ARRIVAL,
                log=logger,
                on_cell_executed=refuse_exit,
                **options,
            )
            return client.execute()

    papermill_engines.register(ENGINE, GuardedEngine)
    return ENGINE
