"""Triple stores: the local one on disk, beside the files."""
