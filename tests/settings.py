"""Settings of the tests: the product's own, in a place of its own, hashing fast."""

import os
import shutil
import tempfile
from pathlib import Path

os.environ["LOA_DEVELOPMENT"] = "1"
os.environ.pop("LOA_SECRET_KEY", None)
# Never the installation's own files; each process has a folder to itself.
_MEMORY = Path("/dev/shm")
_ROOMY = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > 4 << 30
_VAR = tempfile.TemporaryDirectory(
    prefix="loa-tests-",
    dir=_MEMORY if _ROOMY else None,
    ignore_cleanup_errors=True,
)
os.environ["LOA_VAR"] = _VAR.name

from loa.config.settings import *  # noqa: E402, F403
from loa.config.settings import DATABASES  # noqa: E402

# Argon2 is slow on purpose; a test that signs in a hundred times need not be.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Every Client makes the middleware anew, which would look through all styles each time.
WHITENOISE_AUTOREFRESH = True
STATIC_ROOT = Path(_VAR.name) / "static"
STATIC_ROOT.mkdir()
# A pool outlives the test that opened it, and then the database cannot be dropped.
DATABASES["default"].get("OPTIONS", {}).pop("pool", None)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # In memory, connections lock each other's tables at once instead of waiting: two
    # people at the same moment are real only in a file.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(_VAR.name) / "test.sqlite3")}
