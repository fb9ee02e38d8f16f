"""The one lock around pdfium: it keeps global state, so one thread at a time."""

import threading

LOCK = threading.Lock()
