"""What a report calls the parts of its framework: tiers, source, unit, and the levels."""

from dataclasses import dataclass

from report138.data.scale import Step
from report138.data.schema import ELEMENT_TIERS, TIERS
from report138.view.levels import Levels
from report138.view.words import choose, say


@dataclass(frozen=True)
class Names:
    """The names in one language; `given` holds the rows of tiers.csv, the method's terms the rest."""

    levels: Levels
    language: str
    given: dict[str, dict[str, str]]
    quoted: bool = True  # whether any level rests on a quotation

    def __repr__(self) -> str:
        return f"<Names: {', '.join(f'{tier} “{self.one(tier)}”' for tier in TIERS)}>"

    def is_own(self, tier: str) -> bool:
        """Whether the framework names a tier itself."""
        return bool(self._read(tier))

    def _read(self, tier: str) -> str:
        """Return a name of the framework's own; what no quotation supports rests on judgements."""
        given = self.given.get(tier, {}).get(f"name_{self.language}", "")
        judged = say("judgement", self.language) if tier == "unit" and not self.quoted else ""
        return given or judged

    def _say_usual(self, tier: str) -> str:
        """Name a tier as the method does: without quotations there is no text to speak of."""
        key = tier if self.quoted else choose(tier, "unquoted", self.language)
        return say(key, self.language)

    def one(self, tier: str) -> str:
        """Name one of a tier, or the source or unit, within a sentence."""
        name = self._read(tier) or self._say_usual(tier)
        return name if self.is_own(tier) or self.language == "zh" else name.lower()

    def many(self, tier: str) -> str:
        """Name several of a tier within a sentence."""
        if self.language == "zh":
            return self.one(tier)
        if self.is_own(tier):
            return self.given.get(tier, {}).get("plural_en") or f"{self.one(tier)}s"
        return f"{self.one(tier)}s"

    def head(self, tier: str) -> str:
        """Name a tier as a heading does."""
        name = self.one(tier)
        return name[:1].upper() + name[1:]

    @property
    def codebook(self) -> bool:
        """Whether the levels are those of the codebook, with its words for what they ask."""
        own = any(map(self.is_own, ("track", "scenario", "unit")))
        return self.quoted and not self.levels.own and not own

    def verb(self, one: str, many: str) -> str:
        """Choose the form of a verb of which the source is the subject: experts “state”."""
        several = self.is_own("source") and self.many("source") == self.one("source")
        return many if several else one

    def measure(self, tier: str) -> str:
        """Return the measure word of a tier in Chinese."""
        own = tier if tier in ("track", "unit") and not self.is_own(tier) else "any"
        return say(f"measure_{own}", self.language)

    def count(self, number: int | str, tier: str) -> str:
        """Write a number of a tier in Chinese; a sentence is measure word and noun at once."""
        noun = "" if tier == "unit" and not self.is_own(tier) else self.one(tier)
        return f"{number}{self.measure(tier)}{noun}"

    def define(self, step: Step) -> str:
        """Return the rule of a level: the framework's own, or else the codebook's."""
        own = self.levels.own
        return self.levels.define(step) if own else self.say(f"rule_{step.rank}")

    def say(self, key: str) -> str:
        """Return the words for a key, with the names of tiers put in.

        A term of data without quotations stands under the same key with `_unquoted` behind it.
        """
        if key in ELEMENT_TIERS:
            return self.head(key)
        words = say(key if self.quoted else choose(key, "unquoted", self.language), self.language)
        if "{" not in words:
            return words
        forms = {tier: self.one(tier) for tier in TIERS}
        forms |= {f"{tier}s": self.many(tier) for tier in TIERS}
        forms |= {f"a_{tier}": _add_article(self.one(tier)) for tier in TIERS}
        forms |= {
            key: self.say(key) for key in ("evidence", "no_evidence") if f"{{{key}}}" in words
        }
        forms |= {"zero": self.levels.show(0), "above_zero": self.levels.say_above_zero()}
        forms |= {form.capitalize(): word[:1].upper() + word[1:] for form, word in forms.items()}
        forms |= {
            "none": self.levels.name(0),
            "weaker": self.levels.say_weaker(),
            "links": self.levels.say_links(),
            "says": self.verb("says", "say"),
            "links_to": self.verb("links", "link"),
            "one_unit": self.count(say("one", self.language), "unit"),
            "measure": self.measure("track"),
            "measure_unit": self.measure("unit"),
        }
        return words.format_map(forms)


def _add_article(name: str) -> str:
    """Put the English article before a name."""
    return f"{'an' if name[:1].lower() in 'aeio' else 'a'} {name}"
