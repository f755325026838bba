"""The phrases of tables and figures, by language."""

from types import ModuleType

from report138.view.words.en import phrases as en
from report138.view.words.zh import phrases as zh

PHRASES: dict[str, ModuleType] = {"zh": zh, "en": en}
