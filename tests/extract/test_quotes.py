"""Where a quotation is open: curly and straight marks, paragraphs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.extract.quotes import open_quotation

WORDS = st.text(alphabet="ab ,.", max_size=6)


@given(WORDS, WORDS, WORDS, st.sampled_from([("“", "”"), ('"', '"'), ("«", "»")]))
def test_open_between_the_marks_only(
    before: str, inside: str, after: str, marks: tuple[str, str]
) -> None:
    """Right behind the opening mark it is open, at the closing one too, and then no more."""
    opening, closing = marks
    text = before + opening + inside + closing + after
    start, end = len(before) + 1, len(before) + 1 + len(inside)
    assert not any(open_quotation(text, at) for at in range(len(before) + 1))
    assert all(open_quotation(text, at) for at in range(start, end + 1))
    assert not any(open_quotation(text, at) for at in range(end + 1, len(text) + 1))


@given(st.text(alphabet='ab“”"«» ', max_size=12), st.text(alphabet="ab ", max_size=6))
def test_a_paragraph_ends_every_quotation(before: str, after: str) -> None:
    """A mark that was left out does not run into the next paragraph."""
    text = before + "\n\n" + after
    assert not any(open_quotation(text, at) for at in range(len(before) + 2, len(text) + 1))


def test_a_quotation_runs_over_lines() -> None:
    """One sentence a line: the next line is still inside, one that opens anew starts anew."""
    text = '"Kapal itu tiba.\nMuatannya beras," kata Sari.\n"Esok berangkat," katanya.\nSelesai.'
    at = [text.index(word) for word in ("Muatannya", "kata Sari", "Esok", "Selesai")]
    assert [open_quotation(text, place) for place in at] == [True, False, True, False]


@given(st.text(alphabet='ab“”"«»\n ', max_size=20), st.data())
def test_only_what_stands_before_counts(text: str, data: st.DataObject) -> None:
    """What follows a place does not change whether a quotation is open there."""
    at = data.draw(st.integers(0, len(text)))
    assert open_quotation(text, at) == open_quotation(text[:at], at)
