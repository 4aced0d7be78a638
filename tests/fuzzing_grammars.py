"""What files of each format are made of, put together as no program would: for `tests.fuzzing`."""

from __future__ import annotations

import json

from hypothesis import strategies as st

from data.formats import write
from data.formats.csv_cells import COLUMNS
from data.models import Review, Section
from tests.data.formats.page.shapes import SHAPES

Files = st.SearchStrategy[bytes]

FIELDS = (
    *COLUMNS,
    *Section.model_fields,
    "tier",
    "qualifier",
    "category",
    "topic",
    "severity",
    "name",
    "actor",
    "film",
)
WORDS = (
    *("Jaws", "1975", "Positive", "Mixed (Divisive)", "2023-10-06 Netflix", "draft", "published", "75%", "1e400", "-0"),
    *("0x" + "f" * 5000, "9" * 5000, "NaN", "No", "~", "", " ", "\u200b", "\u202e", "\x00", "\ufeff", "\u2028", "😀"),
    *("=1+1", "＝A1", "@x", "'=", "[]", "{}", "||", "]]>", "&#0;", "&#x110000;", "%s", "{film}", "\ud800", "A (B C)"),
)
word = st.sampled_from(WORDS) | st.text(max_size=12)
name = st.sampled_from(FIELDS) | word


def joined(parts: st.SearchStrategy[str], most: int, between: str = "") -> st.SearchStrategy[str]:
    """Some of these, one after another."""
    return st.lists(parts, max_size=most).map(between.join)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | word,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(name, inner, max_size=5),
    max_leaves=20,
)
_json_pieces = st.sampled_from(
    ["{", "}", "[", "]", ",", ":", '"', "null", "1E+999", "\\u0000", '"\\ud800"', "[" * 2000]
)
json_files: Files = (
    _values.map(json.dumps)
    | st.dictionaries(name, _values, min_size=1).map(lambda film: json.dumps([{"film": film, **film}]))
    | joined(_json_pieces | name.map(json.dumps), 30)
).map(_encoded)

_yaml_values = st.one_of(
    word,
    _values.map(json.dumps),
    joined(word, 4, ", ").map(lambda inner: f"[{inner}]"),
    word.map(lambda one: f"|\n  {one}\n  {one}"),
    st.sampled_from(["&a [*a]", "*a", "!!int x", "!!set [a]", "!!binary x", "? a", "<<: *a", "2020-13-45", "12:30:45"]),
)
_yaml_lines = st.tuples(name, _yaml_values).map(": ".join) | word | _yaml_values.map(lambda one: f"- {one}")
_headings = st.sampled_from(
    ["# ", "## Summary", "## Strengths", "### A — 75%", "\\# x", "---", "### ", "## Who it is for"]
)
markdown_files: Files = st.tuples(joined(_yaml_lines, 10, "\n"), joined(_headings | word, 20, "\n")).map(
    lambda parts: _encoded(f"---\ntitle: A\n{parts[0]}\n---\n{parts[1]}")
)

_cells = st.one_of(
    word, _values.map(json.dumps), st.sampled_from(['"', '""', '"a\n', "'", "\r", "2020-01-01 x", "; ;"])
)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


@st.composite
def _tables(draw: st.DrawFn) -> bytes:
    between = draw(st.sampled_from([",", ";", "\t", "|"]))
    quoted = draw(st.booleans())
    columns = ["title", *draw(st.lists(st.sampled_from(COLUMNS) | word, max_size=8))]
    rows = [columns, *draw(st.lists(st.lists(_cells.map(_quoted) if quoted else _cells, max_size=12), max_size=8))]
    first = draw(st.sampled_from(["", f"sep={between}\n", "sep=", "\ufeff", "\n\n"]))
    return _encoded(first + draw(st.sampled_from(["\n", "\r\n", "\r"])).join(between.join(row) for row in rows))


PAGE_PIECES = (
    *("Director(s) ", "Noted Cast", "Our Rating: ", "Mixed (", "Divisive)", "- 75%", "\n", "\n\n", "Highlights", ", "),
    *("A (2020) - Overview", "“A” contains:", "Violence: ", ": ", "Character Descriptions", "A (B C)", "1 Hour 2", "½"),
    *("If you like this movie, we recommend:", "1. ", "General Information", "Date Released", "9/9/2009", "Genre(s)"),
    *("*", "_", "#", "(", ")", "[a](", "\t", "- ", "Jaws (1975)", "Content Warnings", "Summary", "user review", "%"),
)
_text = joined(st.sampled_from(PAGE_PIECES) | word, 60)
_TAGS = (
    "p",
    "div",
    "table",
    "tr",
    "td",
    "li",
    "ul",
    "h1",
    "h2",
    "script",
    "style",
    "template",
    "svg",
    "title",
    "a",
    "br",
)
_html_pieces = st.one_of(
    *(st.sampled_from(_TAGS).map(shape.format) for shape in ("<{}>", "</{}>", "<{} class='a' id=b>", "<{}")),
    st.sampled_from(
        ["<!--", "-->", "<![CDATA[", "<?xml", "<meta charset=utf-16>", "&amp;", "&#xd800;", "<!DOCTYPE x [", "\x00"]
    ),
    st.sampled_from(['<script type="application/ld+json">{"@type":"Movie","name":["a"]}</script>', "<base href=x>"]),
    st.sampled_from(PAGE_PIECES),
    word,
)

GRAMMARS: dict[str, Files] = {
    "markdown": markdown_files,
    "json": json_files,
    "csv": _tables(),
    "html": joined(_html_pieces, 80).map(_encoded),
    "text": _text.map(_encoded),
}


@st.composite
def mutilated(draw: st.DrawFn, reviews: st.SearchStrategy[Review]) -> bytes:
    """A file that Marquee wrote, or a saved page, with pieces taken out, doubled and put elsewhere."""
    shape = draw(st.sampled_from([*SHAPES, "markdown", "json", "csv"]))
    data = SHAPES[shape]().encode() if shape in SHAPES else write([draw(reviews)], shape)
    for _ in range(draw(st.integers(1, 6))):
        start, end, to = sorted(draw(st.integers(0, len(data))) for _ in range(3))
        piece = draw(
            st.sampled_from([b"", data[start:end], data[start:end] * 2, b"\x00", b"\xff\xfe", b"\xe2\x80", b"\n"])
        )
        data = data[:start] + piece + data[end:to] + draw(st.sampled_from([b"", data[start:end]])) + data[to:]
    encoding = draw(st.sampled_from(["", "", "utf-8", "utf-16", "utf-8-sig"]))
    return data.decode("utf-8", "replace").encode(encoding) if encoding else data


@st.composite
def grown(draw: st.DrawFn, most: int) -> bytes:
    """A file with a beginning that some reader takes for its own, and then a few pieces again and again."""
    begin = draw(
        st.sampled_from(
            [
                *(
                    b"",
                    b"---\ntitle: A\n",
                    b"---\ntitle: A\ngenres: [",
                    b'{"film": {"title": "A", "genres": [',
                    b"[",
                    b"{",
                ),
                *(b"title,year\n", b'title,warnings\nA,"[', b"title\n", b"<html><body>", b"<table>", b"<script>"),
                *(b"Director(s) X\nNoted Cast\n", b"Our Rating: Mixed\nHighlights\n", b"Content Warnings\nViolence: "),
            ]
        )
    )
    pieces = st.sampled_from(
        [*PAGE_PIECES, "<p>", "<b", "</p>", "[", "{", '"', "'", ",", "a: ", "- ", "*a ", "&a ", "[],", "\r"]
    )
    unit = _encoded("".join(draw(st.lists(pieces | word, min_size=1, max_size=4)))) or b"a"
    size = draw(st.sampled_from([10_000, 300_000, most]))
    return (begin + unit * (size // len(unit)))[:most]
