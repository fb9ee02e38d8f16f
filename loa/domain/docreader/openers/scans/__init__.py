"""Pictures of pages: read by Tesseract, with how sure it is of each word.

A file that is a picture, and the pages of a PDF that are pictures, become the same rows
as a page with text, and go the same way from there.
"""

from __future__ import annotations

from loa.domain.docreader.openers.scans.eyes import can_see
from loa.domain.docreader.openers.scans.options import Scans
from loa.domain.docreader.openers.scans.pages import read_page
from loa.domain.docreader.openers.scans.pictures import is_picture, pages_of

__all__ = ["Scans", "can_see", "is_picture", "pages_of", "read_page"]
