"""The kernel provisioner report138-warm: kernels forked from a warm process, or else plain ones."""

import asyncio
import os
import time
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import KernelProvisionerFactory, LocalProvisioner

from report138.engine.run.warm.pool import get_kernel_server, take_kernel

NAME = "report138-warm"
POLL_SECONDS, KILL_SECONDS = 0.002, 1.0  # a killed process is gone in a few milliseconds


class WarmProvisioner(LocalProvisioner):
    """Start kernels by forking; all else is as for any local kernel."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork a kernel, or launch a plain one where that cannot be."""
        working = kwargs.get("cwd")
        kernel = take_kernel(cmd, kwargs.get("env", os.environ), working and str(working))
        if kernel is None:
            return await super().launch_kernel(cmd, **kwargs)
        self.process, self.pid, self.pgid = kernel, kernel.pid, kernel.pid
        self.cwd = working or Path.cwd()
        return self.connection_info

    async def kill(self, restart: bool = False) -> None:
        """Kill the kernel and see it gone, before anyone polls at tenths of a second."""
        await super().kill(restart)
        until = time.monotonic() + KILL_SECONDS
        while self.process and self.process.poll() is None and time.monotonic() < until:
            await asyncio.sleep(POLL_SECONDS)


def prefer_warm(spec: Any) -> Any:
    """Have a kernel specification start warm kernels, if there is a server to fork them."""
    if spec is not None and get_kernel_server() is not None:
        warm = {**spec.metadata, "kernel_provisioner": {"provisioner_name": NAME}}
        before, spec.metadata = spec.metadata, warm
        if not KernelProvisionerFactory.instance().is_provisioner_available(spec):
            spec.metadata = before  # installed before this provisioner was
    return spec
