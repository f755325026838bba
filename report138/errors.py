"""What a user can mend: the base of every error that a message and exit status 2 answer."""


class UserError(ValueError):
    """The user's to mend: data, fonts or options that do not fit; the message says what to do."""


class DataError(UserError):
    """The data of a framework are not valid; they may be mended before the next run."""
