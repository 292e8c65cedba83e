"""Indonesian word formation: a root and a form code give the surface forms of a lexicon row.

Follows Sneddon, Indonesian: A Comprehensive Grammar (2nd edition), chapter 1, and the spelling of
KBBI; where newspapers vary (mengonfirmasi, mengkonfirmasi) both forms come out. In a root of
several words ("ambil alih") the affixes go to the first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kg.errors import PackError

if TYPE_CHECKING:
    from collections.abc import Iterator

Upos = Literal["VERB", "NOUN", "ADJ"]
Voice = Literal["active", "passive", "none"]


@dataclass(frozen=True, slots=True, order=True)
class Inflected:
    """One surface form; ``code`` says how it came about ("V:bare", "peN-an", "literal")."""

    surface: str
    upos: Upos
    voice: Voice
    code: str


VOWELS = frozenset("aeiou")

#: Loans whose first k, p, s or t is dropped by some writers and kept by others.
VARYING = frozenset(
    """
    kalkulasi kampanye karantina karikatur kategori kolaborasi kolonisasi kombinasi komentar
    kompensasi kompromi komunikasi kondisi konfirmasi konfrontasi konsolidasi konsultasi
    konsumsi kontak kontaminasi konter kontribusi kontrol konversi koordinasi koordinir
    koreksi korupsi kriminalisasi kritik kritisi kualifikasi kudeta kultus kumandang paket
    parkir pasifikasi peduli pelopor pengaruh percaya perkosa persekusi pidana penalti
    polarisasi politisasi populer posisi publikasi sabotase sederhana sejahtera sekresi
    selundup sensor sertifikasi simulasi sinkron sinyalir sirkulasi sita sosialisasi steril
    subsidi sukses suplai survei suspensi swasta taat target telantar teleskop terjemah
    teror tes toleransi tolerir
    """.split()  # noqa: SIM905 - a word list reads better unquoted
)
#: Roots that keep their first letter although a vowel follows.
KEEPING = frozenset({"kaji", "punya"})
#: Further accepted forms of the active verb.
ALSO_ACTIVE = {"klaim": ("mengeklaim",), "stop": ("menyetop",), "sponsor": ("menyeponsor",)}
#: Roots with -er- in the first syllable that take ber- and per- unshortened.
UNSHORTENED = frozenset({"cermin", "kerabat", "merk", "persepsi", "sertifikat", "versi"})
CLITICS = ("lah", "kah", "pun", "tah", "nya", "ku", "mu")


def inflect(root: str, code: str) -> tuple[Inflected, ...]:
    """Give the surface forms of ``root`` under a form code of the lexicons, each once.

    Codes: ``0`` (noun), ``0/V``, ``0/A``; ``V`` (active, passive, headline form), ``me`` (active
    only), ``medi`` (no headline form), each with ``kan`` or ``i`` behind; ``Vper``, ``Vperkan``,
    ``Vperi``; ``ter``, ``terkan``, ``teri``; ``ber``, ``berkan``, ``ber-an``; ``an``, ``peN-an``,
    ``pe-an``, ``per-an``, ``ke-an``, ``se``; ``=literal_form`` with ``/N``, ``/V`` (active),
    ``/P`` (passive verb) or ``/A``.

    Raises:
        PackError: no such code.
    """
    if code.startswith("="):
        return (_literal(code[1:]),)
    first, _, rest = root.partition(" ")
    tail = f" {rest}" if rest else ""
    seen: dict[str, Inflected] = {}
    for surface, upos, voice, label in _forms(first, code):
        word = surface + tail
        seen.setdefault(word, Inflected(word, upos, voice, label))
    return tuple(seen.values())


def strip_clitics(word: str) -> str:
    """Give ``word`` without -nya, -ku, -mu, -lah, -kah, -pun ("tuduhannyalah" -> "tuduhan")."""
    for clitic in CLITICS:
        stem = word.removesuffix(clitic)
        if stem != word and len(stem) > 2:  # noqa: PLR2004 - no Indonesian content word is shorter
            return strip_clitics(stem)
    return word


def undouble(word: str) -> str:
    """Give the single form of a reduplicated word ("sanksi-sanksi" -> "sanksi")."""
    left, hyphen, right = word.partition("-")
    if hyphen and right and left.endswith(right):
        return left
    bare = strip_clitics(right)
    return left if hyphen and bare and left.endswith(bare) else word


def _literal(text: str) -> Inflected:
    word, slash, tag = text.replace("_", " ").partition("/")
    kinds: dict[str, tuple[Upos, Voice]] = {
        "N": ("NOUN", "none"),
        "V": ("VERB", "active"),
        "P": ("VERB", "passive"),
        "A": ("ADJ", "none"),
    }
    if not slash:
        tag = "V" if word.startswith(("me", "ber", "ter")) else "N"
        tag = "P" if word.startswith("di") else tag
    if not word or tag not in kinds:
        raise PackError(f"no such form code: '={text}'", "A literal ends in /N, /V, /P or /A.")
    return Inflected(word, *kinds[tag], "literal")


def _forms(root: str, code: str) -> Iterator[tuple[str, Upos, Voice, str]]:
    bare: dict[str, tuple[Upos, Voice]] = {
        "0": ("NOUN", "none"),
        "0/V": ("VERB", "active"),
        "0/A": ("ADJ", "none"),
    }
    if code in bare:
        yield (root, *bare[code], code)
    elif code.startswith(("V", "me")):
        yield from _verb(root, code)
    elif code in {"ter", "terkan", "teri"}:
        yield _short(root, "te", "r", only_r=True) + code[3:], "VERB", "passive", code
    elif code in {"ber", "berkan", "ber-an"}:
        yield _short(root, "be", "r") + code[3:].lstrip("-"), "VERB", "active", code
    else:
        for noun in _nouns(root, code):
            yield noun, "NOUN", "none", code


def _verb(root: str, code: str) -> Iterator[tuple[str, Upos, Voice, str]]:
    kind, suffix = _split_verb(code)
    if kind == "Vper":
        root = _short(root, "pe", "r")
        actives: tuple[str, ...] = (f"mem{root}",)
    else:
        actives = _nasal("me", root) + ALSO_ACTIVE.get(root, ())
    for active in actives:
        yield active + suffix, "VERB", "active", f"{code}:active"
    if kind != "me":
        yield f"di{root}{suffix}", "VERB", "passive", f"{code}:passive"
    if kind in {"V", "Vper"}:
        yield root + suffix, "VERB", "active", f"{code}:bare"


def _split_verb(code: str) -> tuple[str, str]:
    for kind in ("Vper", "V", "medi", "me"):
        for suffix in ("kan", "i", ""):
            if code == kind + suffix:
                return kind, suffix
    raise _unknown(code)


def _nouns(root: str, code: str) -> tuple[str, ...]:
    if code == "an":
        return (f"{root}an",)
    if code == "peN-an":
        return tuple(f"{stem}an" for stem in _nasal("pe", root))
    if code == "pe-an":
        return (f"pe{root}an",)
    if code == "per-an":
        return (f"{_short(root, 'pe', 'r')}an",)
    if code == "ke-an":
        return (f"ke{root}an",)
    if code == "se":
        return (f"se{root}",)
    raise _unknown(code)


def _unknown(code: str) -> PackError:
    return PackError(f"no such form code: '{code}'", "See kg.lang.id.morphology.inflect.")


def _short(root: str, prefix: str, linking: str, *, only_r: bool = False) -> str:
    """``prefix`` + r + ``root``; the r is dropped before r and before a syllable in -er-."""
    if root == "ajar" and not only_r:
        return f"{prefix}lajar"
    vowel = root.find("e")
    shut = root[vowel + 1 : vowel + 3]
    heavy = (
        vowel in {0, 1}
        and len(shut) == 2  # noqa: PLR2004 - the r and the consonant that closes the syllable
        and shut[0] == "r"
        and shut[1] not in VOWELS
        and root not in UNSHORTENED
    )
    dropped = root.startswith("r") or (heavy and not only_r)
    return prefix + ("" if dropped else linking) + root


def _nasal(prefix: str, root: str) -> tuple[str, ...]:
    """meN- or peN- before ``root``; two forms where writers differ, the standard one first."""
    if sum(letter in VOWELS for letter in root) == 1:
        return f"{prefix}nge{root}", *_kept(prefix, root)
    dropping = root[0] in "kpst" and root[1:2] in VOWELS and root not in KEEPING
    if root in VARYING:
        return _dropped(prefix, root), *_kept(prefix, root)
    if dropping:
        return (_dropped(prefix, root),)
    if prefix == "pe" and root.startswith("pr"):
        return _dropped(prefix, root), *_kept(prefix, root)
    return _kept(prefix, root)


def _dropped(prefix: str, root: str) -> str:
    nasal = {"k": "ng", "p": "m", "s": "ny", "t": "n"}.get(root[0])
    return prefix + nasal + root[1:] if nasal else _kept(prefix, root)[0]


def _kept(prefix: str, root: str) -> tuple[str, ...]:
    first = root[0]
    if first in "lrwymn":
        return (prefix + root,)
    if first in "bfvp":
        return (f"{prefix}m{root}",)
    if first in "dcjzst":
        return (f"{prefix}n{root}",)
    return (f"{prefix}ng{root}",)
