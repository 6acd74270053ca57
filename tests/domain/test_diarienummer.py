import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretary_app.domain.diarienummer import Diarienummer, may_name, named_in, same, sort_key, understand


@pytest.mark.parametrize(
    ("written", "prefix", "year", "number", "suffix"),
    [
        ("KS/2021:270", "KS", 2021, 270, ""),
        ("OSN/2025:98", "OSN", 2025, 98, ""),
        ("18/KS 0257", "KS", 2018, 257, ""),
        ("KS-2019/64", "KS", 2019, 64, ""),
        ("KSKF/2012:112", "KSKF", 2012, 112, ""),
        ("KS 2014/742.912", "KS", 2014, 742, "912"),
        ("KS-2014/742.912", "KS", 2014, 742, "912"),
        ("KFT-2025-00084", "KFT", 2025, 84, ""),
        ("KS2006/0492-00", "KS", 2006, 492, "00"),
        ("0207/19", "", 2019, 207, ""),
        ("3.1.2-56/2016", "3.1.2", 2016, 56, ""),
        ("RK 2021-0034", "RK", 2021, 34, ""),
        ("SN-2019/36", "SN", 2019, 36, ""),
        ("Dnr KS 2020/123", "KS", 2020, 123, ""),
        ("dnr: 2020/123", "", 2020, 123, ""),
        ("KS 19/0257", "KS", 2019, 257, ""),
        ("95/KS 12", "KS", 1995, 12, ""),
        ("KS–2019/64", "KS", 2019, 64, ""),
    ],
)
def test_the_known_forms(written: str, prefix: str, year: int, number: int, suffix: str) -> None:
    assert understand(written) == Diarienummer(written, prefix, year, number, suffix)


@pytest.mark.parametrize("written", ["", "saknas", "KS", "§ 12", "123", "KS/åååå:nr"])
def test_what_is_not_understood_is_kept(written: str) -> None:
    assert understand(written) == Diarienummer(written)


def test_sorted_by_prefix_year_and_number() -> None:
    rightly = [
        "2019/3",
        "KS/2019:270",
        "KS 2020/9",
        "20/KS 0010",
        "KS-2021/1",
        "KS-2021/1.12",
        "KS AU 2018/1",
        "KSKF/2012:112",
        "SN-2019/36",
        "ÅN 2019/1",
        "ÄN 2019/1",
    ]
    assert sorted(set(rightly), key=sort_key) == rightly


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("KS/2021:270", " ks/2021:270 ", True),
        ("18/KS 0257", "18/ks0257", True),
        ("Dnr KS 2020/123", "KS 2020/123", True),
        ("KS 2020 - 123", "KS 2020-123", True),
        ("KS/2021:270", "KS/2021:27", False),
        ("KS/2021:270", "OSN/2021:270", False),
        ("1 23", "12 3", False),
    ],
)
def test_same(one: str, other: str, expected: bool) -> None:
    assert same(one, other) is expected


def test_named_in_running_text() -> None:
    text = (
        "Ärendet KS/2021:270 (dnr 2019/12) följer upp 18/KS 0257. Se KS 2019-02-13 § 4, "
        "förordning 2016/679 och SFS 2017:725, samt Dnr: XN 2020/5."
    )
    assert named_in(text, ["KS", "OSN"]) == ["KS/2021:270", "2019/12", "18/KS 0257", "XN 2020/5"]
    assert named_in(text, []) == ["2019/12", "XN 2020/5"]


WRITTEN = st.one_of(
    st.text(),
    st.from_regex(r"(Dnr )?[A-ZÅÄÖ]{0,4}[ /-]?(19|20)[0-9]{2}[/:-][0-9]{1,6}(\.[0-9]+)?", fullmatch=True),
    st.from_regex(r"[0-9]{2}/[A-Z]{2} [0-9]{1,5}|[0-9]{1,5}/[0-9]{2}", fullmatch=True),
)


@given(WRITTEN)
def test_any_text_gives_a_value_and_keeps_its_words(written: str) -> None:
    assert understand(written).written == written
    sort_key(written)
    assert same(written, written)
    named_in(written, ["KS", written])


@given(WRITTEN)
def test_the_same_diarienummer_has_the_same_key(written: str) -> None:
    for other in (f"  {written}\t", written.upper(), written.lower(), f"Dnr {written}", written.replace(" ", "  ")):
        if same(written, other):
            assert sort_key(written) == sort_key(other)


@given(st.integers(1970, 2069), st.integers(0, 99999), st.integers(1970, 2069), st.integers(0, 99999))
def test_keys_sort_as_year_and_number_do(year: int, number: int, other_year: int, other_number: int) -> None:
    one, other = f"KS/{year}:{number}", f"KS-{other_year}/{other_number:05}"
    assert (sort_key(one) < sort_key(other)) == ((year, number) < (other_year, other_number))


PIECES = st.sampled_from(
    ["KS", " ", "/", "-", ":", "2019", "02", "13", "7", "2019-02-13", "18/KS 0257", "Dnr ", "3.1.2", "senast", ".", "å"]
)


@given(st.lists(PIECES, max_size=9).map("".join))
def test_what_may_name_nothing_names_nothing(text: str) -> None:
    if not may_name(text):
        assert named_in(text, ["KS", "3.1.2", "å"]) == []


def test_a_day_alone_names_nothing() -> None:
    assert not may_name("Klart senast 2026-12-31, se § 45 i KS 2019-02-13.")
    assert may_name("Se KS/2021:270.")
