"""YAML front matter between two lines of `---`, as YAML 1.2: a film may be called `No`, `On` or `1917`."""

from __future__ import annotations

import io
import re
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from data.errors import InvalidReviewFile, Problem, expected

_FENCED = re.compile(r"\A\ufeff?---[ \t]*\n(?P<yaml>.*?)^---[ \t]*(?:\n|\Z)(?P<body>.*)\Z", re.DOTALL | re.MULTILINE)
_BEGINNING = re.compile(r"\ufeff?---[ \t]*\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n){0,20}[\w]+[ \t]*:")
_MOST_CHARACTERS = 400_000
_MOST_SIGNS = 40_000
"""The fullest review stays far below both. The YAML reader takes 12 µs for every sign, so this is half a second."""

_SIGNS = ",:[]{}-\n&*!"
_LONGEST_NUMBER = 30

_INT = "tag:yaml.org,2002:int"


class _Constructor(SafeConstructor):
    """A number that is longer than any that is meant stays text: Python refuses to write one of 4,300 digits down."""

    def construct_number(self, node: Any) -> Any:
        """A number, or its digits."""
        written = self.construct_scalar(node)
        return written if len(written) > _LONGEST_NUMBER else self.construct_yaml_int(node)


_Constructor.add_constructor(_INT, _Constructor.construct_number)


def dumps(values: dict[str, Any]) -> str:
    """The front matter with both fences; lists of plain values stand on one line."""
    yaml = YAML(pure=True)
    yaml.allow_unicode = True
    yaml.width = 10_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    written = io.StringIO()
    yaml.dump(values, written)
    return f"---\n{written.getvalue()}---\n"


def recognises(text: str) -> bool:
    """Whether a text begins with a line of `---` and a `name: value`."""
    return _BEGINNING.match(text) is not None


def loads(text: str, file: str) -> tuple[dict[str, Any], dict[str, int], str]:
    """Split a file into the front matter's values, the line each of its keys stands on, and the body.

    Raises:
        InvalidReviewFile: no front matter, or it is not YAML.
    """
    fenced = _FENCED.match(text.replace("\r\n", "\n"))
    if not fenced:
        raise InvalidReviewFile([Problem(file, "front matter", expected("the facts between two lines of `---`"), 1)])
    if len(fenced["yaml"]) > _MOST_CHARACTERS or sum(map(fenced["yaml"].count, _SIGNS)) > _MOST_SIGNS:
        raise InvalidReviewFile([Problem(file, "front matter", expected("the facts of one film; this is far more"), 1)])
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _Constructor
    try:
        values = yaml.load(fenced["yaml"])
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else None
        raise InvalidReviewFile(
            [Problem(file, "front matter", expected("YAML, but {why}", why=error.problem), line)]
        ) from None
    except RecursionError:
        raise InvalidReviewFile(
            [Problem(file, "front matter", expected("lists that are nested less deeply"))]
        ) from None
    except (YAMLError, ValueError, TypeError, AttributeError, KeyError, IndexError) as error:
        # the reader lets these out for tags with the wrong content, such as `!!int x` or `!!set [a]`
        raise InvalidReviewFile([Problem(file, "front matter", expected("YAML, but {why}", why=str(error)))]) from None
    if not isinstance(values, dict):
        raise InvalidReviewFile([Problem(file, "front matter", expected("lines of `name: value`"), 2)])
    lines = {m[1]: n for n, line in enumerate(fenced["yaml"].split("\n"), 2) if (m := re.match(r"([\w]+):", line))}
    return {str(name): value for name, value in values.items()}, lines, fenced["body"]
