"""The errors that are the user's to mend: bad data or usage, exit status 2."""

from report138.data.check import FrameworkError
from report138.data.new import NewFrameworkError
from report138.data.source_text import SourceError
from report138.engine.errors import UsageError
from report138.engine.typeset.fonts import FontError

MISTAKES = (FontError, FrameworkError, NewFrameworkError, SourceError, UsageError)
