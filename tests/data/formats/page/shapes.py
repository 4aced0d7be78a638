"""The same page as different tools turn it into text."""

import textwrap
from collections.abc import Callable, Iterator

from lxml import etree, html

from tests.data.formats.page import salt_clock

_BLOCKS = {"p", "div", "h1", "h2", "h3", "h4", "h5", "li", "tr", "figcaption", "ul", "ol", "table"}


def _blocks() -> Iterator[tuple[str, str, list[str]]]:
    """Tag, text and cells of each block, in order; `br` is a line break in a cell."""
    tree = html.fromstring(f"<div>{salt_clock.content()}</div>")
    for line_break in tree.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    for element in tree.iter():
        if element.tag == "tr":
            cells = ["\n".join(t.strip() for t in cell.text_content().split("\n") if t.strip()) for cell in element]
            yield "tr", "", cells
        elif element.tag in _BLOCKS and not any(
            child.tag in _BLOCKS and child.text_content().strip() for child in element.iterdescendants()
        ):
            numbered = element.tag == "li" and element.getparent().tag == "ol"
            text = " ".join(element.text_content().split())
            if text:
                yield "number" if numbered else str(element.tag), text, []


def _text(
    row: Callable[[list[str]], str],
    *,
    item: str = "  • {}",
    heading: str = "{}",
    between: str = "\n\n",
    width: int = 0,
    indent: str = "",
) -> str:
    lines: list[str] = []
    number = 0
    for tag, text, cells in _blocks():
        number = number + 1 if tag == "number" else 0
        if tag == "tr":
            lines.append(row(cells))
            continue
        shown = text
        if tag.startswith("h"):
            shown = heading.format(text)
        elif tag == "li":
            shown = item.format(text)
        elif tag == "number":
            shown = f"  {number}. {text}"
        hanging = indent + ("    " if tag in {"li", "number"} else "")
        first = "" if tag.startswith("h") else indent
        lines.append(textwrap.fill(shown, width, initial_indent=first, subsequent_indent=hanging) if width else shown)
    return between.join(lines)


def _one_line(cell: str) -> str:
    return " ".join(cell.split("\n"))


def copied_from_a_browser() -> str:
    return _text("\t".join)


def joined_with_spaces() -> str:
    return _text(lambda cells: " ".join(cells).replace("\n", "\n\n\n\n"))


def pipes() -> str:
    return _text(lambda cells: "| " + " | ".join(map(_one_line, cells)) + " |", item="- {}", heading="## {}")


def pipes_without_ends() -> str:
    return _text(lambda cells: " | ".join(map(_one_line, cells)), item="  * {}", heading="## {}", width=78)


def wrapped_by_a_text_browser() -> str:
    return _text(
        lambda cells: "   " + "   ".join(c.ljust(30) for c in map(_one_line, cells)).rstrip(),
        item="  * {}",
        width=76,
        indent="   ",
    )


def wrapped_without_indent() -> str:
    return _text(lambda cells: " ".join(map(_one_line, cells)), item="• {}", width=100)


def without_blank_lines() -> str:
    return _text(lambda cells: "| " + " | ".join(map(_one_line, cells)) + " |", item="- {}", between="\n")


def bold_headings() -> str:
    return _text(
        lambda cells: (
            f"**{_one_line(cells[0])}:** {' '.join(map(_one_line, cells[1:]))}" if len(cells) > 1 else f"**{cells[0]}**"
        ),
        item="* {}",
        heading="**{}**",
    )


def colons() -> str:
    return _text(lambda cells: ": ".join(map(_one_line, cells)), item="* {}")


def facts_on_one_line() -> str:
    tail = copied_from_a_browser().split("Content Rating Explanation", 1)[1]
    rows = " ".join(" ".join(map(_one_line, cells)) for tag, _, cells in _blocks() if tag == "tr")
    return f"{salt_clock.BLURB}\n\nGeneral Information\n\n{rows}\n\nContent Rating Explanation{tail}"


def _pieces() -> list[str]:
    tree = html.fromstring(f"<div>{salt_clock.content()}</div>")
    return [str(piece).strip() for piece in tree.itertext() if str(piece).strip()]


def every_piece_on_a_line() -> str:
    return "\n".join(_pieces())


def everything_on_one_line() -> str:
    return " ".join(_pieces())


def nothing_between_the_pieces() -> str:
    return "".join(str(piece) for piece in html.fromstring(f"<div>{salt_clock.content()}</div>").itertext()).replace(
        "\n", ""
    )


def html_alone() -> str:
    return salt_clock.content()


def html_without_line_breaks() -> str:
    return salt_clock.saved_page().replace("\n", "")


def html_of_bold_paragraphs() -> str:
    page = salt_clock.saved_page()
    for level in "2345":
        page = (
            page.replace(f"<h{level} class='review-title'>", "<p><b>")
            .replace(f"<h{level}>", "<p><b>")
            .replace(f"</h{level}>", "</b></p>")
        )
    return page


def html_in_a_layout_table() -> str:
    return f"<html><body><table><tr><td>Menu</td><td>{salt_clock.content()}</td></tr></table></body></html>"


def html_of_definitions() -> str:
    page = salt_clock.saved_page()
    rows = "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in salt_clock.FACTS)
    cast = "".join(f"<tr><td>{name}</td><td>{actor}</td></tr>" for name, actor, _ in salt_clock.DESCRIPTIONS)
    return page.replace(
        salt_clock.facts_table(), f"<dl>{rows}</dl><h3>Noted Characters and Cast</h3><table>{cast}</table>"
    )


def repaired_html() -> str:
    return str(etree.tostring(html.fromstring(salt_clock.saved_page()), encoding="unicode", method="html"))


SHAPES: dict[str, Callable[[], str]] = {
    shape.__name__: shape
    for shape in (
        copied_from_a_browser, joined_with_spaces, pipes, pipes_without_ends, wrapped_by_a_text_browser,
        wrapped_without_indent, without_blank_lines, bold_headings, colons, facts_on_one_line,
        every_piece_on_a_line, everything_on_one_line, nothing_between_the_pieces, html_alone, salt_clock.saved_page,
        html_without_line_breaks, html_of_bold_paragraphs, html_in_a_layout_table, html_of_definitions, repaired_html,
    )
}  # fmt: skip
