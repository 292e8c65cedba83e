"""Language packs: folders of lexicons (TSV) and rules (TOML)."""

from kg.lang.pack import Pack, available, load

__all__ = ["Pack", "available", "load"]
