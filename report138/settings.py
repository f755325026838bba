"""What all processes of a run must know: one object, which crosses to a child process in one variable.

Children inherit the environment, kernels and their own children included; nothing else reads or
writes the variable.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache

VARIABLE = "REPORT138_SETTINGS"


@dataclass(frozen=True)
class Settings:
    """The settings of a run; `cli` fills in what the rooms below must not know by themselves."""

    fonts: tuple[str, ...] = ()  # font files added to those of the package
    # where notebooks ask for a framework by this name or path, the folder that has its copy here
    carried: tuple[str, str] = ("", "")
    bitmaps: bool = True  # whether anybody will see figures as PNG, half of the time to draw them
    warm: bool = True  # whether kernels may be forked from a warmed process
    catalog: str = ""  # where the frameworks' catalog is, as "module:name"
    kernel_preload: tuple[str, ...] = ()  # what notebooks import: "module", or "module:function"
    worker_preload: tuple[str, ...] = ()  # modules that the main module of a run imports

    def to_environment(self) -> dict[str, str]:
        """Return the variable that carries the settings to another process."""
        known = asdict(Settings())
        changed = {name: value for name, value in asdict(self).items() if value != known[name]}
        return {VARIABLE: json.dumps(changed, sort_keys=True)}


def get_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings of this process, or of an environment."""
    return _parse(environment.get(VARIABLE, "{}"))


@cache
def _parse(text: str) -> Settings:
    facts = json.loads(text).items()
    return Settings(**{n: tuple(v) if isinstance(v, list) else v for n, v in facts})


def change_settings(**changes: object) -> None:
    """Change settings of this process and of those that it starts from now on."""
    os.environ |= replace(get_settings(), **changes).to_environment()
