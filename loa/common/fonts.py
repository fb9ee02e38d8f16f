"""Where the interface's font comes from: a package, never this repository."""

from importlib import resources
from pathlib import Path
from typing import Final

FOLDER: Final = Path(str(resources.files("fontpkg_be_vietnam_pro") / "files"))
FILES: Final = tuple(
    f"BeVietnamPro-{weight}.ttf" for weight in ("Regular", "Medium", "SemiBold", "Bold")
)
