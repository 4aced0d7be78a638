"""Files of five megabytes, each of one thing that some reader could choke on."""

from collections.abc import Callable

FULL = 5 * 2**20


def repeated(unit: str) -> Callable[[], bytes]:
    return lambda: (unit.encode() * (FULL // len(unit.encode()) + 1))[:FULL]


def _review(heading: str) -> bytes:
    return f"Director(s) Ida Holm\nOur Rating: Mixed\n{heading}".encode()


def _numbered(line: str, count: int) -> bytes:
    return "".join(line.format(n) for n in range(count)).encode()


def _in_a_cell(item: str, count: int) -> bytes:
    return b'title,warnings\nA,"[' + (item.encode() + b",") * count + b'0]"\n'


LARGE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "lists in a cell": ("a.csv", lambda: _in_a_cell("[]", FULL // 3 - 20)),
    "few lists in a cell": ("a.csv", lambda: _in_a_cell("[]", 399_000)),
    "objects in a cell": ("a.csv", lambda: _in_a_cell('{""a"":0}', 399_000)),
    "numbers in a cell": ("a.csv", lambda: _in_a_cell("0", FULL // 2 - 20)),
    "objects in many cells": (
        "a.csv",
        lambda: b"title,warnings\n" + b'A,"[{""a"":0},{""a"":0},{""a"":0}]"\n' * 130_000,
    ),
    "names in a cell": ("a.csv", lambda: b"title,genres\nA," + b"a;" * (FULL // 2 - 20)),
    "lists in a list": ("a.json", lambda: b'{"film":{"title":"A","genres":[' + b"[]," * 390_000 + b"[]]}}"),
    "objects in objects": ("a.json", lambda: b'[{"film":{"title":' + b'{"a":' * 900 + b"0" + b"}" * 900 + b"}}]"),
    "many names": ("a.json", lambda: b'{"film":{"title":"A"' + _numbered(',"a{0}":0', 300_000) + b"}}"),
    "numbers in a list": ("a.json", lambda: b'{"film":{"title":"A","genres":[' + b"0," * (FULL // 2 - 30) + b"0]}}"),
    "another alphabet": ("a.csv", lambda: b"title,year\n" + "Ирония судьбы,1975\n".encode("cp1251") * 270_000),
    "letters": ("a.txt", repeated("a")),
    "line ends": ("a.txt", repeated("a\n")),
    "spaces": ("a.txt", lambda: b"a" + b" " * (FULL - 2) + b"b"),
    "prose": ("a.txt", repeated("Some words of prose, and a few more of them.\n\n")),
    "facts": ("a.txt", repeated("Director(s) Lena Marsh Genre(s) Drama Content Rating R Noted Cast A (B C)\n")),
    "facts on one line": ("a.txt", repeated("Director(s) Lena Marsh Genre(s) Drama Content Rating R ")),
    "characters": ("a.txt", repeated("Character Descriptions\nIns (Mar Lin)\nText (of) it.\n")),
    "cast": ("a.txt", lambda: b"Director(s) X\nNoted Cast\n" + repeated("Ins Mar Lin\nTom Pie Aal\n")()[: FULL - 30]),
    "scores": ("a.txt", lambda: b"Director(s) X\nHighlights\n" + repeated("The Sea Is There - 75%\n")()[: FULL - 30]),
    "brackets": ("a.txt", repeated("(")),
    "marks": ("a.txt", repeated("*_[](")),
    "links": ("a.txt", repeated("[a](")),
    "captions": ("a.txt", repeated("“A (B),” directed by ")),
    "quotes": ("a.txt", repeated("“")),
    "colons": ("a.txt", repeated("A: ")),
    "pipes": ("a.txt", repeated("a | ")),
    "commas": ("a.txt", lambda: b"Content Warnings\nViolence: " + repeated("a, ")()[: FULL - 40]),
    "recommendations": ("a.txt", lambda: b"Director(s) A\nWe recommend\n" + repeated("A Film: b. ")()[: FULL - 40]),
    "criteria": (
        "a.txt",
        lambda: _review("Highlights\n") + _numbered("The Sea number {0} Is There\nIt is {0}.\n", 4000),
    ),
    "long criteria": ("a.txt", lambda: _review("Highlights\n") + _numbered("a {0} " * 40 + "\n", 2000)),
    "criteria with scores": (
        "a.txt",
        lambda: (
            _review("Highlights\n")
            + _numbered("The Sea number {}\n", 2000)
            + b"A (2020) - Overview\n"
            + _numbered("The Sea number {} - 7%\n", 2000)
        ),
    ),
    "roles": (
        "a.txt",
        lambda: (
            _review("Noted Cast\n")
            + _numbered("Ida{0} Ola{0} Holm\n", 2000)
            + b"Character Descriptions\n"
            + _numbered("Ida{0} (Ola{0} Holm)\nText {0}.\n", 2000)
        ),
    ),
    "overviews": ("a.txt", repeated("Overview\n")),
    "titles": ("a.txt", lambda: b"Summary\n" + _numbered("Film {} (2020)\n", 200_000)),
    "menu and titles": ("a.txt", lambda: b"Summary\n" + b"a\n" * 2400 + b"It is. " * 20 + b"\n" + b"F (2020)\n" * 9999),
    "overall": ("a.txt", lambda: _review("A (2020) - Overview\n") + b"Overall\n" * 9999),
    "junk titles": ("a.txt", lambda: b"A\n" * 2400 + _review("Related Posts\n") + b"F (2020)\n" * 9999),
    "hashes": ("a.txt", lambda: b"# " + b"#" * (FULL - 3) + b"a"),
    "nested warnings": ("a.txt", lambda: _review("Content Warnings\n") + b"Violence: " + b"a (" * 99_000),
    "long topic": ("a.txt", lambda: _review("Content Warnings\n") + b"Violence: " + b"a is are (b " * 20_000),
    "separators": ("a.txt", lambda: b"# " + b"a - b: c | " * 20_000),
    "title": ("a.html", lambda: b"<title>" + b"a - b: c | " * 20_000 + b"</title><p>Our Rating: Mixed"),
    "caption": ("a.html", lambda: b"<figure><figcaption>" + "“a,” b (".encode() * 20_000),
    "heading of letters": ("a.html", lambda: b"<h1>" + b"&amp;<i></i>" * 90_000),
    "tags": ("a.html", repeated("<b>")),
    "paragraphs": ("a.html", repeated("<p>a</p>")),
    "cells": ("a.html", lambda: b"<table>" + repeated("<tr><td>a<td>b")()[: FULL - 7]),
    "deep": ("a.html", lambda: repeated("<div>")()[: FULL // 2] + repeated("</i>")()[: FULL // 2]),
    "comment": ("a.html", repeated("<!--")),
    "attributes": ("a.html", lambda: b"<p " + repeated("a=b ")()[: FULL - 3]),
    "entities": ("a.html", lambda: b"<p>" + repeated("&amp;")()[: FULL - 3]),
    "scripts": ("a.html", lambda: b"<script type='application/ld+json'>" + repeated("[")()[: FULL - 50]),
    "objects": ("a.json", lambda: b"[" + repeated("{},")()[: FULL - 1]),
    "lists": ("a.json", lambda: b'[{"film":[' + repeated("[],")()[: FULL - 10]),
    "nesting": ("a.json", repeated("[")),
    "numbers": ("a.json", lambda: b"[" + repeated("1,")()[: FULL - 1]),
    "small reviews": ("a.json", lambda: b"[" + repeated('{"film":{"title":"a"}},')()[: FULL - 1]),
    "wrong reviews": ("a.json", lambda: b"[" + repeated('{"film":{"title":"a","x":1},"y":2},')()[: FULL - 1]),
    "one string": ("a.json", lambda: b'{"film":{"title":"' + b"a" * (FULL - 21) + b'"}}'),
    "rows": ("a.csv", lambda: b"title\n" + repeated("a\n")()[: FULL - 6]),
    "columns": ("a.csv", lambda: b"title,year\n" + repeated(",")()[: FULL - 11]),
    "open quote": ("a.csv", lambda: b'title\n"' + b"a" * (FULL - 7)),
    "front matter": ("a.md", lambda: b"---\na: [" + repeated("b,")()[: FULL - 20] + b"]\n---\n"),
    "front matter, deep": ("a.md", lambda: b"---\na: " + b"[" * (FULL - 12) + b"\n---\n"),
    "fences": ("a.md", repeated("---\n")),
    "body": ("a.md", lambda: b"---\ntitle: a\n---\n" + repeated("## Summary\n\na\n\n")()[: FULL - 17]),
    "sections": ("a.md", lambda: b"---\ntitle: a\n---\n## Highlights\n" + repeated("### a - 1%\na\n")()[: FULL - 40]),
    "wide": ("a.txt", lambda: ("😀 word " * (FULL // 14)).encode("utf-16")[:FULL]),
}
