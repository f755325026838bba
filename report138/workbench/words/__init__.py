"""The words of the workbench, each language by itself; `facts.py` finds what they say."""

from types import ModuleType

from report138.workbench.words import en, zh

WORDS: dict[str, ModuleType] = {"zh": zh, "en": en}
