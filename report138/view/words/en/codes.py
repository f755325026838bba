"""How to read this: the codes, and a few terms."""

from report138.view.words.en.grammar import bracket, join
from report138.view.words.en.terms import TERMS
from report138.view.words.facts.codes import Codes

KINDS = {  # of one place, of several
    "paragraph": ("paragraph", "paragraphs"),
    "headline": ("headline", "headlines"),
    "caption": ("caption", "captions"),
    "byline": ("byline", "bylines"),
}


def explain_codes(codes: Codes) -> str:
    """Explain the codes of places, sentences, quotations and readings."""
    said = []
    if codes.places:
        places = "; ".join(_name_places(kind, runs) for kind, runs in codes.places)
        said.append(f"Places: {places}.")
    if codes.unit:
        name, place, number = codes.unit
        line = f"{name} is sentence {number} of {place}"
        if codes.clause:
            name, place, number, part = codes.clause
            line += f", {name} clause {part} of sentence {number} of {place}"
        said.append(f"{line}; each counts once for a cell.")
    if codes.segment:
        said.append(f"Codes such as {codes.segment} number the quotations.")
    if codes.coders:
        are = "is a reading" if len(codes.coders) == 1 else "are readings"
        said.append(f"{join(codes.coders)} {are}.")
    if codes.formula:
        said.append("A formula is a clause by which the source defines a scenario.")
    return " ".join([*said, *([explain_marks()] if codes.marked else [])])


def _name_places(kind: str, runs: list[str]) -> str:
    one, many = KINDS.get(kind, (kind, kind))
    several = len(runs) > 1 or "–" in runs[0]
    return f"{many if several else one} {', '.join(runs)}"


def explain_marks() -> str:
    """Explain the square brackets behind a passage."""
    marks = "".join(
        f" [{TERMS[key]}]" for key in ("basis_source", "basis_analyst", "basis_outside")
    ).strip()
    return f"A passage is marked by its origin{bracket(marks)}."
