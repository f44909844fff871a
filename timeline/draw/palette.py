"""Colours by family of event, for light and dark paper, and the few neutral ones of the page.

Every family colour is readable as text on its paper (WCAG AA), and no meaning rests on colour alone: shapes and words
say the same. Knows family ids only; one that is not listed gets the fallback.
"""

from __future__ import annotations

# In the order of the registry; next neighbours differ in lightness as well as in hue, for colour-blind readers.
LIGHT = {
    "incident": "#b3261e",
    "complaint": "#9c5f00",
    "personnel": "#2b7a3f",
    "oversight": "#8f1763",
    "prosecution": "#3d2a80",
    "litigation": "#0a4f5e",
    "government": "#2a6ebf",
    "public": "#706b5a",
}
DARK = {
    "incident": "#ff8271",
    "complaint": "#e9ab52",
    "personnel": "#6fbf7f",
    "oversight": "#f07fb8",
    "prosecution": "#d6ccff",
    "litigation": "#8fe3ec",
    "government": "#6ba6f7",
    "public": "#cfc9bb",
}
FALLBACK = ("#55504a", "#c4beb4")

# Names as the style sheet uses them: --paper, --ink and so on.
NEUTRAL_LIGHT = {
    "paper": "#fffdf8",
    "ink": "#1c1a17",
    "quiet": "#5f5a52",
    "rule": "#e2ddd2",
    "grid": "#efebe2",
    "link": "#1f5c99",
    "alert": "#b3261e",
    "wash": "#f9f6ee",
}
NEUTRAL_DARK = {
    "paper": "#15171a",
    "ink": "#ece8e1",
    "quiet": "#aba59a",
    "rule": "#363a40",
    "grid": "#262a2f",
    "link": "#8fc0f5",
    "alert": "#ff8271",
    "wash": "#1e2125",
}


def colour(family: str, *, dark: bool = False) -> str:
    """The colour of a family on light or dark paper."""
    return (DARK if dark else LIGHT).get(family, FALLBACK[dark])


def tint(ink: str, share: float, paper: str) -> str:
    """A colour mixed with its paper: the flat light tone of what is only possible.

    >>> tint("#000000", 0.25, "#ffffff")
    '#bfbfbf'
    """
    mixed = (round(int(ink[at : at + 2], 16) * share + int(paper[at : at + 2], 16) * (1 - share)) for at in (1, 3, 5))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def contrast(a: str, b: str) -> float:
    """The contrast ratio of two colours, 1 to 21. Source: WCAG 2.2, relative luminance."""
    first, second = sorted((_luminance(a), _luminance(b)))
    return (second + 0.05) / (first + 0.05)


def _luminance(ink: str) -> float:
    parts = (int(ink[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def variables(families: tuple[str, ...]) -> tuple[str, str]:
    """The style sheet's variables for light and for dark paper: ``--ink:#1c1a17;--f-incident:#a3231c;…``."""
    light = {**NEUTRAL_LIGHT, **{f"f-{one}": colour(one) for one in families}, "f": FALLBACK[0]}
    dark = {**NEUTRAL_DARK, **{f"f-{one}": colour(one, dark=True) for one in families}, "f": FALLBACK[1]}
    return tuple("".join(f"--{name}:{value};" for name, value in one.items()) for one in (light, dark))  # type: ignore[return-value]
