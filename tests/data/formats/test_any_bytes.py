import gzip
import io
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data.formats import FORMATS, Reading, read_bytes
from data.models import ReviewState
from tests.data.formats.large_files import FULL, LARGE
from tests.data.formats.page import salt_clock
from tests.data.formats.page.shapes import SHAPES
from tests.data.formats.readings import all_problems

PIECES = st.sampled_from(
    [
        "Director(s) ",
        "Noted Cast",
        "Our Rating: ",
        "Mixed (",
        "Divisive)",
        "- 75%",
        "\n",
        "\n\n",
        "Highlights",
        "Overview",
        "“A” contains:",
        "Violence: ",
        ",",
        ": ",
        "Character Descriptions",
        "A (B C)",
        "If you like this movie, we recommend:",
        "1. ",
        "General Information",
        "Date Released",
        "9/9/2009",
        "<p>",
        "</p>",
        "<table>",
        "<tr>",
        "<td>",
        "<li>",
        "<h2>",
        "</h2>",
        "---",
        "title: x",
        "{",
        "}",
        "[",
        "]",
        '"',
        "'",
        "*",
        "_",
        "#",
        "(",
        ")",
        "\t",
        "&amp;",
        "1 Hour",
        "Genre(s)",
        "user review",
        "%",
    ]
)


def check(reading: Reading) -> None:
    assert isinstance(reading, Reading)
    for problem in all_problems(reading):
        assert problem.expected
    for draft in reading.drafts:
        assert draft.review.film.title


@settings(max_examples=400)
@given(st.binary(max_size=2000), st.sampled_from(["a.md", "a.json", "a.csv", "a.html", "a.txt", "a", ""]))
@example(b"---\na: !!int x\n---\n", "a.md")
@example(b"---\n? [a]\n: b\n---\n", "a.md")
@example(b"---\ntitle: 2020-13-45\n---\n", "a.md")
@example(b"---\n!!set [a]\n---\n", "a.md")
@example(b"---\ntitle: &a [*a]\n---\n", "a.md")
@example(b'{"film": {"title": 1' + b"0" * 5000 + b"}}", "a.json")
@example(b'title,year\r\n"a', "a.csv")
@example("½ Hour".encode(), "a.txt")
@example(b"---\ntitle: 0x" + b"f" * 4000 + b"\n---\n", "a.md")
@example(b"---\ntitle: A\nyear: 0o" + b"7" * 6000 + b"\n---\n", "a.md")
@example(b"---\ntitle: A\nwarnings: {A: [0x" + b"f" * 4000 + b"]}\n---\n", "a.md")
@example(b"---\ntitle: A\ngenres: [-0b" + b"1" * 20000 + b"]\n---\n", "a.md")
@example(b"---\ntitle: A\nyear: 1e999999\n---\n", "a.md")
@example(b"---\ntitle: A\nyear: " + b"9" * 5000 + b"\n---\n", "a.md")
@example(b"title,year\nA," + b"9" * 5000, "a.csv")
@example(b"sep=", "a.csv")
@example(b"sep=\n\ntitle", "a.csv")
def test_any_bytes_give_drafts_or_problems(data: bytes, name: str) -> None:
    check(read_bytes(data, name))


@settings(max_examples=200)
@given(st.text(max_size=1000), st.sampled_from(list(FORMATS)))
def test_any_text_in_any_format(text: str, name: str) -> None:
    reading = read_bytes(text.encode("utf-8", "surrogatepass"), "file", name)
    check(reading)


@settings(max_examples=400)
@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=80).map("".join), st.sampled_from(["html", "text"]))
def test_any_mixture_of_what_pages_are_made_of(text: str, name: str) -> None:
    check(read_bytes(text.encode("utf-8", "surrogatepass"), "file", name))


@settings(max_examples=150)
@given(st.data(), st.sampled_from(list(SHAPES)))
def test_pages_with_pieces_missing(data: st.DataObject, name: str) -> None:
    lines = SHAPES[name]().split("\n")
    kept = data.draw(st.lists(st.sampled_from(range(len(lines))), unique=True).map(sorted))
    reading = read_bytes("\n".join(lines[n] for n in kept).encode(), "page.txt")
    check(reading)
    assert reading.drafts or reading.problems
    assert all(draft.review.state is ReviewState.DRAFT for draft in reading.drafts)


def archive() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as zipped:
        zipped.writestr("review.md", "---\ntitle: Inside\n---\n")
    return written.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (archive(), "ZIP archive"),
        (gzip.compress(b"---\ntitle: Inside\n---\n", mtime=0), "gzip archive"),
        (b"\x00" * 257 + b"ustar", "tar archive"),
        (b"7z\xbc\xaf\x27\x1c...", "7z archive"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG image"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "WebP image"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"MZ\x90\x00\x03\x00", "Windows program"),
        (b"\x7fELF\x02\x01\x01\x00", "program"),
        (b"{\\rtf1\\ansi Hello}", "rich text"),
        (b"\x00\x00\x00\x18ftypmp42", "video"),
        (b"SQLite format 3\x00", "database"),
        (b"From: <Saved by Blink>\r\n", "web archive"),
        (bytes(range(256)) * 8, "binary file"),
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n\t", "empty"),
        (b"a" * (FULL + 1), "at most 5 MB"),
    ],
)
@pytest.mark.parametrize("name", ["review.md", "review.txt", "review.json"])
def test_what_is_no_text_is_refused_by_its_name(data: bytes, what: str, name: str) -> None:
    reading = read_bytes(data, name)
    assert reading.drafts == ()
    (problem,) = reading.problems
    assert what in str(problem)
    assert str(problem).startswith(name)


@pytest.mark.parametrize("text", ["MZ was his name.", "BMX riders (2019)", "PK and PKs", "ID3 is a film"])
def test_text_that_begins_like_something_else_is_read(text: str) -> None:
    assert read_bytes(text.encode(), "a.txt").drafts


ENCODED = {
    "utf-8": lambda text: text.encode(),
    "utf-8 with a mark": lambda text: text.encode("utf-8-sig"),
    "utf-16 with a mark": lambda text: text.encode("utf-16"),
    "utf-16, big-endian": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "utf-16 without a mark": lambda text: text.encode("utf-16-le"),
    "cp1252": lambda text: text.encode("cp1252"),
    "cp1252 read into utf-8": lambda text: text.encode().decode("cp1252", "ignore").encode(),
    "windows line ends": lambda text: text.replace("\n", "\r\n").encode(),
    "old Macintosh line ends": lambda text: text.replace("\n", "\r").encode(),
}


@pytest.mark.parametrize("encoding", [name for name in ENCODED if "into" not in name])
@pytest.mark.parametrize("shape", ["copied_from_a_browser", "saved_page"])
def test_a_page_reads_the_same_in_every_encoding(encoding: str, shape: str) -> None:
    reading = read_bytes(ENCODED[encoding](SHAPES[shape]()), "page")
    assert ["a guess" in str(problem) for problem in reading.problems] == [True] * (encoding == "cp1252")
    assert reading.drafts[0].review == salt_clock.EXPECTED


def test_text_that_was_decoded_wrongly_once_is_mended() -> None:
    wrong = "The clock’s tide – “early” each day (2021).".encode().decode("cp1252", "replace")
    if "\ufffd" in wrong:
        wrong = "The clock’s tide – each day (2021).".encode().decode("cp1252")
    assert "’s tide – " in str(read_bytes(f"Title\n\n{wrong} More words here.".encode(), "a.txt").drafts[0].review)


def test_a_few_broken_bytes_do_not_spoil_the_rest() -> None:
    data = "Amélie à l’été (2001)\n\nElle a été là, déjà très étonnée".encode() + b"\xe2\x80 end."
    reading = read_bytes(data, "a.txt")
    assert reading.drafts[0].review.film.title == "Amélie à l’été"
    assert "1 place could not be read" in str(reading.problems[0])


@pytest.mark.timing
@pytest.mark.parametrize("kind", LARGE)
def test_five_megabytes_of_anything_take_less_than_two_seconds(kind: str) -> None:
    name, make = LARGE[kind]
    data = make()
    assert len(data) <= FULL
    started = time.process_time()
    check(read_bytes(data, name))
    assert time.process_time() - started < 2


@pytest.mark.uncounted
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells the peak of a process so")
def test_five_megabytes_of_anything_fit_into_two_hundred() -> None:
    """One process for all kinds: the most that it ever needed, the interpreter itself included."""
    code = (
        "import re\n"
        "from pathlib import Path\n"
        "from data.formats import read_bytes\n"
        "from tests.data.formats.large_files import LARGE\n"
        "for name, make in LARGE.values():\n"
        "    read_bytes(make(), name)\n"
        "print(re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert int(done.stdout) // 1024 < 200
