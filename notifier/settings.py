"""The one settings file: everything comes from the environment, and nonsense stops the start with one sentence.

The variables are listed in docs/settings.md; each is read and judged in notifier.environment.
"""

import os
import sys
import tempfile
import warnings
from pathlib import Path

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from notifier import environment
from notifier.environment import rates
from notifier.environment.logs import logs
from notifier.environment.mail_house import hybrid_mail
from notifier.environment.sender import sender
from notifier.rosters.choices import MailBucket

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DEBUG = environment.flag("NOTIFIER_DEBUG")
# "serve", "headless" or "": the demo makes its own secrets and accepts only reserved mail domains.
DEMO = os.environ.get("NOTIFIER_DEMO", "")
if DEMO not in {"", "serve", "headless"}:
    raise ImproperlyConfigured("NOTIFIER_DEMO must be serve, headless or nothing.")
# Whether the demo catches its own mail, because nobody named a server.
DEMO_CATCHER = environment.flag("NOTIFIER_DEMO_CATCHER")


def _home() -> Path:
    """The data folder: named, else beside the SQLite database, else a fresh one (headless demo) or ./var."""
    if named := os.environ.get("NOTIFIER_HOME"):
        return Path(named)
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith("sqlite:///"):
        return Path(url.removeprefix("sqlite:///")).resolve().parent
    if DEMO == "headless" and not url:
        return Path(tempfile.mkdtemp(prefix="notifier-demo-"))
    return BASE_DIR / "var"


HOME = _home()
_MAY_MAKE = DEBUG or bool(DEMO)

DATABASES = {
    "default": environment.database("DATABASE_URL", HOME / "notifier.sqlite3", may_make=_MAY_MAKE),
    # Wrapped data keys live apart, so that no backup of the database brings an erased case back.
    # A write-ahead log would keep destroyed keys until it is next emptied; a rollback journal ends with its write.
    "keys": environment.database(
        "NOTIFIER_KEYSTORE_URL", HOME / "keys.sqlite3", may_make=_MAY_MAKE, journal="TRUNCATE"
    ),
}
DATABASE_ROUTERS = ["notifier.vault.router.KeyStoreRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SECRET_KEY = environment.secret_key(HOME, may_make=_MAY_MAKE)
# "id:base64 of 32 bytes", several separated by commas, the first one wraps new keys.
MASTER_KEYS = environment.master_keys(HOME, may_make=_MAY_MAKE)
# "id:base64 of 32 bytes" likewise: Ed25519 seeds that sign the audit log; the first one seals new events.
LOG_KEYS = environment.log_keys(HOME, may_make=_MAY_MAKE)

PUBLIC_ADDRESS = environment.public_address("http://127.0.0.1:8000")
# The log's name for ever, taken when it begins: changing the setting later changes nothing.
LOG_ORIGIN = environment.log_origin(f"{PUBLIC_ADDRESS.partition('://')[2]}/journal")
_HTTPS = PUBLIC_ADDRESS.startswith("https://")
ALLOWED_HOSTS = env.list("NOTIFIER_HOSTS", default=[]) or ["127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS] if _HTTPS else []

# Proxies whose word on who is asking is taken: the patients' page counts by address.
TRUSTED_PROXIES = environment.networks("NOTIFIER_TRUSTED_PROXIES", environment.PRIVATE_NETWORKS if _HTTPS else ())

# A time-stamping authority for checkpoints (RFC 3161), and the PEM file of its certificates; none unless named.
TSA_URL, TSA_ROOTS = environment.time_stamping()

INSTALLED_APPS = [
    "notifier.audit",
    "notifier.vault",
    "notifier.accounts",
    "notifier.practices",
    "notifier.breaches",
    "notifier.rosters",
    "notifier.notices",
    "notifier.delivery",
    "notifier.mailroom",
    "notifier.dossiers",
    "notifier.reception",
    "notifier.dashboard",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "notifier.accounts.middleware.NoTraceMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "notifier.urls"
WSGI_APPLICATION = "notifier.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Who logs in, and how.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "notifier.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # People are invited; nobody signs up.
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]

SESSION_COOKIE_AGE = 60 * 60 if DEMO else 15 * 60
SESSION_SAVE_EVERY_REQUEST = True  # Fifteen minutes of idleness, not fifteen minutes of work.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_NAME = "__Host-session" if _HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if _HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
# Frames are our own letters' previews (W019); subdomains and preload lists are the domain owner's to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W019", "security.W021"]
SECURE_SSL_REDIRECT = _HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
if _HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # The letter's preview is shown in a frame of our own page.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # The QR code of a second factor is drawn into its page.
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "object-src": [SELF],
        "frame-ancestors": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
    },
}

# French first, English complete.
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Paris"

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Without collected files WhiteNoise serves them from where they are, without a word.
warnings.filterwarnings("ignore", message="No directory at", category=UserWarning)
_MANIFEST = "collectstatic" in sys.argv or (not (DEBUG or DEMO) and (STATIC_ROOT / "staticfiles.json").is_file())
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if _MANIFEST
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not _MANIFEST
# An uploaded roster must never lie open in a temporary folder, so it stays in memory up to this size (bytes).
ROSTER_UPLOAD_LIMIT = environment.number("NOTIFIER_ROSTER_UPLOAD_LIMIT", 50 * 1024 * 1024)
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = ROSTER_UPLOAD_LIMIT

# Redis when there is one; else one process holds web and worker together.
REDIS_URL = os.environ.get("REDIS_URL", "")
if REDIS_URL and not REDIS_URL.startswith(("redis://", "rediss://", "unix://")):
    raise ImproperlyConfigured("REDIS_URL is not a Redis address that can be read.")
_REDIS_CACHE = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
CACHES = {"default": _REDIS_CACHE if REDIS_URL else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
CELERY_BROKER_URL = REDIS_URL or "memory://localhost/"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# memory:// polls once a second unless told otherwise; Redis gives a lost task to another worker after an hour.
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600} if REDIS_URL else {"polling_interval": 0.05}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_TIME_LIMIT = 600
CELERY_TIMEZONE = TIME_ZONE
_HOUR = {"expires": 3600}
CELERY_BEAT_SCHEDULE = {
    # One tick, no id: what is due is found in the database (docs/decisions/0002).
    "tick": {"task": "delivery.tick", "schedule": 2.0, "options": {"expires": 10}},
    # Owes the day's mail once, however often it comes, and tries again what did not get through.
    "staff_mail": {"task": "delivery.staff_mail", "schedule": 300.0, "options": {"expires": 240}},
    # Where letters go to a hybrid-mail provider: handed over as they are due, and asked about in their time.
    "hand_over": {"task": "mailroom.hand_over", "schedule": 10.0, "options": {"expires": 10}},
    "ask_mail_house": {"task": "mailroom.ask", "schedule": 300.0, "options": {"expires": 240}},
    "bounces": {"task": "delivery.read_bounces", "schedule": 300.0, "options": {"expires": 240}},
    # What the machine's keepers are told by mail; and the sender's records, in the morning.
    "watch": {"task": "delivery.watch", "schedule": 60.0, "options": {"expires": 50}},
    "sender": {"task": "delivery.check_sender", "schedule": crontab(hour=6, minute=10), "options": _HOUR},
    "doubts": {"task": "delivery.doubts", "schedule": 600.0, "options": {"expires": 540}},
    # Within the minutes a provider remembers its keys for; nothing to do where e-mail goes to a relay.
    "ask_provider": {"task": "delivery.ask_provider", "schedule": 60.0, "options": {"expires": 50}},
    # Everyone accounted for: the sums all day long, every single notice at night.
    "completeness": {"task": "delivery.completeness", "schedule": 600.0, "options": {"expires": 540}},
    "each_notice": {"task": "delivery.each_notice", "schedule": crontab(hour=2, minute=20), "options": _HOUR},
    "log": {"task": "audit.keep", "schedule": 10.0, "options": {"expires": 30}},
    "stamp": {"task": "audit.stamp", "schedule": 6 * 3600.0, "options": _HOUR},
    "uploads": {"task": "rosters.discard_stale", "schedule": 900.0, "options": {"expires": 600}},
    # At night, when nobody reads: what has been kept long enough goes.
    "retention": {"task": "dossiers.retention", "schedule": crontab(hour=3, minute=40), "options": _HOUR},
}

if not (DEBUG or DEMO or environment.IS_SETTING_UP):
    for _name in ("EMAIL_URL", "NOTIFIER_MAIL_DOMAIN"):
        if not os.environ.get(_name):
            raise ImproperlyConfigured(f"{_name} is not set: without it no notice can leave.")
vars().update(environment.relay("smtp://127.0.0.1:1025"))
EMAIL_TIMEOUT = 30
# What comes back: a return address for each message, and the mailbox it leads to. Off unless named.
# A provider takes e-mail instead of the relay where one is named (docs/decisions/0021).
MAIL_PROVIDER, ANYMAIL = environment.provider()
BOUNCE_DOMAIN = environment.bounce_domain()
BOUNCE_INBOX = environment.bounce_inbox()
# For how many days the relay and a printer keep copies of what they were handed (docs/decisions/0011). No figure for
# the relay means that it is one's own and keeps none.
RELAY_KEEPS_DAYS = environment.days("NOTIFIER_RELAY_KEEPS_DAYS")
PRINTER_KEEPS_DAYS = environment.days("NOTIFIER_PRINTER_KEEPS_DAYS")
# How fast e-mail may leave the installation (docs/decisions/0022); no limit unless named.
MAIL_LIMIT = rates.rates("NOTIFIER_MAIL_LIMIT")
MAIL_WARM_UP = rates.warm_up("NOTIFIER_MAIL_WARM_UP")
MAIL_BUCKET_LIMITS = rates.rates_of("NOTIFIER_MAIL_BUCKET_LIMITS", set(MailBucket) - {MailBucket.NONE})
# The campaign's own neutral domain: sender, Message-ID and paper requests live there.
MAIL_DOMAIN = environment.mail_domain("avis.example.org")
MAIL_SENDER = environment.mail_sender(f"information@{MAIL_DOMAIN}")
# How the sender is looked up in the DNS before an approval (docs/decisions/0023).
SENDER = sender()
MAIL_SENDER_NAME = environment.mail_sender_name("Information importante")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL_SENDER
# Who prints and posts letters where somebody is named (docs/decisions/0025).
HYBRID_MAIL = hybrid_mail(MAIL_SENDER, is_demo=bool(DEMO), is_trial=_MAY_MAKE)

LOGGING = logs("NOTIFIER_LOG_LEVEL")
DEFAULT_EXCEPTION_REPORTER = "notifier.vault.reports.SealedReporter"
DEFAULT_EXCEPTION_REPORTER_FILTER = "notifier.vault.reports.SealedReporterFilter"
