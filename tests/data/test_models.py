"""How text is cleaned before it is stored."""

import sys
import unicodedata

from data.models import clean_line, clean_text

LEFT_OUT = {"Cc", "Cs", "Zl", "Zp"}
UNSEEN = {0x200B, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF}


def test_of_all_characters_controls_and_the_unseen_are_left_out() -> None:
    every = [chr(code) for code in range(sys.maxunicode + 1) if chr(code) not in "\n\t\r"]
    cleaned = clean_text("\n".join(f"a{one}b" for one in every)).split("\n")
    gone = {one for one, left in zip(every, cleaned, strict=True) if left == "ab"}
    assert gone == {one for one in every if unicodedata.category(one) in LEFT_OUT or ord(one) in UNSEEN}


def test_ends_of_lines_are_one_kind_and_tabs_stay_within() -> None:
    assert clean_text(" \r\na\tb \r\n\rc\u200d\n ") == "a\tb\n\nc\u200d"
    assert clean_line(" a\t b\r\nc ") == "a b c"
