"""Static files that lie in other packages."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

from loa.common import fonts


class PackageFinder(BaseFinder):
    """Finds the font's four files; the rest of its package is not served."""

    prefix = "common/fonts"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.storage = FileSystemStorage(location=fonts.FOLDER)
        # `collectstatic` copies to this folder.
        self.storage.prefix = self.prefix  # type: ignore[attr-defined]

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        for name in fonts.FILES:
            if path == f"{self.prefix}/{name}":
                found = str(fonts.FOLDER / name)
                return [found] if find_all else found
        return []

    def list(
        self, ignore_patterns: Iterable[str] | None
    ) -> Iterator[tuple[str, Storage]]:
        return ((name, self.storage) for name in fonts.FILES)
