"""The colours can be read: WCAG's contrast of every text on every ground it stands on, and of borders."""

import pytest

from secretary_app.ui.style.tokens import DARK, EDGE_ON, LIGHT, TEXT_ON, Tokens


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.1 defines it, 0 to 1."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["ljust", "mörkt"])
def test_text_and_borders_stand_out(tokens: Tokens) -> None:
    colours = vars(tokens)
    low = {
        (name, ground): round(contrast(colours[name], colours[ground]), 2)
        for pairs, least in ((TEXT_ON, 4.5), (EDGE_ON, 3.0))
        for name, grounds in pairs
        for ground in grounds
        if contrast(colours[name], colours[ground]) < least
    }
    assert low == {}
