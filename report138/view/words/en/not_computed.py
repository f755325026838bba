"""What is not computed, and why."""

from report138.view.words.en.grammar import capitalize, join, plural


def state_refusals(
    small: list[str],
    never: list[str],
    left: list[str],
    rows: int,
    columns: int,
    least: int,
    codebook: bool,
) -> str:
    """Say what is not computed, and why."""
    said = []
    if small:
        said.append(
            f"{_list_names(small)} need a matrix of at least {least} rows and {least} columns; this "
            f"one has {plural(rows, 'row', 'rows')} and {plural(columns, 'column', 'columns')}, so "
            "they are not computed."
        )
    end = "definite wording is not a strong effect" if codebook else "no measure of an effect"
    said.append(f"{_list_names(never)} are computed for no matrix: levels are an order, and {end}.")
    if left:
        said.append(
            f"{_list_names(left)} could be computed for it, but are no part of this report."
        )
    return " ".join(said)


def _list_names(names: list[str]) -> str:
    """List names, which begin with capitals, within a sentence; an acronym keeps its own."""
    return capitalize(join([x if x[1:2].isupper() else x[:1].lower() + x[1:] for x in names]))
