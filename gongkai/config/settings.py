"""All settings come from the environment; what is not given has a safe value.

`gongkai demo` and the tests set the same variables that an operator would.
"""

from __future__ import annotations

from pathlib import Path

import environ

from gongkai.runtime.home import Home

env = environ.Env()

HOME = Home.find()
DEBUG = False
SECRET_KEY = env.str("GONGKAI_SECRET_KEY", default="") or HOME.secret_key()
FIELD_ENCRYPTION_KEY = env.str("GONGKAI_FIELD_KEY", default="") or HOME.field_key()
ALLOWED_HOSTS = env.list("GONGKAI_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("GONGKAI_ORIGINS", default=[])
HTTPS = env.bool("GONGKAI_HTTPS", default=False)
BEHIND_PROXY = env.bool("GONGKAI_BEHIND_PROXY", default=False)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "django_prose_editor",
    "procrastinate.contrib.django",
    "gongkai.foundation.audit",
    "gongkai.foundation.outbox",
    "gongkai.foundation.storage",
    "gongkai.foundation.calendars",
    "gongkai.foundation.organisations",
    "gongkai.foundation.identity",
    "gongkai.foundation.notifications",
    "gongkai.foundation.deadlines",
    "gongkai.foundation.search",
    "gongkai.core.catalogue",
    "gongkai.core.workflow",
    "gongkai.core.guarding",
    "gongkai.core.responsibilities",
    "gongkai.core.powers",
    "gongkai.core.information",
    "gongkai.core.wording",
    "gongkai.core.publishing",
    "gongkai.core.importing",
    "gongkai.edges.components",
    "gongkai.edges.portal",
    "gongkai.edges.workbench",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "gongkai.edges.components.middleware.content_security_policy",
    "gongkai.edges.components.middleware.Refusals",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "gongkai.edges.workbench.middleware.actor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "gongkai.config.urls"
WSGI_APPLICATION = "gongkai.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

_database = env.db_url("DATABASE_URL", default=HOME.database_url(), engine="django.db.backends.postgresql")
_pool_size = env.int("GONGKAI_DB_POOL_MAX", default=8)
_pool = {"min_size": 1, "max_size": _pool_size, "timeout": 10} if _pool_size else False
DATABASES = {
    "default": {
        **_database,
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 0,
        "OPTIONS": {**_database.get("OPTIONS", {}), "pool": _pool, "connect_timeout": 5},
        "TEST": {"TEMPLATE": "template0"},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "identity.Account"
AUTHENTICATION_BACKENDS: list[str] = []
PASSWORD_HASHERS = [
    "gongkai.foundation.identity.models.hashers.PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "workbench:sign_in"

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "gongkai_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "gongkai.edges.components.refusals.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_SSL_REDIRECT = HTTPS and not BEHIND_PROXY
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = HOME.folder("static")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

FILES_ROOT = Path(env.str("GONGKAI_FILES_DIR", default="") or HOME.folder("files"))
IMPORTS_ROOT = Path(env.str("GONGKAI_IMPORTS_DIR", default="") or HOME.folder("imports"))
"""Where the material of old sites lies: one folder for each."""

FILE_SIZE_LIMIT = env.int("GONGKAI_FILE_SIZE_LIMIT", default=100 * 1024 * 1024)
CONVERTER = env.str("GONGKAI_CONVERTER", default="")
"""Path of an office program (soffice) that turns .doc and .xls into files that can be read and cleaned."""

RECYCLE_DAYS = env.int("GONGKAI_RECYCLE_DAYS", default=30)
"""Days for which a deleted draft can be restored: a month, so that whoever is away comes back in time."""

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]

SIGN_IN_IDLE_MINUTES = env.int("GONGKAI_IDLE_MINUTES", default=30)
SIGN_IN_LONGEST_HOURS = env.int("GONGKAI_SIGN_IN_HOURS", default=12)
SIGN_IN_FAILURES = env.int("GONGKAI_SIGN_IN_FAILURES", default=5)
SIGN_IN_LOCK_MINUTES = env.int("GONGKAI_LOCK_MINUTES", default=15)
SIGN_IN_ADDRESS_FAILURES = env.int("GONGKAI_ADDRESS_FAILURES", default=30)
SIGN_IN_ADDRESS_MINUTES = env.int("GONGKAI_ADDRESS_MINUTES", default=15)
PASSWORD_MAX_AGE_DAYS = env.int("GONGKAI_PASSWORD_DAYS", default=90)
# Recommended: system_administrator,security_administrator,audit_administrator,approver
REQUIRE_TOTP_ROLES = frozenset(env.list("GONGKAI_REQUIRE_TOTP_ROLES", default=[]))

# What keeps a body from being closed; organisations stand below those who know
BODY_CLOSING_CHECKS = [
    "gongkai.foundation.identity.queries.roles_hanging_on",
    "gongkai.core.information.queries.papers_hanging_on",
    "gongkai.core.responsibilities.queries.duties_hanging_on",
    "gongkai.core.powers.queries.powers_hanging_on",
]

# What keeps an edition from being handed in and published, said by those above who read it; each names the
# function that gives what is lacking
EDITION_CHECKS = ["gongkai.core.wording.queries.required_lacks"]

# Who draws the public page of a draft; the workbench shows it and does not know the portal
PUBLIC_PREVIEW = "gongkai.edges.portal.previewing.preview"

PROCRASTINATE_ON_APP_READY = None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("GONGKAI_LOG_LEVEL", default="WARNING")},
    # it repeats every second what the error at the end says once
    "loggers": {"psycopg.pool": {"level": "ERROR"}},
}
