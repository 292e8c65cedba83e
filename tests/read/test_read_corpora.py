"""Corpora: archives, patterns, streams without end, ids without number, in little memory."""

from __future__ import annotations

import gzip
import io
import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError, KGError
from kg.model import Article
from kg.read import Meter, Problem, read
from kg.read.compressed import plain
from kg.read.seen import seen

BODY = "Warga Desa Rawa mengungsi ke balai desa pada hari Senin karena banjir.\n"
LINES = "".join(json.dumps({"id": f"b{n}", "text": BODY}) + "\n" for n in range(3)).encode()
Pack = Callable[[bytes], bytes]


def zst(data: bytes) -> bytes:
    """Two frames, as ``cat`` of two archives gives."""
    half = len(data) // 2
    packer = zstandard.ZstdCompressor()
    return packer.compress(data[:half]) + packer.compress(data[half:])


def gz(data: bytes) -> bytes:
    """Two members."""
    half = len(data) // 2
    return gzip.compress(data[:half]) + gzip.compress(data[half:])


PACKERS = {"gz": gz, "zst": zst}


def ids(*inputs: str, **options: object) -> list[str]:
    """The ids of the articles; a problem fails the test."""
    found = list(read(inputs, **options))  # type: ignore[arg-type]
    assert not [item for item in found if isinstance(item, Problem)]
    return [item.id for item in found if isinstance(item, Article)]


@pytest.mark.parametrize("ending", PACKERS)
def test_archives_are_read_in_files_folders_and_from_standard_input(
    tmp_path: Path, ending: str
) -> None:
    """JSON Lines and texts; the id of a text is its name without both endings."""
    packed = PACKERS[ending](LINES)
    (tmp_path / f"a.jsonl.{ending}").write_bytes(packed)
    (tmp_path / f"teks.v2.TXT.{ending}").write_bytes(PACKERS[ending](BODY.encode()))
    assert ids(str(tmp_path)) == ["b0", "b1", "b2", "teks.v2"]
    assert ids("-", stdin=io.BytesIO(packed)) == ["b0", "b1", "b2"]


@pytest.mark.parametrize("ending", PACKERS)
def test_an_archive_that_is_cut_off_or_damaged_is_told(tmp_path: Path, ending: str) -> None:
    """What stands before the damage is read, and the file is named with what is wrong."""
    noise = "".join(
        json.dumps({"id": f"n{n}", "text": BODY, "url": f"https://example.org/{n * 7919 % 10007}"})
        + "\n"
        for n in range(2000)
    ).encode()
    packed = PACKERS[ending](noise)
    path = tmp_path / f"a.jsonl.{ending}"
    for data, said in (
        (packed[:-6], "cut off"),
        (packed[:-400] + bytes(200) + packed[-200:], "damaged archive"),
        (packed + b"ini bukan arsip", "damaged archive"),
    ):
        path.write_bytes(data)
        *found, last = read([str(path)])
        assert isinstance(last, Problem)
        assert said in last.message
        assert last.source == str(path)
        assert [one.id for one in found if isinstance(one, Article)][:2] == ["n0", "n1"]


@given(st.binary(max_size=2000), st.sampled_from([gz, zst]), st.data())
@settings(max_examples=60, deadline=None)
def test_unpacking_gives_every_byte_or_an_error_of_ours(
    data: bytes, pack: Pack, draw: st.DataObject
) -> None:
    """Whole archives give what was packed; damaged ones never less without a word."""
    packed = bytearray(pack(data))
    with plain(io.BytesIO(bytes(packed))) as stream:
        assert stream.read() == data
    end = draw.draw(st.integers(4, len(packed) - 1))
    try:
        with plain(io.BytesIO(bytes(packed[:end]))) as stream:
            found = stream.read()
    except KGError as error:
        assert error.hint
    else:
        assert data.startswith(found)
        assert len(found) >= len(data) // 2


def test_patterns(tmp_path: Path) -> None:
    """``*`` and ``**`` in sorted order; one that nothing matches is an error."""
    for name in ("b/2.txt", "a/1.txt", "a/c/3.txt", "a/x.pdf"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(BODY, encoding="utf-8")
    assert ids(f"{tmp_path}/*/*.txt") == ["1", "2"]
    assert ids(f"{tmp_path}/**") == ["1", "3", "2"]
    assert ids(f"{tmp_path}/?") == ["1", "3", "2"]
    with pytest.raises(InputError, match="nothing matches"):
        ids(f"{tmp_path}/*.jsonl")
    (tmp_path / "d[1].txt").write_text(BODY, encoding="utf-8")
    assert ids(f"{tmp_path}/d[1].txt") == ["d[1]"]


def test_a_stream_is_read_as_it_comes() -> None:
    """The first article is there before the last one is written."""

    class Endless(io.RawIOBase):
        number = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            line = json.dumps({"id": str(self.number), "text": BODY}).encode() + b"\n"
            self.number += 1
            buffer[: len(line)] = line
            return len(line)

    stream = Endless()
    found = read(["-"], stdin=io.BufferedReader(stream))
    assert [next(found).id for _ in range(40)] == [str(n) for n in range(40)]  # type: ignore[union-attr]
    assert stream.number < 80


def test_the_meter_knows_how_far_reading_is(tmp_path: Path) -> None:
    """Bytes of the files as they lie on the disk; of a stream nobody knows the total."""
    (tmp_path / "a.jsonl").write_bytes(LINES * 1 + b"\n" * 100_000)
    (tmp_path / "b.txt").write_text(BODY, encoding="utf-8")
    meter = Meter()
    seen_so_far = [meter.done for _ in read([str(tmp_path)], meter=meter)]
    assert meter.total == meter.done == sum(path.stat().st_size for path in tmp_path.iterdir())
    assert seen_so_far == sorted(seen_so_far)
    list(read(["-"], stdin=io.BytesIO(LINES), meter=meter))
    assert meter.total is None


def test_memory_does_not_grow_with_the_corpus(tmp_path: Path) -> None:
    """Five thousand articles more take no more memory to read."""

    def peak(number: int) -> int:
        path = tmp_path / f"{number}.jsonl.gz"
        with gzip.open(path, "wt") as stream:
            for n in range(number):
                stream.write(json.dumps({"id": f"artikel-{n}", "text": BODY}) + "\n")
        tracemalloc.start()
        for _ in read([str(path)]):
            pass
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(10)
    assert peak(6000) < peak(1000) + 64_000


@given(st.lists(st.text(max_size=8), max_size=30))
@settings(max_examples=40, deadline=None)
def test_every_name_is_seen_once(names: list[str]) -> None:
    """Any text is a name, half a surrogate pair too; the first place is remembered."""
    first: dict[str, str] = {}
    with seen() as before:
        for number, name in enumerate([*names, "\ud800", *names]):
            assert before.before(name, str(number)) == first.get(name)
            first.setdefault(name, str(number))
