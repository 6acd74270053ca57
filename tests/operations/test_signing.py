"""Who signs, and in which order."""

import pytest

from secretary_app.domain.model import Namnd, Person
from secretary_app.operations.signing import signers_of

KS = Namnd(id="ks", abbreviation="KS", name="Kommunstyrelsen")


@pytest.mark.parametrize(
    ("titles", "order"),
    [
        (("Bitr kommundirektör", "Kommundirektör"), ["Kommundirektör", "Bitr kommundirektör"]),
        (("Biträdande kommundirektör", "Kommundirektör"), ["Kommundirektör", "Biträdande kommundirektör"]),
        (
            ("Avdelningschef", "Kanslichef", "Förvaltningschef"),
            ["Förvaltningschef", "Kanslichef", "Avdelningschef"],
        ),
        (("Registrator", "T.f. förvaltningschef"), ["T.f. förvaltningschef"]),
    ],
)
def test_the_highest_signs_first_and_nobody_is_left_out(titles: tuple[str, ...], order: list[str]) -> None:
    people = [Person(id=title, name=title, title=title, namnd_id="ks") for title in titles]
    other = Person(id="x", name="Annan", title="Förvaltningschef", namnd_id="osn")
    assert [person.title for person in signers_of(KS, [*people, other])] == order
