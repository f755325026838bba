"""One document to render: the station between the plan and a kernel.

`combine` makes it from a report of the plan, a framework and parameter values; the stations that
follow need nothing else to know what to make.
"""

import shlex
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from report138.engine.plan.catalog import Framework
from report138.engine.plan.reports_yaml import CHOSEN, ReportPlan
from report138.engine.typeset.links import NO_LINKS, PageLinks, make_stem
from report138.engine.typeset.shown import SHOWN, Shown

DEFAULT_REPORT = "report"


@dataclass(frozen=True)
class Job:
    """One document to render."""

    report: ReportPlan
    framework: Framework
    language: str
    formats: tuple[str, ...]
    parameters: dict[str, Any] = field(default_factory=dict)
    varied: tuple[str, ...] = ()  # the parameters, besides language, that the plan varies
    given: tuple[str, ...] = ()  # those asked for once, with another value than the plan's document
    shown: Shown = SHOWN
    links: PageLinks = NO_LINKS
    home: Path | None = None  # where the notebooks come from, if they are copies

    @property
    def folder(self) -> Path | None:
        """Where pictures and modules of its notebooks are."""
        first = self.report.notebooks[0].parent if self.report.notebooks else None
        return self.home or first

    @property
    def own_parameters(self) -> dict[str, Any]:
        """Its parameters, with the framework by name: where that lies on this machine is nobody's business."""
        named = {"framework": self.framework.name} if "framework" in self.parameters else {}
        return self.parameters | named

    @property
    def title(self) -> str:
        """The title that the plan gives it, or nothing."""
        return self.report.titles.get(self.language, "")

    @property
    def stem(self) -> str:
        """The name of its files, without the ending: it carries the plan's values.

        So it does those asked for once, lest they take the place of the plan's document.
        """
        values = [str(self.parameters[name]) for name in self.varied] + self.list_given()
        return make_stem(self.framework.name, self.report.name, *values, self.language)

    def list_given(self) -> list[str]:
        """Write the values that were asked for once as name=value."""
        kinds = {parameter.name: parameter.kind for parameter in self.report.parameters}
        return [f"{name}={kinds[name].write(self.parameters[name])}" for name in self.given]

    @property
    def command(self) -> str:
        """The command that renders it again, for the colophon; never with a path."""
        words = ["python", "render.py", "build"]
        words += [self.report.name] if self.report.name != DEFAULT_REPORT else []
        words += ["--data", self.framework.name] if not self.framework.is_default else []
        for parameter in self.report.parameters:
            name = parameter.name
            if name in self.parameters and name not in CHOSEN:
                words += ["-p", f"{name}={parameter.kind.write(self.parameters[name])}"]
        words += self.shown.write_options()
        return shlex.join([*words, "--language", self.language])

    @property
    def files(self) -> list[str]:
        """The names of its files."""
        return [f"{self.stem}.{form}" for form in self.formats]
