"""The phrases of tables and figures, by language."""

from types import ModuleType

from report138.view.words.en import labels as en
from report138.view.words.zh import labels as zh

LABELS: dict[str, ModuleType] = {"zh": zh, "en": en}
