"""Files that are written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from secrets import token_hex


def write(directory: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write files into a folder, each beside its place first; who reads meanwhile finds the old one or the new one."""
    paths = []
    for name, content in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.{token_hex(4)}")
        try:
            beside.write_bytes(content)
            os.replace(beside, path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        paths.append(path)
    return paths
