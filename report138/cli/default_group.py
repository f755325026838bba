"""A group of commands of which one is taken for granted."""

import click


class DefaultGroup(click.Group):
    """A group that takes `build` for granted when no command is named."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        """Put `build` before arguments that name no command."""
        if not args or args[0] not in (*self.commands, "--help", "--version"):
            args = ["build", *args]
        return super().parse_args(context, args)
