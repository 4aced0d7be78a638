import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.ui.text import bar, choice_name, escape, fit, pages, shorten, split, spoiler
from tests.markdown import links, marks, turns_around

_HOSTILE = (
    *(
        "*",
        "_",
        "~~",
        "||",
        "`",
        "[",
        "](",
        "<",
        "@everyone",
        "<@1>",
        "<@&1>",
        "\\",
        "\n",
        "\r",
        "\u2028",
        " ",
        "\ufeff",
    ),
    *(
        "# ",
        "> ",
        "- ",
        "1. ",
        "-# ",
        "https://",
        "http://a",
        "a_b",
        "(",
        ")",
        "é",
        "שלום",
        "\u202e",
        "\u2067",
        "\u2069",
    ),
)
hostile = st.lists(st.sampled_from(_HOSTILE) | st.characters(), max_size=20).map("".join)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("*a* _b_ ~~c~~ `d`", r"\*a\* \_b\_ \~\~c\~\~ \`d\`"),
        ("# heading\n> quote\n- list\n-# small", "\\# heading\n\\> quote\n\\- list\n\\-# small"),
        ("[text](https://example.org)", r"\[text](https://example.org)"),
        ("<@123> <#1>", "\\<@\u200b123> \\<#1>"),
        ("1. one\n  - two", "1\\. one\n  \\- two"),
        ("@everyone", "@\u200beveryone"),
        ("well-known, 3 - 2", "well-known, 3 - 2"),
        ("a_b https://example.org/a_b_c#d, a_b", r"a\_b https://example.org/a_b_c#d, a\_b"),
        ("https://x.example/~a|*b*`<@1>", "https://x.example/%7Ea%7C%2Ab%2A%60%3C%401%3E"),
        ("https://good.example@evil.example", "https://good.example%40evil.example"),
        ("https://_a_ xhttps://a_b", r"https://\_a\_ xhttps://a\_b"),
        ("a\u2028# b\r> c", "a\u2028\\# b\r\\> c"),
        ("שלום (2024)", "\u2068שלום (2024)\u2069"),
        ("a\nשלום\u202e\u2069\nb", "a\n\u2068שלום\u2069\nb"),
    ],
)
def test_text_is_shown_as_it_was_typed(text: str, shown: str) -> None:
    assert escape(text) == shown


@given(hostile)
def test_nothing_that_people_write_formats_mentions_or_turns_around(text: str) -> None:
    assert marks(escape(text)) == []
    assert not turns_around(escape(text))
    assert not any(mark in spoiler(text)[2:-2] for mark in ("||", "**", "~~"))  # which would end what is around it
    assert all(marks(block) == [] for block in split(text, 50))


def test_the_reader_of_these_tests_finds_what_discord_would() -> None:
    assert marks(r"**a** \*b\* https://a.example/_b_ [c](d) @everyone <@1>") == [*"****", "[", "@everyone", "<"]
    assert marks("# a\n 1. b\n-# c\nd # e") == ["# ".strip(), " 1.", "-#"]
    assert turns_around("a ש b")
    assert turns_around("a \u202eb")
    assert not turns_around("a \u2068ש\u2069 b")


@given(st.lists(st.sampled_from("ab_/.-()=&?%#é"), min_size=1, max_size=20).map("".join))
def test_a_link_is_shown_whole(path: str) -> None:
    address = f"https://example.org/{path}".rstrip(".()")
    assert links(f"see {escape(address)} there") == [address]


@given(st.text())
def test_a_spoiler_covers_all_of_any_text(text: str) -> None:
    covered = spoiler(text)
    assert covered.startswith("||")
    assert covered.endswith("||")
    inner = covered[2:-2]
    assert "||" not in re.sub(r"\\.", "", inner, flags=re.DOTALL)


@given(st.text(alphabet="ab *|<é\n", max_size=2000), st.integers(50, 400))
def test_splitting_keeps_every_word_and_the_limit(text: str, longest: int) -> None:
    blocks = split(text, longest)
    assert all(len(block) <= longest for block in blocks)
    assert "".join("".join(blocks).split()) == "".join("".join(map(escape, text.split())).split())


@given(st.lists(st.text(min_size=1, max_size=100), max_size=30))
def test_pages_hold_every_block_in_order(blocks: list[str]) -> None:
    filled = pages(blocks, 200)
    assert all(len(page) <= 200 for page in filled)
    assert "".join(filled).replace("\n", "") == "".join(blocks).replace("\n", "")


@given(st.lists(st.text(max_size=60), max_size=30), st.integers(40, 300))
def test_what_does_not_fit_is_counted(lines: list[str], longest: int) -> None:
    shown = fit(lines, longest, "{count} more")
    assert len(shown) <= longest
    assert shown == "\n".join(lines) or shown.endswith(" more")
    worded = fit(lines, longest, lambda number: "one more" if number == 1 else f"{number} more")
    assert len(worded) <= longest
    assert worded == "\n".join(lines) or worded.endswith(" more")
    assert not worded.endswith("\n1 more")


@pytest.mark.parametrize(("percentage", "drawn"), [(0, "░" * 10), (75, "█" * 8 + "░" * 2), (100, "█" * 10)])
def test_bars(percentage: int, drawn: str) -> None:
    assert bar(percentage) == f"{drawn}\u00a0{percentage}\u00a0%"


def test_a_long_label_keeps_its_year() -> None:
    assert choice_name(f"{'x' * 200} (1999)") == f"{'x' * 92}… (1999)"
    assert choice_name("Jaws (1975)") == "Jaws (1975)"
    assert len(choice_name("y" * 200)) == 100
    assert shorten("abcdef", 4) == "abc…"
