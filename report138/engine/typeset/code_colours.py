"""The colours of code by kind of token: light (on paper too), dark; 4.5:1 or better on the tint.

Keywords are bold and comments slanted, so that both are known in greyscale too.
"""

from report138 import style

CODE_COLOURS: dict[str, tuple[str, str]] = {
    "kw": (style.ACCENT, style.DARK[style.ACCENT]),
    "fn": ("#2a5db0", "#9db8f0"),
    "str": ("#2a6b4a", "#86c9a4"),
    "num": ("#7a4b00", "#e0b97a"),
    "com": (style.MUTED, style.DARK[style.MUTED]),
    "del": ("#a3302a", "#f2958e"),
}
