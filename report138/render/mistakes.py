"""The errors that are the user's to mend: bad data or usage, exit status 2."""

from report138.checking import FrameworkError
from report138.fonts import FontError
from report138.new_framework import NewFrameworkError
from report138.render.errors import UsageError
from report138.source_text import SourceError

MISTAKES = (FontError, FrameworkError, NewFrameworkError, SourceError, UsageError)
