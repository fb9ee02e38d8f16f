"""Where the interface's font comes from: a package, never this repository."""

from pathlib import Path
from typing import Final

import fontpkg_be_vietnam_pro

FOLDER: Final = Path(fontpkg_be_vietnam_pro.__file__).parent / "files"
FILES: Final = tuple(
    f"BeVietnamPro-{weight}.ttf" for weight in ("Regular", "Medium", "SemiBold", "Bold")
)
