"""Settings of one installation; every one is in docs/reference/settings.md."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from loa.config import env
from loa.config.databases import database

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(env.text("LOA_VAR", str(BASE_DIR / "var")))

DEBUG = env.flag("LOA_DEBUG")
# A development machine may do without a secret key; anything else may not.
DEVELOPMENT = env.flag("LOA_DEVELOPMENT")
SECRET_KEY = env.text("LOA_SECRET_KEY")
if not SECRET_KEY and DEVELOPMENT:
    SECRET_KEY = "only-for-a-development-machine-" + "0" * 32
ALLOWED_HOSTS = env.words("LOA_HOSTS", "127.0.0.1,localhost,[::1]")
# A second name, from which kept pages are shown; nothing else of Loa is there.
LOA_REPLAY_HOST = env.text("LOA_REPLAY_HOST")
if LOA_REPLAY_HOST:
    ALLOWED_HOSTS.append(LOA_REPLAY_HOST.partition(":")[0])
CSRF_TRUSTED_ORIGINS = env.words("LOA_ORIGINS")

INSTALLED_APPS = [
    "loa.desk",
    "loa.operations",
    "loa.reports",
    "loa.oversight",
    "loa.intake",
    "loa.evidence",
    "loa.programmes",
    "loa.documents",
    "loa.notices",
    "loa.likeness",
    "loa.fetching",
    "loa.files",
    "loa.channels",
    "loa.reference",
    "loa.orgs",
    "loa.accounts",
    "loa.audit",
    "loa.jobs",
    "loa.common",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "loa.fetching.replay.ReplayMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "loa.common.middleware.LanguageMiddleware",
    "loa.common.middleware.UploadLimitMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "loa.orgs.middleware.ActingBodyMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "csp.middleware.CSPMiddleware",
    "axes.middleware.AxesMiddleware",
    "loa.documents.middleware.SecrecyMiddleware",
]

ROOT_URLCONF = "loa.config.urls"
WSGI_APPLICATION = "loa.config.wsgi.application"
ASGI_APPLICATION = "loa.config.asgi.application"

CONTEXT_PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "django.template.context_processors.i18n",
    "loa.common.context.page",
    "loa.desk.context.navigation",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": CONTEXT_PROCESSORS},
    },
    {
        # Tables of thousands of rows: ten times faster than Django's templates.
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,  # loa/<app>/jinja2/
        "OPTIONS": {"environment": "loa.common.jinja.environment"},
    },
]

DATABASES = {"default": database(env.text("DATABASE_URL"), var=VAR_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        # 14 without a second factor (domain-facts 9.3).
        "OPTIONS": {"min_length": 14},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "desk:home"
LOGOUT_REDIRECT_URL = "accounts:sign_in"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
AXES_VERBOSE = False
AXES_FAILURE_LIMIT = 5  # R9.9
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "loa.accounts.views.locked_out"

# Behind TLS everything that must travel by it does; on a development machine none can.
SECURE = not DEVELOPMENT
SESSION_COOKIE_SECURE = SECURE
CSRF_FAILURE_VIEW = "loa.common.errors.csrf_failure"
CSRF_COOKIE_SECURE = SECURE
SECURE_SSL_REDIRECT = SECURE and env.flag("LOA_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
if env.flag("LOA_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS: list[str] = []
USE_I18N = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["loa.common.formats"]

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "loa.common.finders.PackageFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEVELOPMENT
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
# On a development machine files are served from the packages as they lie.
WHITENOISE_USE_FINDERS = DEVELOPMENT

# Originals, byte for byte, by their digest.
LOA_FILES = Path(env.text("LOA_FILES", str(VAR_DIR / "files")))
LOA_MAX_UPLOAD = int(env.text("LOA_MAX_UPLOAD", str(32 * 1024 * 1024)))
# A folder of root certificates; without one, whom a signature is by is not checked.
LOA_SIGNATURE_ROOTS = env.text("LOA_SIGNATURE_ROOTS")
# Where files wait that nobody has read yet; nothing of them is anywhere else.
LOA_QUARANTINE = Path(env.text("LOA_QUARANTINE", str(VAR_DIR / "quarantine")))
FILE_UPLOAD_TEMP_DIR = str(LOA_QUARANTINE)
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# The national exchange of documents: an adapter's address, or folders, or neither.
LOA_EXCHANGE_URL = env.text("LOA_EXCHANGE_URL")
LOA_EXCHANGE_SYSTEM = env.text("LOA_EXCHANGE_SYSTEM")
LOA_EXCHANGE_TOKEN = env.text("LOA_EXCHANGE_TOKEN")
LOA_EXCHANGE_IN = env.text("LOA_EXCHANGE_IN")
LOA_EXCHANGE_OUT = env.text("LOA_EXCHANGE_OUT")
LOA_EXCHANGE_ZIP = env.flag("LOA_EXCHANGE_ZIP", default=True)

# Mail goes out once there is a server; Zalo and SMS only as a dry run so far.
EMAIL_HOST = env.text("LOA_MAIL_HOST")
EMAIL_PORT = int(env.text("LOA_MAIL_PORT", "587"))
EMAIL_HOST_USER = env.text("LOA_MAIL_USER")
EMAIL_HOST_PASSWORD = env.text("LOA_MAIL_PASSWORD")
EMAIL_USE_TLS = env.text("LOA_MAIL_SECURITY", "starttls") == "starttls"
EMAIL_USE_SSL = env.text("LOA_MAIL_SECURITY", "starttls") == "tls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("LOA_MAIL_FROM", "loa@localhost")
LOA_ZALO = env.text("LOA_ZALO")
LOA_SMS = env.text("LOA_SMS")
# The address of this installation as people type it, for links in mails.
LOA_ADDRESS = env.text("LOA_ADDRESS").rstrip("/")
# Other people's pages. A development machine asks nobody unless it is told to.
LOA_FETCH = env.flag("LOA_FETCH", default=not DEVELOPMENT)
LOA_FETCH_ALLOW = env.words("LOA_FETCH_ALLOW")
LOA_FETCH_RESOLVE = env.words("LOA_FETCH_RESOLVE")
LOA_FETCH_PAUSE = float(env.text("LOA_FETCH_PAUSE", "1.0"))
LOA_FETCH_AGENT = env.text("LOA_FETCH_AGENT", "Mozilla/5.0 (compatible; Loa)")

# The mail box from which links and files become drafts: imaps://user@host/folder.
LOA_DROPBOX = env.text("LOA_DROPBOX")
LOA_DROPBOX_PASSWORD = env.text("LOA_DROPBOX_PASSWORD")
LOA_DROPBOX_ADDRESS = env.text("LOA_DROPBOX_ADDRESS")

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
    }
}

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.text("LOA_LOG", "INFO")},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
