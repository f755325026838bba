"""What is not computed, and why."""

from report138.view.words.en.grammar import capitalize, join


def state_refusals(small: list[str], never: list[str], rows: int, columns: int, least: int) -> str:
    """Say in two sentences what is not computed, and why."""
    said = []
    if small:
        said.append(
            f"{capitalize(join(small))} make sense from {least} rows and {least} columns on; this "
            f"matrix has {rows} and {columns}, so they are not computed."
        )
    said.append(
        f"{capitalize(join(never))} are computed for no matrix: levels are an order, and definite "
        "wording is not a strong effect."
    )
    return " ".join(said)
