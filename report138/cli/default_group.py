"""A group of commands of which one is taken for granted."""

from typing import Any

import click


class DefaultGroup(click.Group):
    """A group that takes `build` for granted when no command is named."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        """Put `build` before arguments that name no command."""
        if not args or args[0] not in (*self.commands, "--help", "--version"):
            context.obj = args[0] if args else ""
            args = ["build", *args]
        return super().parse_args(context, args)

    def invoke(self, context: click.Context) -> Any:
        """Run a command; say which one was meant by what was taken for a report."""
        from report138.engine.errors import UnknownReportError, UsageError
        from report138.errors import suggest

        try:
            return super().invoke(context)
        except UnknownReportError as error:
            hint = suggest(error.name, self.commands, cutoff=0.7)
            if error.close or not hint or error.name != context.obj:
                raise
            meant = hint.replace("did you mean", "did you mean the command").strip()
            raise UsageError(f"{error}; {meant}") from error
