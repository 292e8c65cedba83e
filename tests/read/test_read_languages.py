"""Articles in another language are noticed; Indonesian ones never are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read.languages import doubt

SEED = Path(__file__).parents[2] / "seeds" / "000_a39da216cea299ce.txt"
NEWS = (
    "Pemerintah menunda pembangunan jembatan itu karena anggaran belum disetujui oleh parlemen. "
    "Menteri mengatakan kepada wartawan pada Senin bahwa pekerjaan akan dimulai tahun depan, "
    "tetapi para warga tidak percaya."
)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            (
                "The minister said that he would not sign the law, and that it was for them to "
                "decide on what is to be done with the money they have."
            ),
            "English",
        ),
        (
            (
                "Kerajaan negeri berkata bahawa jambatan itu ditutup kerana banjir sejak semalam. "
                "Beliau berkata pihak polis boleh membantu, ialah tugas mereka di tempat itu."
            ),
            "Malay",
        ),
        (
            (
                "De minister zei dat hij niet van plan is om de wet te tekenen, en dat het aan hen "
                "is om met het geld te doen wat zij ook voor goed houden."
            ),
            "Dutch",
        ),
        (
            (
                "Pamarentah nyebutkeun yén sasak éta bakal ditutup ku sabab caah ti peuting. Urang "
                "henteu nyaho naon nu geus aya di dinya, tapi loba jalma nu datang jeung indit."
            ),
            "Sundanese",
        ),
        (
            (
                "Pamarentah ngandika yen kreteg kuwi bakal ditutup amarga banjir wiwit wingi. Wong "
                "sing ana ing desa iku ora ngerti apa sing kudu dilakoni karo omahe lan sawahe."
            ),
            "Javanese",
        ),
        ("Президент заявил в понедельник, что он не приедет на встречу.", "Cyrillic"),
        ("政府は月曜日に橋の建設を延期すると発表し、住民は反対している。", "Japanese"),
        ("وقال الوزير يوم الاثنين إن الجسر سيغلق بسبب الفيضانات", "Arabic"),
    ],
)
def test_another_language_is_named(text: str, named: str) -> None:
    """The doubt names what was found, and what was asked for."""
    found = doubt(text, "id")
    assert found is not None
    assert named in found
    assert "Indonesian" in found


@pytest.mark.parametrize("text", [NEWS, SEED.read_text(encoding="utf-8"), "Gempa!", "", "12 345"])
def test_indonesian_is_not_doubted(text: str) -> None:
    """News in Indonesian, and texts too short to tell, raise no doubt."""
    assert doubt(text, "id") is None


def test_a_quotation_does_not_change_the_language() -> None:
    """An English sentence quoted in Indonesian news is no reason for doubt."""
    assert doubt(f'{NEWS} "We are not here to stay," kata dia. {NEWS}', "id") is None


@given(st.text())
def test_any_text_can_be_looked_at(text: str) -> None:
    """No text breaks the check; a language that the table lacks is never doubted by words."""
    doubt(text, "id")
    assert "looks" not in (doubt(text, "xx") or "")
