"""The words of a report: `facts` finds out, `zh` and `en` say it, each language by itself.

A name, a label or a fixed caption is in `terms.py` of each language, a sentence in the module of
its subject there.  Whoever edits one language need not read the other.
"""

from types import ModuleType

from report138.view.words.en import grammar as en
from report138.view.words.en import objects as en_objects
from report138.view.words.en.terms import TERMS as EN_TERMS
from report138.view.words.zh import grammar as zh
from report138.view.words.zh import objects as zh_objects
from report138.view.words.zh.terms import TERMS as ZH_TERMS

GRAMMAR: dict[str, ModuleType] = {"zh": zh, "en": en}
TERMS: dict[str, dict[str, str]] = {"zh": ZH_TERMS, "en": EN_TERMS}
OBJECTS: dict[str, ModuleType] = {"zh": zh_objects, "en": en_objects}


def choose(key: str, variant: str, language: str) -> str:
    """Return the key of a variant of a term where there is one, or else the key itself."""
    varied = f"{key}_{variant}"
    return varied if varied in TERMS[language] else key


def say(key: str, language: str) -> str:
    """Return the words for a key in one language."""
    return TERMS[language][key]
