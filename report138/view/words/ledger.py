"""The phrases of the ledger, of gaps and readings, by language."""

from types import ModuleType

from report138.view.words.en import ledger as en
from report138.view.words.zh import ledger as zh

LEDGER: dict[str, ModuleType] = {"zh": zh, "en": en}
