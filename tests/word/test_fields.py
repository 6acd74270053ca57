"""The list of fields: what is documented is what there is, and what the shipped templates use."""

import re
from pathlib import Path

import pytest

from secretary_app.domain.model import DocumentKind
from secretary_app.word.field import Field, Group, Loop, Member, under, values
from secretary_app.word.fields import field_values, names
from secretary_app.word.sets import TITLES, template_path

DOCUMENT = Path(__file__).parents[2] / "docs" / "mallfalt.md"


def test_every_field_is_documented_once():
    page = DOCUMENT.read_text("utf-8")
    fields = [name for name, field in names() if isinstance(field, Field)]
    for name in fields:
        row = re.findall(rf"^\| `{re.escape(name)}` \| .+ \| .*\|$", page, re.MULTILINE)
        assert len(row) == 1, name
    documented = re.findall(r"^\| `([^`{]+)` \|", page, re.MULTILINE)
    assert set(documented) == set(fields)


def test_every_name_can_be_written_in_a_tag():
    for name, _ in names():
        assert all(word.isidentifier() for word in name.split(".")), name


def test_every_meaning_is_told():
    for name, field in names():
        assert field.meaning, name
        assert field.meaning == field.meaning.strip().rstrip("."), name


def test_every_value_has_its_place_and_is_plain(drafts):
    for data in [*drafts(True).values(), *drafts(False).values()]:
        group = field_values(data)
        for name, field in names():
            if isinstance(field, Field) and name.split(".")[0] in group and "." in name:
                word, rest = name.split(".", 1)
                assert isinstance(group[word], Group)
                assert rest.split(".")[0] in group[word]
        assert _only_plain(group)


def _only_plain(value):
    if isinstance(value, dict):
        return all(map(_only_plain, value.values()))
    if isinstance(value, list):
        return all(map(_only_plain, value))
    return isinstance(value, str | bool)


@pytest.mark.parametrize("kind", list(DocumentKind))
@pytest.mark.parametrize("style", list(TITLES))
def test_the_shipped_templates_use_listed_fields_only(style, kind, read):
    paper = read(template_path(kind, style))
    text = "\n".join(paper.text(name) for name in paper.parts if re.match(r"word/(document|header|footer)", name))
    used = set(re.findall(r"{{ ([\wåäö.]+)", text))
    used |= set(re.findall(r"(?:if|in) (?:not )?([\wåäö.]+)", "\n".join(_tags(text))))
    own = {"rad", "stycke"}
    known = {name for name, _ in names()}
    assert used - own <= known
    assert used & known


def _tags(text):
    return re.findall(r"{%(?:p|tr)? (.+?) ?%}", text)


def test_groups_know_their_names_and_a_field_is_never_a_group_too():
    members: tuple[Member[str], ...] = (
        Field("a.b", "", lambda source: source),
        Loop("c.d", "e", "", lambda source: list(source), (Field("f", "", lambda letter: letter),)),
        *under("g", (Field("h", "", lambda source: source),), lambda source: source * 2),
    )
    group = values(members, "xy")
    assert group == {"a": {"b": "xy"}, "c": {"d": [{"f": "x"}, {"f": "y"}]}, "g": {"h": "xyxy"}}
    assert group["a"].name == "a"
    assert group["c"]["d"][0].name == "e"
    with pytest.raises(ValueError, match="both a field and a group"):
        values((Field("a", "", lambda source: source), Field("a.b", "", lambda source: source)), "x")
